"""Whether anything moved for many subjects, told from their footprints and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from models.moments import Minute, local_day, start_of
from models.protocol import Protocol
from models.protocol.arithmetic.shift_tables import OPEN_ABOVE, OPEN_BELOW, shift_tables
from models.protocol.site import Site
from models.timeline.footprints.footprint import BOOKED, CONCERNED, DONE, FLOATS, WATCHED
from models.timeline.footprints.footprint_columns import Columns, columns_of
from models.timeline.network.batch import BatchNetwork, Ends, Flags, solve_firsts, solve_lasts
from models.timeline.network.open_times import OpenTimes
from models.timeline.network.working_days import working_calendar

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_YEARS_AROUND: Final = 8  # whoever has a date further from now is planned alone


@dataclass(frozen=True, slots=True)
class Footprint:
    """One subject's footprint, at a site that is in the subject's time zone."""

    subject: str
    site: Site
    content: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """Who of many must be planned anew, by the reason for it.

    Attributes:
        moved: a bound is not where it was when the plan was published.
        turned: no time is left for a step that had some, or the reverse.
        unsolved: a date that cannot be told for many at once.
    """

    moved: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()
    unsolved: tuple[str, ...] = ()

    def __add__(self, other: "Found") -> "Found":
        return Found(
            self.moved + other.moved, self.turned + other.turned, self.unsolved + other.unsolved
        )


def look_at(protocol: Protocol, footprints: Sequence[Footprint], now: Minute) -> Found:
    """Solve the networks of subjects of one protocol, and compare with what was published."""
    found = Found()
    ordered = sorted(footprints, key=_place)
    for _, group in groupby(ordered, key=lambda one: one.site.zone.key):
        found += _in_one_zone(protocol, tuple(group), now)
    return found


def _place(footprint: Footprint) -> tuple[str, str]:
    return footprint.site.zone.key, footprint.site.id


def _in_one_zone(protocol: Protocol, footprints: Sequence[Footprint], now: Minute) -> Found:
    columns = columns_of(protocol, [one.content for one in footprints])
    if columns is None:
        return Found(unsolved=tuple(one.subject for one in footprints))
    said = _network(columns, footprints, now)
    zone = footprints[0].site.zone
    floors = np.maximum(columns.floors_if_stopped(now, zone), now)
    firsts, lasts = solve_firsts(said), solve_lasts(said)
    firsts_now = solve_firsts(replace(said, floors=floors))
    unsolved = firsts.unsolved | lasts.unsolved | firsts_now.unsolved | _lapsed(columns, now, zone)
    moved = _moved(columns, firsts, lasts, firsts_now)
    turned = _turned(columns, lasts, firsts_now)
    kinds = (moved & ~unsolved, turned & ~moved & ~unsolved, unsolved)
    return Found(*(_named(footprints, flags) for flags in kinds))


def _network(columns: Columns, footprints: Sequence[Footprint], now: Minute) -> BatchNetwork:
    """Everybody's network, with no "now"."""
    protocol = columns.protocol
    year = (_EPOCH + timedelta(minutes=now)).year
    years = (year - _YEARS_AROUND, year + _YEARS_AROUND)
    done, booked = columns.has(DONE), columns.has(BOOKED)
    return BatchNetwork(
        steps=tuple(step.id for step in protocol.step),
        links=protocol.link,
        working=protocol.on_working_days,
        one_way=protocol.one_way,
        tables=shift_tables(footprints[0].site.zone, *years),
        calendars=tuple(_calendars(footprints, years)),
        concerned=columns.has(CONCERNED),
        done=done,
        booked=booked,
        fixed=done | booked,
        earliest=columns.minutes("earliest", OPEN_BELOW),
        latest=columns.minutes("latest", OPEN_ABOVE),
        floors=columns.minutes("floor", OPEN_BELOW),
    )


def _calendars(
    footprints: Sequence[Footprint], years: tuple[int, int]
) -> Iterator[tuple[slice, OpenTimes]]:
    """The working times of each site, and the run of columns of its subjects."""
    start = 0
    for _, group in groupby(footprints, key=lambda one: one.site.id):
        there = list(group)
        yield slice(start, start + len(there)), _open_times(there[0].site, *years)
        start += len(there)


@lru_cache(maxsize=1024)
def _open_times(site: Site, first_year: int, last_year: int) -> OpenTimes:
    return OpenTimes(working_calendar(site), shift_tables(site.zone, first_year, last_year))


def _lapsed(columns: Columns, now: Minute, zone: ZoneInfo) -> Flags:
    """Subjects with a course that was booked for a day that is past: planned without it."""
    protocol, done, booked = columns.protocol, columns.has(DONE), columns.has(BOOKED)
    past = columns.minutes("latest", OPEN_ABOVE) < start_of(local_day(now, zone), zone)
    flags: Flags = np.zeros(done.shape[1], dtype=np.bool_)
    for before in (gate.before for gate in protocol.gate if protocol.course(gate)):
        later = [protocol.order[s.id] for s in protocol.step if before in protocol.before[s.id]]
        start = protocol.order[before]
        flags |= booked[start] & past[start] & ~done[[start, *later]].any(axis=0)
    return flags


def _moved(columns: Columns, firsts: Ends, lasts: Ends, firsts_now: Ends) -> Flags:
    """Subjects with a bound elsewhere; one that hangs on "now" moves by itself every day."""
    resting = columns.has(WATCHED) & ~columns.has(FLOATS)
    elsewhere = (
        (firsts.minutes != columns.minutes("first", OPEN_BELOW))
        | (lasts.minutes != columns.minutes("last", OPEN_ABOVE))
        | (resting & (firsts_now.minutes != columns.minutes("first_now", OPEN_BELOW)))
    )
    flags: Flags = elsewhere.any(axis=0)
    return flags


def _turned(columns: Columns, lasts: Ends, firsts_now: Ends) -> Flags:
    """Subjects with a step that lost its last legal minute, or has one again."""
    before = columns.minutes("first_now", OPEN_BELOW) > columns.minutes("last", OPEN_ABOVE)
    flags: Flags = (columns.has(WATCHED) & ((firsts_now.minutes > lasts.minutes) != before)).any(
        axis=0
    )
    return flags


def _named(footprints: Sequence[Footprint], flags: Flags) -> tuple[str, ...]:
    return tuple(footprints[place].subject for place in np.flatnonzero(flags).tolist())
