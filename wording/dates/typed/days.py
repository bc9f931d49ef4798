"""A day as people type it, and which one is meant; pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Final

from models.reasons.refusals.refusal import ValueRefused
from models.reasons.refusals.times import NotADay
from models.reasons.refusals.typed_dates import AnotherWeekday, DayCount
from wording.dates.typed.names import AWAY, month_of, weekday_of

_YEAR_FIRST: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?|(\d{4})(\d\d)(\d\d)"
)
_CHINESE: Final = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_NAMED: Final = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s.-]*(?P<month>[a-z]+)\.?[\s,.-]*(?P<year>\d{4})?"
    r"|(?P<month2>[a-z]+)\.?[\s-]*(?P<day2>\d{1,2})(?:st|nd|rd|th)?[\s,-]*(?P<year2>\d{4})?"
)
_NUMBERS: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_COUNTED: Final = re.compile(r"(?:d|day)\s*([+-]?\s*\d{1,4})|第\s*([+-]?\d{1,4})\s*天")
_WEEKDAY: Final = re.compile(r"\(?((?:周|星期|礼拜)[一二三四五六日天]|\b[a-z]{3,9}\b)\)?[.,]?")


@dataclass(frozen=True, slots=True)
class Around:
    """From where days are counted.

    Attributes:
        today: of the site.
        day_zero: the day of the infusion; asked only where a Day number is typed, and None
            where it has no date.
        ahead: a day without its year is the next one of that name, as where something ends.
    """

    today: date
    day_zero: Callable[[], date | None]
    ahead: bool = False


def days_read(text: str, around: Around, typed: str) -> list[date]:
    """The days that a text can mean, in lower case: one, two where it is open which, or none.

    Args:
        typed: what a refusal repeats.

    Raises:
        ValueRefused: if there is no such day, or it is another weekday than is written.
    """
    rest, weekday = _without_weekday(text)
    days = list(dict.fromkeys(_days(rest, typed, around)))
    if weekday is None or not days:
        return days
    fitting = [day for day in days if day.weekday() == weekday]
    if not fitting:
        raise ValueRefused(AnotherWeekday(word=typed, day=days[0]))
    return fitting


def near(today: date, month: int, day: int) -> date | None:
    """That day of the year in which it is nearest to today."""
    years = (today.year - 1, today.year, today.year + 1)
    found = [one for year in years if (one := _day(year, month, day))]
    return min(found, key=lambda one: abs(one - today), default=None)


def _next(today: date, month: int, day: int) -> date | None:
    """That day of the year, today or later; a 29 February can be years away."""
    years = range(today.year, min(today.year + 9, MAXYEAR + 1))
    found = (one for year in years if (one := _day(year, month, day)))
    return next((one for one in found if one >= today), None)


def _without_weekday(text: str) -> tuple[str, int | None]:
    for found in _WEEKDAY.finditer(text):
        weekday = weekday_of(found[1])
        if weekday is not None:
            return (text[: found.start()] + text[found.end() :]).strip(" ,"), weekday
    return text, None


def _days(text: str, typed: str, around: Around) -> Iterator[date]:
    if text in AWAY:
        yield around.today + timedelta(days=AWAY[text])
    elif counted := _COUNTED.fullmatch(text):
        yield _counted(int((counted[1] or counted[2]).replace(" ", "")), around)
    elif numbers := _NUMBERS.fullmatch(text):
        yield from _either(numbers, typed, around)
    else:
        for year, month, day in _written(text):
            yield _meant(typed, around, year, month, day)


def _written(text: str) -> Iterator[tuple[int | None, int, int]]:
    """Year, where it is said, month and day of what is written with words or the year first."""
    if said := _YEAR_FIRST.fullmatch(text):
        year, month, day = (one for one in said.groups() if one)
        yield int(year), int(month), int(day)
    elif said := _CHINESE.fullmatch(text):
        yield None, int(said[1]), int(said[2])
    elif said := _NAMED.fullmatch(text):
        year, day = said["year"] or said["year2"], said["day"] or said["day2"]
        if named := month_of(said["month"] or said["month2"]):
            yield int(year) if year else None, named, int(day)


def _either(numbers: re.Match[str], typed: str, around: Around) -> Iterator[date]:
    """`13/5` is a day of May, `3/5` one of May or of March."""
    first, second, year = int(numbers[1]), int(numbers[2]), numbers[3]
    at = int(year) if year else None
    orders = [(first, second), (second, first)]
    possible = [one for one in orders if one[0] <= 12]  # noqa: PLR2004  months
    for month, day in possible or orders[:1]:
        yield _meant(typed, around, at, month, day)


def _meant(typed: str, around: Around, year: int | None, month: int, day: int) -> date:
    in_its_year = _next if around.ahead else near
    found = _day(year, month, day) if year else in_its_year(around.today, month, day)
    if found is None:
        raise ValueRefused(NotADay(word=typed))
    return found


def _counted(number: int, around: Around) -> date:
    zero = around.day_zero()
    if zero is None:
        raise ValueRefused(DayCount.NO_DAY_ZERO)
    return zero + timedelta(days=number)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
