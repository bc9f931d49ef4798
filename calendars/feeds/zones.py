"""VTIMEZONE: how a zone's clocks move, in the form that every client understands.

The library's own builder puts the change to summer time an hour late, lists dates that
Outlook ignores instead of a rule, and adds a COMMENT that strict readers reject; so the
moves are read from `zoneinfo` here and only written with the library.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from models.moments import Minute, start_of

FIRST_YEAR, LAST_YEAR = 2009, 2037  # where moves are read; a yearly rule goes on after that
LOCAL_YEAR = 2010  # from here on a VTIMEZONE tells every local time; earlier ones go out in UTC
RULE_YEARS = 10  # fewer years in a row are chance: Morocco's moves follow the moon
WEEK = 7
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_MINUTES = 24 * 60
UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Etc/Zulu", "UCT", "Zulu", "Universal"})


@dataclass(frozen=True, slots=True)
class Clock:
    """What a zone's clocks show for a while."""

    offset: timedelta
    name: str
    summer: bool


@dataclass(frozen=True, slots=True)
class Move:
    """One change of the clocks.

    Attributes:
        onset: local time on the clock that is about to be moved (RFC 5545 3.6.5).
    """

    onset: datetime
    before: Clock
    after: Clock


def is_local(minute: Minute, zone: ZoneInfo) -> bool:
    """True where a time is written in the zone with its TZID, False where in UTC.

    The second of two equal hours in autumn goes out in UTC: RFC 5545 3.3.5 has no other
    way to name it.
    """
    told = zone.key not in UTC_NAMES and minute >= start_of(date(LOCAL_YEAR, 1, 1), zone)
    return told and _utc(minute).astimezone(zone).fold == 0


@lru_cache(maxsize=64)
def timezone_component(key: str) -> Timezone:
    """The VTIMEZONE of an IANA zone; the same component for every feed."""
    moves = tuple(_moves(ZoneInfo(key)))
    component = Timezone()
    component.add("TZID", key)
    for part in _observances(ZoneInfo(key), moves):
        component.add_component(part)
    return component


@lru_cache(maxsize=64)
def timezone_bytes(key: str) -> bytes:
    """The VTIMEZONE as it stands in a feed."""
    return bytes(timezone_component(key).to_ical())


def _moves(zone: ZoneInfo) -> Iterator[Move]:
    """Every change of the offset, found to the minute, in order."""
    minute = _minute(FIRST_YEAR)
    end = _minute(LAST_YEAR + 1)
    while minute < end:
        if _clock(minute, zone).offset != _clock(minute + DAY_MINUTES, zone).offset:
            at = _first_after(minute, zone)
            before, after = _clock(at - 1, zone), _clock(at, zone)
            yield Move(_utc(at).replace(tzinfo=None) + before.offset, before, after)
        minute += DAY_MINUTES


def _first_after(minute: Minute, zone: ZoneInfo) -> Minute:
    """The minute within the next day from which the clocks show something else."""
    low, high = minute, minute + DAY_MINUTES
    while high - low > 1:
        middle = (low + high) // 2
        if _clock(middle, zone).offset == _clock(minute, zone).offset:
            low = middle
        else:
            high = middle
    return high


def _observances(
    zone: ZoneInfo, moves: tuple[Move, ...]
) -> Iterator[TimezoneStandard | TimezoneDaylight]:
    if not any(move.onset.year < LOCAL_YEAR for move in moves):
        start = _clock(_minute(FIRST_YEAR), zone)
        yield _observance(Move(datetime(1970, 1, 1), start, start))  # noqa: DTZ001 - local by RFC 5545
    alike: defaultdict[tuple[Clock, Clock], list[Move]] = defaultdict(list)
    for move in moves:
        alike[move.before, move.after].append(move)
    for same in alike.values():
        single, rule = _split(same)
        yield from (_observance(move) for move in single)
        if rule:
            yield _observance(rule[0], yearly=_yearly(rule))


def _split(moves: list[Move]) -> tuple[list[Move], list[Move]]:
    """Moves that stand alone, then the longest run to the end that one rule gives."""
    for first in range(len(moves) - RULE_YEARS + 1):
        run = moves[first:]
        if run[-1].onset.year == LAST_YEAR and _yearly(run) is not None:
            return moves[:first], run
    return moves, []


def _yearly(run: list[Move]) -> vRecur | None:
    """`last Sunday of March`, if that gives every move of the run and no other."""
    first = run[0].onset
    years = [move.onset.year for move in run]
    regular = years == list(range(years[0], years[0] + len(years))) and all(
        (move.onset.month, move.onset.weekday(), move.onset.time())
        == (first.month, first.weekday(), first.time())
        for move in run
    )
    weeks = {(move.onset.day - 1) // WEEK + 1 for move in run}
    if all(_is_last(move.onset) for move in run):
        weeks = {-1}
    if not regular or len(weeks) > 1:
        return None
    byday = f"{weeks.pop()}{WEEKDAYS[first.weekday()]}"
    return vRecur({"FREQ": "YEARLY", "BYMONTH": first.month, "BYDAY": byday})


def _is_last(onset: datetime) -> bool:
    return onset.day + WEEK > calendar.monthrange(onset.year, onset.month)[1]


def _observance(move: Move, *, yearly: vRecur | None = None) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if move.after.summer else TimezoneStandard()
    part.add("DTSTART", move.onset)
    part.add("TZOFFSETFROM", move.before.offset)
    part.add("TZOFFSETTO", move.after.offset)
    part.add("TZNAME", move.after.name)
    if yearly is not None:
        part.add("RRULE", yearly)
    return part


def _clock(minute: Minute, zone: ZoneInfo) -> Clock:
    local = _utc(minute).astimezone(zone)
    return Clock(local.utcoffset() or timedelta(), local.tzname() or zone.key, bool(local.dst()))


def _utc(minute: Minute) -> datetime:
    return datetime.fromtimestamp(minute * 60, tz=UTC)


def _minute(year: int) -> Minute:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) // 60
