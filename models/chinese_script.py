"""Traditional characters, read as the simplified ones in which the catalogue is written.

A site that writes 環磷醯胺 means 环磷酰胺. The characters are those of OpenCC's table t2s.
"""

from functools import cache

from opencc import OpenCC

_BESIDE_OPENCC = str.maketrans("甯礆鹻甦醯衞痺", "宁硷碱苏酰卫痹")
"""What t2s leaves as it is, because it is not simplified alike in every word.

In names of drugs it is: 醯 of acyls (環磷醯胺), and 鹻 and 礆 of alkaloids (長春新鹻), as chemists
in Taiwan write them; 甯 and 甦 of transcribed brands; 衞 (格列衞) and 痺 (小兒麻痺) as Hong Kong
and Taiwan write them.
"""

_SIMPLIFIED_ALREADY = "噁"
"""Of oxazoles in simplified script too; t2s takes it for 恶, which is another name."""


def simplified(text: str) -> str:
    """The text in simplified characters; in no other script is anything changed."""
    if text.isascii():
        return text
    parts = map(_from_traditional().convert, text.split(_SIMPLIFIED_ALREADY))
    return _SIMPLIFIED_ALREADY.join(parts).translate(_BESIDE_OPENCC)


@cache
def _from_traditional() -> OpenCC:
    """Its table, read once in each process and only where such a name is looked up."""
    return OpenCC("t2s")
