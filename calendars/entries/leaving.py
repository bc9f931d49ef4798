"""When a line leaves a calendar by itself, with no new fact."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from calendars.entries.days import last_day_of
from calendars.entries.waiting import waits_for
from models.moments import Minute, end_of, local_day
from models.schedule import EntryKind, EntryStatus, PublishedEntry

CANCELLED_DAYS = 30  # how long after the cancelling a line stays, struck out


def has_left(line: PublishedEntry, now: Minute) -> bool:
    """Whether its last minute in the calendar is over."""
    last = last_minute(line)
    return last is not None and last < now


def last_minute(line: PublishedEntry) -> Minute | None:
    """The last minute at which a line stands; None where only a fact ends it.

    What was cancelled stays for thirty days after that day. What waits for a booking leaves
    once its day is past; if somebody had booked it, not before the same thirty days.
    """
    zone = ZoneInfo(line.entry.zone)
    noticed = end_of(local_day(line.revised, zone) + timedelta(days=CANCELLED_DAYS), zone)
    if line.entry.status is EntryStatus.CANCELLED:
        return noticed
    if waits_for(line.entry) is None:
        return None
    passed = end_of(last_day_of(line.entry), zone)
    return passed if line.entry.kind is EntryKind.PLANNED else max(passed, noticed)


def next_to_leave(lines: Sequence[PublishedEntry], now: Minute) -> Minute | None:
    """When, after `now`, the next line leaves by itself; None if none does."""
    moments = (last_minute(line) for line in lines)
    return min((last + 1 for last in moments if last is not None and last >= now), default=None)
