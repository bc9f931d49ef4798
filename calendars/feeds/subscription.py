"""One reader's calendar: the entries that the options of a link let through, as bytes.

What shows hangs on the published entries, on the options, and where the options have a
horizon on the day, never on the minute: between two midnights of the calendar's zone the
bytes are the same, and so is `Last-Modified`, which is the latest of what really changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple
from zoneinfo import ZoneInfo

from calendars.entries.days import first_day_of, last_day_of
from calendars.feeds.alarms import alarm_bytes
from calendars.feeds.feed import END_OF_EVENT, Whose, Written, joined, plain, written
from calendars.feeds.texts import summary_in
from calendars.feeds.variants import Variant
from models.moments import Minute, local_day, start_of
from models.reasons.calendar.descriptions import SubjectsWillCome
from models.reasons.calendar.titles import NobodyHasDates
from models.schedule import Entry, EntryKind, EntryStatus, PublishedEntry
from models.subscriptions import FeedOptions
from models.timeline.values import StepState

RINGS_IN = frozenset({StepState.BOOKED, StepState.AT_RISK, StepState.DUE})
NOBODYS_ZONE = "Asia/Shanghai"  # of a calendar without any subject: the trial's sites are there


class Piece(NamedTuple):
    """One event, ready to be joined, with what decides whether a reader sees it."""

    entry: Entry
    event: Written
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader gets.

    Attributes:
        changed: minute from which these events were the ones that show, as far as the
            options' horizon made them so; 0 where it made no difference.
    """

    octets: bytes
    changed: Minute


def piece_of(line: PublishedEntry, event: Written) -> Piece:
    """An entry and the bytes that were written of it."""
    entry = line.entry
    return Piece(entry, event, first_day_of(entry), last_day_of(entry))


def zone_of(pieces: Sequence[Piece]) -> str:
    """The zone that a calendar tells to clients that ask for one: its first subject's."""
    return pieces[0].entry.zone if pieces else NOBODYS_ZONE


def show(
    whose: Whose,
    pieces: Sequence[Piece],
    options: FeedOptions,
    variant: Variant,
    *,
    today: date,
    created: Minute,
) -> Shown:
    """The calendar of one link on one day.

    Args:
        pieces: of every subject in the scope, in any order.
        today: the day in `zone_of(pieces)`.
        created: when the link was made: the date of the one line of a calendar in which
            nothing may be shown. Busy times alone have no such line: a time that nobody has
            booked is free, and whatever stood there would read as taken.
    """
    allowed = [piece for piece in pieces if allows(options, piece.entry)]
    seen = _seen(allowed, options, today)
    zone = zone_of(pieces)
    events = [_with_alarms(piece, options, variant) for piece in seen]
    if not events and options.detail != "busy":
        events = [nobody_event(whose, variant, zone, created)]
    return Shown(joined(whose, events, zone, variant), _entered_or_left(allowed, options, today))


def allows(options: FeedOptions, entry: Entry) -> bool:
    """Whether a reader wants this kind of entry at all."""
    if entry.status is EntryStatus.CANCELLED and not options.cancelled:
        return False
    if options.detail == "busy" and not entry.busy:
        return False
    if entry.kind is not EntryKind.WINDOW or options.windows == "all":
        return True
    return options.windows == "unbooked" and entry.status is not EntryStatus.CONFIRMED


def _seen(allowed: Sequence[Piece], options: FeedOptions, today: date) -> list[Piece]:
    """What lies within the horizon; where nothing does, the closest, unless that is busy time."""
    within = [piece for piece in allowed if _within(piece, options, today)]
    if within or options.detail == "busy":
        return within
    return _nearest(allowed, today)


def _within(piece: Piece, options: FeedOptions, today: date) -> bool:
    past, future = options.past_days, options.future_days
    gone = past is not None and piece.last_day < today - timedelta(days=past)
    far = future is not None and piece.first_day > today + timedelta(days=future)
    return not gone and not far


def _nearest(allowed: Iterable[Piece], today: date) -> list[Piece]:
    """What lies closest to today, for a horizon in which nothing lies."""

    def distance(piece: Piece) -> tuple[timedelta, str]:
        gap = max(piece.first_day - today, today - piece.last_day)
        return gap, piece.event.uid

    return sorted(allowed, key=distance)[:1]


def _entered_or_left(allowed: Iterable[Piece], options: FeedOptions, today: date) -> Minute:
    """The last midnight at which an entry came into the horizon or went out of it."""
    if not options.has_horizon:
        return 0
    moments = chain.from_iterable(_crossings(piece, options) for piece in allowed)
    return max((minute for day, minute in moments if day <= today), default=0)


def _crossings(piece: Piece, options: FeedOptions) -> Iterable[tuple[date, Minute]]:
    zone = ZoneInfo(piece.entry.zone)
    if options.future_days is not None:
        enters = piece.first_day - timedelta(days=options.future_days)
        yield enters, start_of(enters, zone)
    if options.past_days is not None:
        leaves = piece.last_day + timedelta(days=options.past_days + 1)
        yield leaves, start_of(leaves, zone)


def _with_alarms(piece: Piece, options: FeedOptions, variant: Variant) -> Written:
    entry, event = piece.entry, piece.event
    leads = options.leads_for(entry.step) if rings(entry) else ()
    if not leads:
        return event
    summary = plain(summary_in(entry, variant))
    alarms = (
        alarm_bytes(event.uid, summary, lead, variant, all_day=entry.starts is None)
        for lead in leads
    )
    opened = event.octets.removesuffix(END_OF_EVENT)
    return event._replace(octets=b"".join((opened, *alarms, END_OF_EVENT)))


def rings(entry: Entry) -> bool:
    """Only what is booked and still to come: a computed date is nobody's appointment."""
    booked = entry.kind is EntryKind.VISIT and entry.status is EntryStatus.CONFIRMED
    return booked and entry.state in RINGS_IN


def nobody_event(whose: Whose, variant: Variant, zone: str, created: Minute) -> Written:
    """The one line of a calendar that would be empty: some clients refuse one that is."""
    day = local_day(created, ZoneInfo(zone))
    entry = Entry(
        subject=whose.value,
        key=f"{whose.kind}.nobody",
        step="",
        status=EntryStatus.CONFIRMED,
        title=NobodyHasDates(whose=whose.value),
        about=(SubjectsWillCome(),),
        first_day=day,
        last_day=day,
        zone=zone,
        kind=EntryKind.NOTICE,
        busy=False,
    )
    line = PublishedEntry(entry=entry, sequence=0, created=created, revised=created)
    return written(line, variant)
