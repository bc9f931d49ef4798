"""The minutes of times that stand in an hour which summer time skips."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from models.moments import Minute, to_minute


def minute_of(moment: datetime, zone: ZoneInfo) -> Minute:
    """The minute of a moment; one that names no zone is in the site's."""
    return to_minute(_aware(moment, zone).astimezone(UTC))  # same-zone subtraction is wall time


def minute_after(moment: datetime, zone: ZoneInfo) -> Minute:
    """The first whole minute that is no longer before a moment."""
    return minute_of(moment + timedelta(seconds=59, microseconds=999_999), zone)


def before_its_end(starts: datetime, ends: Minute, zone: ZoneInfo) -> Minute:
    """The first minute of what has an end that does not lie before it.

    A time that clocks skip is read as they would have shown it (RFC 5545 3.3.5): 2:30 is an hour
    later than it says, and may come after its own end. It begins when the clocks jump then.
    """
    minute = minute_of(starts, zone)
    return minute if minute <= ends else min(_jump(_aware(starts, zone), minute), ends)


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _jump(skipped: datetime, read: Minute) -> Minute:
    """The minute at which the clocks of a skipped time are set forward."""
    before = to_minute(skipped.replace(fold=1).astimezone(UTC))
    zone = skipped.tzinfo or UTC
    offset = _offset(read, zone)
    around = range(before, read)
    later = bisect_left(around, True, key=lambda minute: _offset(minute, zone) == offset)
    return around.start + later


def _offset(minute: Minute, zone: tzinfo) -> timedelta | None:
    return datetime.fromtimestamp(minute * 60, zone).utcoffset()
