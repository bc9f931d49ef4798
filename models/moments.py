"""When something was or is: whole minutes of UTC, and spans for what is known less exactly.

All timeline code counts minutes since 1970-01-01T00:00Z. Local days, months and years
need a time zone and are always converted here, so that a day is the site's day.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pendulum

from models.reasons.refusals.refusal import ValueRefused, shown
from models.reasons.refusals.times import NotADate, NotADay, NotAnInstant, OutsideYears

Minute = int
"""Minutes since 1970-01-01T00:00Z."""

MINUTES_PER_HOUR = 60
MICROSECONDS_PER_MINUTE = 60 * 1_000_000
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = re.compile(r"\d{4}-\d{2}")
YEAR = re.compile(r"\d{4}")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})")
FIRST_YEAR, LAST_YEAR = 1900, 2200
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The minutes at which something may have happened; both ends are included.

    An instant is a span of one minute. A date is all minutes of that local day.

    Attributes:
        past: microseconds by which an instant told to the second is past its minute.
    """

    earliest: Minute
    latest: Minute
    past: int = 0

    @property
    def exact(self) -> bool:
        """True when the minute itself is known."""
        return self.earliest == self.latest

    @property
    def coarse(self) -> bool:
        """True for a date, month or year: even the minute is not known."""
        return not self.exact


def read_span(text: str, zone: ZoneInfo) -> Span:
    """Read an instant with offset, or a date, month or year at the site.

    An instant with seconds keeps them beside its minute: a limit in hours may lie between two
    seconds, and 23:59:30 is still that day.

    Raises:
        ValueRefused: with what is wrong with it, if it is none of these.
    """
    if INSTANT.fullmatch(text):
        return _instant_span(text)
    if DAY.fullmatch(text):
        day = _real_date(text)
        return day_span(day, zone)
    if MONTH.fullmatch(text):
        first = _real_date(f"{text}-01")
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return Span(start_of(first, zone), end_of(last, zone))
    if YEAR.fullmatch(text):
        first = _real_date(f"{text}-01-01")
        return Span(start_of(first, zone), end_of(first.replace(month=12, day=31), zone))
    raise ValueRefused(NotADate(word=shown(text)))


def _instant_span(text: str) -> Span:
    try:
        moment = datetime.fromisoformat(text)
        since_epoch = moment - _EPOCH
    except (ValueError, OverflowError) as error:
        raise ValueRefused(NotAnInstant(word=shown(text))) from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise _outside_years(text)
    whole, rest = divmod(since_epoch, timedelta(minutes=1))
    return Span(whole, whole, rest // timedelta(microseconds=1))


def _real_date(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueRefused(NotADay(word=text)) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _outside_years(text)
    return day


def _outside_years(text: str) -> ValueRefused:
    return ValueRefused(OutsideYears(word=shown(text), first_year=FIRST_YEAR, last_year=LAST_YEAR))


@lru_cache(maxsize=65536)
def start_of(day: date, zone: ZoneInfo) -> Minute:
    """First minute of a local day; where clocks skip midnight, the first that exists."""
    local = datetime(day.year, day.month, day.day, tzinfo=zone)
    return to_minute(local)


def end_of(day: date, zone: ZoneInfo) -> Minute:
    """Last minute of a local day."""
    return start_of(day + timedelta(days=1), zone) - 1


def day_span(day: date, zone: ZoneInfo) -> Span:
    """All minutes of a local day."""
    return Span(start_of(day, zone), end_of(day, zone))


def lasts_whole_days(span: Span, zone: ZoneInfo) -> bool:
    """Whether a span begins and ends with a local day, as a date or a month does."""
    begins = start_of(local_day(span.earliest, zone), zone) == span.earliest
    return begins and end_of(local_day(span.latest, zone), zone) == span.latest


@lru_cache(maxsize=65536)
def local_day(minute: Minute, zone: ZoneInfo) -> date:
    """The site's calendar day on which a minute falls."""
    return (_EPOCH + timedelta(minutes=minute)).astimezone(zone).date()


def first_whole_day(minute: Minute, zone: ZoneInfo) -> date:
    """The first local day of which no minute comes before this one."""
    day = local_day(minute, zone)
    return day if minute <= start_of(day, zone) else day + timedelta(days=1)


def local_days(first: Minute, last: Minute, zone: ZoneInfo) -> Iterator[date]:
    """Every calendar day of the site from one minute to another, both ends included."""
    day, end = local_day(first, zone), local_day(last, zone)
    while day <= end:
        yield day
        day += timedelta(days=1)


def to_minute(moment: datetime) -> Minute:
    """The whole minute of an aware moment, rounded down.

    Raises:
        TypeError: if the moment carries no time zone.
    """
    return (moment - _EPOCH) // timedelta(minutes=1)


def at_zone(minute: Minute, zone: ZoneInfo) -> pendulum.DateTime:
    """A minute as the site's clock shows it."""
    return pendulum.from_timestamp(minute * 60, _pendulum_zone(zone.key))


@lru_cache(maxsize=1024)
def _pendulum_zone(key: str) -> pendulum.Timezone:
    return pendulum.Timezone(key)


def iso(minute: Minute, zone: ZoneInfo) -> str:
    """A minute with the site's offset: `2026-03-09T10:00+08:00`."""
    return (_EPOCH + timedelta(minutes=minute)).astimezone(zone).isoformat(timespec="minutes")


def add_months(day: date, months: int) -> date:
    """Add calendar months; a day that the month lacks becomes its last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


ALWAYS: Minute = -(10**10)
NEVER: Minute = 10**10
"""Bounds before and after every minute that a chart can name."""
