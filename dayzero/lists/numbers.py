"""Numbers as lists write them, with a point: a comma is read where it can be only one thing."""

import re
import unicodedata
from enum import StrEnum
from typing import Final

from models.reasons.refusals.lists import PointOrComma
from models.reasons.refusals.refusal import ValueRefused, shown

_DOSE: Final = re.compile(r"([0-9][0-9.,]*)\s*(.*)", re.DOTALL)
_COMMA_GROUPS: Final = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+")
_POINT_GROUPS: Final = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
_DECIMAL_COMMA: Final = re.compile(r"[0-9]+,[0-9]+|[0-9]{1,3}(\.[0-9]{3})+,[0-9]+")
_GROUPED_POINT: Final = re.compile(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+")


class DecimalSign(StrEnum):
    """What parts the whole from the rest."""

    POINT = "point"
    COMMA = "comma"


def number_text(text: str, sign: DecimalSign | None, *, european: bool = False) -> str:
    """The same number with a decimal point and no groups; anything else as it stands.

    Args:
        european: the list parts its cells by semicolons, so that `1.500` may be a thousand more.

    Raises:
        ValueRefused: if it is one of two numbers, and nobody said which.
    """
    plainly = "".join(unicodedata.normalize("NFKC", text).split())
    if _COMMA_GROUPS.fullmatch(plainly):
        return _grouped(plainly, sign, DecimalSign.POINT, text)
    if _POINT_GROUPS.fullmatch(plainly) and (sign is DecimalSign.COMMA or european):
        return _grouped(plainly, sign, DecimalSign.COMMA, text)
    if _DECIMAL_COMMA.fullmatch(plainly) and sign is not DecimalSign.POINT:
        return plainly.replace(".", "").replace(",", ".")
    return plainly.replace(",", "") if _GROUPED_POINT.fullmatch(plainly) else plainly


def dose_text(text: str, sign: DecimalSign | None, *, european: bool = False) -> str:
    """The number before a unit likewise: `0,5 mg` is `0.5 mg`.

    Raises:
        ValueRefused: as for `number_text`.
    """
    found = _DOSE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return text
    return f"{number_text(found[1], sign, european=european)} {found[2]}".strip()


def _grouped(plainly: str, sign: DecimalSign | None, groups_with: DecimalSign, text: str) -> str:
    """Groups of three digits, or three decimals: only who wrote them knows."""
    mark = "," if groups_with is DecimalSign.POINT else "."
    if sign is groups_with:
        return plainly.replace(mark, "")
    if sign is None or plainly.count(mark) > 1:
        raise ValueRefused(PointOrComma(word=shown(text)))
    return plainly.replace(mark, ".")
