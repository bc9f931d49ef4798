"""What was new about a revision, and why, in a sentence for those who see only the calendar."""

from datetime import date
from operator import attrgetter
from zoneinfo import ZoneInfo

from models.moments import Minute, at_zone, local_day
from models.schedule import Entry, EntryKind
from models.timeline.values import StepState
from wording.calendars import Wording

CLOSED = "closed"  # in place of a rule: what the timeline's end called off
TIME = attrgetter("starts", "ends", "first_day", "last_day", "zone")


def what_changed(old: Entry, new: Entry, says: Wording, *, gone: bool) -> str:
    """`moved from 15 April 2026 10:00 to …; was planned, now booked. Why: …`.

    `gone` is an entry that the plan no longer holds.
    """
    changes = [says.no_longer_planned] if gone else _changes(old, new, says)
    reason = says.no_longer_follows if gone else _reason(new, says)
    return says.because.format(changes=says.and_.join(changes), reason=reason)


def _changes(old: Entry, new: Entry, says: Wording) -> list[str]:
    changes = []
    if TIME(old) != TIME(new):
        changes.append(says.moved.format(old=_when(old, says), new=_when(new, says)))
    was, now = (_state(entry, says) for entry in (old, new))
    if was != now:
        changes.append(says.new_state.format(old=was, new=now))
    was_at, is_at = (_place(entry, says) for entry in (old, new))
    if was_at != is_at:
        changes.append(says.new_place.format(old=was_at, new=is_at))
    return changes or [says.new_text]


def _reason(new: Entry, says: Wording) -> str:
    if new.bound_by == (CLOSED,):
        return says.timeline_closed
    told = says.reasons.get(StepState(new.state)) if new.state in set(StepState) else None
    if told is not None:
        return told
    if new.bound_by:
        return says.bound.format(rules=says.listed.join(new.bound_by))
    return says.follows


def _state(entry: Entry, says: Wording) -> str:
    """The step's state; for a band, whether it is that of a booking."""
    if entry.kind is EntryKind.NOTICE:
        return says.closed_state if entry.state else says.open_state
    if entry.state in set(StepState):
        return says.states[StepState(entry.state)]
    return says.statuses[entry.status]


def _place(entry: Entry, says: Wording) -> str:
    return entry.location_zh if says.language == "zh" else entry.location


def _when(entry: Entry, says: Wording) -> str:
    if entry.starts is not None:
        return say_moment(entry.starts, entry.zone, says)
    first, last = entry.first_day, entry.last_day
    if first is None or last is None:
        return ""
    return _day(first, says) if first == last else says.say_days(first, last)


def say_moment(minute: Minute, zone: str, says: Wording) -> str:
    """`15 April 2026 10:00` on the site's clock."""
    day = local_day(minute, ZoneInfo(zone))
    return f"{_day(day, says)} {at_zone(minute, ZoneInfo(zone)).format('HH:mm')}"


def _day(day: date, says: Wording) -> str:
    return says.say_day(day, year=True)
