"""What the forms for recording say, and the words of recorded facts."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingWords:
    """One language. Every template names its own blanks.

    Attributes:
        titles: of each form, by what it records.
        fields: labels, by field; with the form before it where one says it otherwise.
        hints: below a field, by field; empty where none is needed.
        values: words of the contract, as they stand in facts and choices.
        kinds: of facts.
    """

    titles: Mapping[str, str]
    intro: Mapping[str, str]
    fields: Mapping[str, str]
    hints: Mapping[str, str]
    values: Mapping[str, str]
    kinds: Mapping[str, str]
    choose: str
    preview: str
    preview_about: str
    commit: str
    change: str
    to_record: str
    earliest: str
    moves: str
    nothing_moves: str
    before: str
    after: str
    opens: str
    closes: str
    no_alert_opens: str
    no_alert_closes: str
    refused: str
    newer: str
    no_drug: str
    yes: str
    no: str
    unknown: str
    first_last: str
    last: str
    first: str
    ongoing: str


ENGLISH = RecordingWords(
    titles={
        "step": "Book a step, or record it",
        "test": "Record a test",
        "stop": "Record that a drug was stopped",
        "drug": "Record a drug",
    },
    intro={
        "step": "Booking a step again replaces its booking. What was done is never moved; a later"
        " booking is the next one only after a product that failed, and for screening until"
        " apheresis.",
        "test": "A test counts from the day on which the sample was taken.",
        "stop": "The course on record is corrected by one that ended; the old entry is kept.",
        "drug": "Without a dose, route or time the answer may be “cannot tell”.",
    },
    fields={
        "step": "Step",
        "state": "What is recorded",
        "day": "Day",
        "clock": "Time",
        "test": "Test",
        "result": "Result",
        "specimen": "Sample",
        "fact": "Course",
        "reason": "Reason of the correction",
        "drug": "Drug",
        "ongoing": "Still being given",
        "purpose": "Purpose",
        "route": "Route",
        "dose": "Dose",
        "form": "Form",
        "test_day": "Day of the sample",
        "stop_day": "Last day on which it was given",
        "drug_day": "Last day on which it was given; the first, if it is still being given",
    },
    hints={
        "day": "On the site's calendar.",
        "clock": "On the site's clock; leave it empty where only the day is known.",
        "drug": "INN, a common name, Chinese name or ATC code.",
        "dose": "Such as 100 mg/day or 25 mg/m2.",
        "reason": "Such as “stopped on the ward”. No names of patients.",
        "ongoing": "In place of a last day.",
    },
    values={
        "booked": "booked",
        "done": "done",
        "cancelled": "cancelled",
        "missed": "missed",
        "pregnancy": "pregnancy",
        "cd19": "CD19",
        "negative": "negative",
        "positive": "positive",
        "pending": "pending",
        "serum": "serum",
        "urine": "urine",
        "bridging": "bridging",
        "lymphodepletion": "lymphodepletion",
        "cns_prophylaxis": "CNS prophylaxis",
        "gvhd": "GVHD",
        "replacement": "replacement",
        "supportive": "supportive",
        "other": "other",
        "oral": "oral",
        "iv": "intravenous",
        "sc": "subcutaneous",
        "im": "intramuscular",
        "intrathecal": "intrathecal",
        "topical": "topical",
        "inhaled": "inhaled",
        "non_cns": "outside the CNS",
        "cns": "CNS",
        "mediastinal": "mediastinal",
        "total_body": "total body",
    },
    kinds={
        "step": "step",
        "drug": "drug",
        "radiotherapy": "radiotherapy",
        "test": "test",
        "event": "event",
        "measurement": "measurement",
        "finding": "finding",
    },
    choose="choose",
    preview="Show what would move",
    preview_about="Nothing is recorded yet. This is what would follow:",
    commit="Record it",
    change="Change the form",
    to_record="To be recorded: {fact}",
    earliest="earliest safe infusion",
    moves="What moves",
    nothing_moves="No step moves.",
    before="Now",
    after="Then",
    opens="Alerts that open",
    closes="Alerts that close",
    no_alert_opens="None opens.",
    no_alert_closes="None closes.",
    refused="Nothing was recorded:",
    newer="Somebody recorded something meanwhile. Look at the preview again.",
    no_drug="No drug on record is still being given.",
    yes="yes",
    no="no",
    unknown="not known",
    first_last="{first} to {last}",
    last="last {last}",
    first="from {first}",
    ongoing="still being given",
)

CHINESE = RecordingWords(
    titles={
        "step": "预约或记录步骤",
        "test": "记录检测",
        "stop": "记录停药",
        "drug": "记录用药",
    },
    intro={
        "step": "再次预约将取代原预约；已完成的步骤不会因此改变。只有产品失败后，以及单采前的"
        "筛选，之后的预约才算作新的一次。",
        "test": "检测自采样当日起计算有效期。",
        "stop": "以已结束的疗程更正原记录；原记录予以保留。",
        "drug": "缺少剂量、途径或时间时，结果可能为“无法判定”。",
    },
    fields={
        "step": "步骤",
        "state": "记录内容",
        "day": "日期",
        "clock": "时间",
        "test": "检测",
        "result": "结果",
        "specimen": "样本",
        "fact": "疗程",
        "reason": "更正原因",
        "drug": "药物",
        "ongoing": "仍在使用",
        "purpose": "用药目的",
        "route": "给药途径",
        "dose": "剂量",
        "form": "表单",
        "test_day": "采样日期",
        "stop_day": "末次用药日期",
        "drug_day": "末次用药日期；若仍在使用，填首次用药日期",
    },
    hints={
        "day": "按中心所在地日期。",
        "clock": "按中心所在地时间；仅知日期时请留空。",
        "drug": "通用名、常用名、中文名或ATC编码。",
        "dose": "例如 100 mg/day 或 25 mg/m2。",
        "reason": "例如“病房已停药”。请勿填写患者姓名。",
        "ongoing": "代替末次用药日期。",
    },
    values={
        "booked": "已预约",
        "done": "已完成",
        "cancelled": "已取消",
        "missed": "已错过",
        "pregnancy": "妊娠",
        "cd19": "CD19",
        "negative": "阴性",
        "positive": "阳性",
        "pending": "待回报",
        "serum": "血清",
        "urine": "尿液",
        "bridging": "桥接治疗",
        "lymphodepletion": "清淋",
        "cns_prophylaxis": "中枢神经系统预防",
        "gvhd": "GVHD",
        "replacement": "替代治疗",
        "supportive": "支持治疗",
        "other": "其他",
        "oral": "口服",
        "iv": "静脉",
        "sc": "皮下",
        "im": "肌内",
        "intrathecal": "鞘内",
        "topical": "外用",
        "inhaled": "吸入",
        "non_cns": "非中枢",
        "cns": "中枢",
        "mediastinal": "纵隔",
        "total_body": "全身",
    },
    kinds={
        "step": "步骤",
        "drug": "用药",
        "radiotherapy": "放疗",
        "test": "检测",
        "event": "事件",
        "measurement": "测量",
        "finding": "检查所见",
    },
    choose="请选择",
    preview="预览变化",
    preview_about="尚未记录，以下为预览。",
    commit="确认记录",
    change="修改表单",
    to_record="将要记录：{fact}",
    earliest="最早可安全回输",
    moves="变化的步骤",
    nothing_moves="没有步骤变化。",
    before="现在",
    after="之后",
    opens="新出现的警报",
    closes="将关闭的警报",
    no_alert_opens="无。",
    no_alert_closes="无。",
    refused="未作记录：",
    newer="期间有人记录了新内容，请重新查看预览。",
    no_drug="没有仍在使用的药物记录。",
    yes="是",
    no="否",
    unknown="未知",
    first_last="{first}至{last}",
    last="末次{last}",
    first="自{first}起",
    ongoing="仍在使用",
)
