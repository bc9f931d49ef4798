"""The four ways in which a chart says when something was, and what each leaves open.

Written without a look at `models`: a time is its text and the first and last second, since
1970 in UTC, at which it may have been.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

ONE_DAY: Final = timedelta(days=1)
INSTANT_AT: Final = time(10, 37)
DAYS_OF_AN_INTERVAL: Final = 4


@dataclass(frozen=True)
class Recorded:
    """A time as a chart writes it; both seconds are included."""

    form: str
    text: str
    first: int
    last: int


def each_form(day: date, zone: ZoneInfo) -> Iterator[Recorded]:
    """A day as an instant of it, alone, as its month, and as the first of four days."""
    yield an_instant(datetime.combine(day, INSTANT_AT, zone))
    yield _days("day", day.isoformat(), day, day, zone)
    first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    yield _days("month", f"{day:%Y-%m}", first, last, zone)
    until = day + (DAYS_OF_AN_INTERVAL - 1) * ONE_DAY
    yield _days("interval", f"{day.isoformat()}/{until.isoformat()}", day, until, zone)


def an_instant(at: datetime) -> Recorded:
    """A moment that is known."""
    second = int(at.timestamp())
    return Recorded("instant", at.isoformat(timespec="minutes"), second, second)


def _days(form: str, text: str, first: date, last: date, zone: ZoneInfo) -> Recorded:
    return Recorded(form, text, midnight(first, zone), midnight(last + ONE_DAY, zone) - 1)


def midnight(day: date, zone: ZoneInfo) -> int:
    """The second with which a day begins at the site."""
    return int(datetime.combine(day, time(), zone).timestamp())


def day_at(second: int, zone: ZoneInfo) -> date:
    """The site's calendar day of a second."""
    return datetime.fromtimestamp(second, zone).date()


def moments(recorded: Recorded, zone: ZoneInfo) -> Iterator[tuple[int, date]]:
    """The first and the last second of every day on which it may have been, with that day."""
    day, end = day_at(recorded.first, zone), day_at(recorded.last, zone)
    while day <= end:
        yield max(recorded.first, midnight(day, zone)), day
        yield min(recorded.last, midnight(day + ONE_DAY, zone) - 1), day
        day += ONE_DAY
