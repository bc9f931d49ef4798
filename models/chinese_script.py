"""Traditional characters, read as the simplified ones in which the catalogue is written.

Only characters of the catalogues' own names and forms are here; a site that writes 環磷醯胺
means 环磷酰胺. A character never means two: several traditional ones may be one simplified.
"""

_TRADITIONAL = (
    "萬絲兩麗烏樂亂亞億侖崙價眾衆優偉傳傷體儷脩兒剋蘭茲內鼕凍凈淨減凱"
    "別彆製劑勞華單滷鹵衛卽雙葉閤衕嚮曏嗎噴圖聖壞復複頭奧寧甯寶宮對導"
    "爾島鉅鞏巰佈帶乾幹榦應開異強恆惡悅懸紮撲託擾擇換鏇無麯麴機雜桿來"
    "楊傑鬆闆樞檸櫚櫞歐氫漢氾汎註潑澤漿潤澱濱滅靈煙菸熱愛狀豬瑪環瓊療"
    "瘧皰鹽確礆鹻鹼離種穩類醣紅縴纖納紛綫線組細結絡維緩縮纈羅羥羣聯腸"
    "膚腫膽膠脈腦脫蘆囌甦蘇葯藥萊薩懞濛矇補錶誘諾譜穀貝質賀賦賽讚贊輪"
    "軟輕載輔輸達邁還適醯痠埰寀採釋裏裡針鍼鈣鈉鉀鉑鋁鎂長門間閣陽霧黴"
    "靜韋順頌預頸顆風飛馬驍魯鮮鳥鳴麥黃龍"
)
_SIMPLIFIED = (
    "万丝两丽乌乐乱亚亿仑仑价众众优伟传伤体俪修儿克兰兹内冬冻净净减凯"
    "别别制剂劳华单卤卤卫即双叶合同向向吗喷图圣坏复复头奥宁宁宝宫对导"
    "尔岛巨巩巯布带干干干应开异强恒恶悦悬扎扑托扰择换旋无曲曲机杂杆来"
    "杨杰松板枢柠榈橼欧氢汉泛泛注泼泽浆润淀滨灭灵烟烟热爱状猪玛环琼疗"
    "疟疱盐确硷碱碱离种稳类糖红纤纤纳纷线线组细结络维缓缩缬罗羟群联肠"
    "肤肿胆胶脉脑脱芦苏苏苏药药莱萨蒙蒙蒙补表诱诺谱谷贝质贺赋赛赞赞轮"
    "软轻载辅输达迈还适酰酸采采采释里里针针钙钠钾铂铝镁长门间阁阳雾霉"
    "静韦顺颂预颈颗风飞马骁鲁鲜鸟鸣麦黄龙"
)

SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
