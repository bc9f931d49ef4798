"""Days as spreadsheets and wards write them, in the form in which a chart has them."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dayzero.lists.words import list_words
from models.reasons.refusals.lists import DayOrMonth
from models.reasons.refusals.refusal import ValueRefused, shown

_TIME: Final = r"(?:[ T]*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?"
_OF_YEAR, _OF_MONTH, _OF_DAY = (list_words().dates[name] for name in ("year", "month", "day"))
_PART: Final = "([0-9]{1,2})"
_YEAR_FIRST: Final = re.compile(
    rf"([0-9]{{4}})[-/.{_OF_YEAR}]{_PART}[-/.{_OF_MONTH}]{_PART}{_OF_DAY}?{_TIME}"
)
_MONTH: Final = re.compile(rf"([0-9]{{4}})[-/.{_OF_YEAR}]{_PART}{_OF_MONTH}?")
_YEAR: Final = re.compile(rf"([0-9]{{4}}){_OF_YEAR}?")
_TOGETHER: Final = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_YEAR_LAST: Final = re.compile(rf"{_PART}[-/.]{_PART}[-/.]([0-9]{{4}}){_TIME}")
_NAMED_MONTH: Final = re.compile(r"([0-9]{1,2})[- /]([A-Za-z]{3})[- /]([0-9]{2})")
_MONTHS: Final = 12
_LAST_OF_2000S: Final = 68
"""Of years with two numbers, as POSIX has it: 68 is 2068, 69 is 1969."""


class DateOrder(StrEnum):
    """Which number comes first where the year comes last."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


def day_text(text: str, order: DateOrder | None) -> str:
    """The same day or minute as a chart writes it; anything else as it stands, to be refused there.

    Raises:
        ValueRefused: if it is one of two days, and nobody said which.
    """
    plainly = unicodedata.normalize("NFKC", text).strip()
    if found := _YEAR_FIRST.fullmatch(plainly):
        return _iso(*found.groups())
    if found := _YEAR_LAST.fullmatch(plainly):
        day, month = _in_order(found[1], found[2], order, text)
        return _iso(found[3], month, day, *found.groups()[3:])
    if found := _TOGETHER.fullmatch(plainly):
        return _iso(*found.groups())
    if found := _NAMED_MONTH.fullmatch(plainly):
        century = "20" if int(found[3]) <= _LAST_OF_2000S else "19"
        return f"{found[1]:0>2}-{found[2]}-{century}{found[3]}"
    if found := _MONTH.fullmatch(plainly):
        return f"{found[1]}-{found[2]:0>2}"
    return found[1] if (found := _YEAR.fullmatch(plainly)) else plainly


def _in_order(first: str, second: str, order: DateOrder | None, text: str) -> tuple[str, str]:
    """The day and the month; a number above twelve is a day by itself."""
    told: Mapping[bool, DateOrder] = {
        int(first) > _MONTHS: DateOrder.DAY_FIRST,
        int(second) > _MONTHS: DateOrder.MONTH_FIRST,
    }
    order = order or told.get(True)
    if order is None and int(first) != int(second):
        raise ValueRefused(DayOrMonth(word=shown(text)))
    return (second, first) if order is DateOrder.MONTH_FIRST else (first, second)


def _iso(year: str, month: str, day: str, hour: str | None = None, *rest: str | None) -> str:
    on = f"{year}-{month:0>2}-{day:0>2}"
    if hour is None:
        return on
    minutes = ":".join(part for part in rest if part is not None)
    return f"{on}T{hour:0>2}:{minutes}"
