"""Dates, lengths and rule ids, as they stand in finished pages, that no line may break."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, Literal

from babel.dates import get_day_names, get_month_names, tokenize_pattern

from wording.catalogue import catalogue
from wording.language import Language, languages, locale_of

_ALIKE_IN_EACH = (
    r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?",
    r"\b(?:IN|EX)-\d[\w.]*\w",
)
_LENGTHS = (
    ("dates", ("length.days", "length.hours", "length.minutes")),
    ("pages", ("common.length_days", "common.length_hours", "common.length_minutes")),
)
_EACH_PLURAL_FORM = (0, 1, 2, 3, 5, 11, 21, 100)  # numbers by which languages tell theirs apart
_WIDTHS: Final[Mapping[int, Literal["abbreviated", "wide"]]] = {3: "abbreviated", 4: "wide"}
"""Of names, by how often a pattern of CLDR repeats a letter."""
_DAY, _TIME = "\x01", "\x02"


def unbroken() -> str:
    """What is kept whole, in every language, as one pattern; the longest that fits counts."""
    return _of(languages())


@cache
def _of(known: tuple[Language, ...]) -> str:
    dates = (each for language in known for each in _moments(language))
    lengths = "|".join(dict.fromkeys(each for language in known for each in _lengths(language)))
    length = rf"(?<![A-Za-z\d])(?:{lengths})(?: ?(?:{lengths}))*(?![A-Za-z])"
    return "|".join((*_ALIKE_IN_EACH, *dict.fromkeys(dates), length))


def _moments(language: Language) -> Iterator[str]:
    """A day with its time or without, with its year or without, as pages and calendars say it."""
    words, feeds = catalogue(language, "dates"), catalogue(language, "feeds")
    said = re.escape(words("moment", day=_DAY, time=_TIME))
    days = (words("day_of_year"), words("day"))
    for pattern in (*days, feeds("calendar.day_of_year"), feeds("calendar.day")):
        day = "".join(_piece(kind, value, language) for kind, value in tokenize_pattern(pattern))
        yield said.replace(_DAY, day).replace(_TIME, r"\d\d:\d\d")
        yield day


def _piece(kind: str, value: str | tuple[str, int], language: Language) -> str:
    """What a piece of a pattern of CLDR can be, as a pattern of ours."""
    if kind == "chars" or isinstance(value, str):
        return re.escape(str(value))
    letter, often = value
    if letter == "y":
        return r"\d{4}"
    if often not in _WIDTHS:
        return r"\d{1,2}"
    names = get_day_names if letter == "E" else get_month_names
    known = names(_WIDTHS[often], locale=locale_of(language)).values()
    return f"(?:{'|'.join(re.escape(name) for name in known)})"


def _lengths(language: Language) -> Iterator[str]:
    """A number of days, hours or minutes."""
    for topic, messages in _LENGTHS:
        words = catalogue(language, topic)
        for message in messages:
            for number in _EACH_PLURAL_FORM:
                said = re.escape(words.counted(message, number).strip())
                yield said.replace(str(number), r"\d+")
