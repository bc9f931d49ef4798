"""What was new about a revision, and why, for those who see only the calendar."""

from collections.abc import Iterator
from operator import attrgetter

from models.reasons.calendar.changes import (
    AtRiskBy,
    BandState,
    EntryMoved,
    EntryRevised,
    EntryState,
    EntryTime,
    FactsLeadThere,
    FactsLeadThereNoMore,
    LeftThePlan,
    NotHeldOnRecord,
    NoticeState,
    OnDays,
    OnMinute,
    PlaceChanged,
    ReasonsChanged,
    StateChanged,
    StateSaysWhy,
    TimelineHasEnded,
)
from models.reasons.kept import AsSaidBefore
from models.reasons.reason import Reason
from models.schedule import Entry, EntryImpossible, EntryKind, EntryStatus
from models.timeline.values import StepState

TIME = attrgetter("starts", "ends", "first_day", "last_day", "zone")
STATE = attrgetter("status", "state", "busy")

STATES_THAT_EXPLAIN = frozenset(
    {
        StepState.DONE,
        StepState.DONE_OUT_OF_WINDOW,
        StepState.BOOKED,
        StepState.AT_RISK,
        StepState.DUE,
        StepState.OVERDUE,
        StepState.MISSED,
        StepState.CANCELLED,
    }
)
"""Of the others a rule says it better, where one is known."""


def really_changed(old: Entry, new: Entry) -> bool:
    """Whether time, state or place is another: what SEQUENCE counts."""
    same = TIME(old) == TIME(new) and STATE(old) == STATE(new)
    return not same or _elsewhere(old, new)


def what_changed(old: Entry, new: Entry, version: Reason | None = None) -> EntryRevised:
    """Moved from one time to another, was planned and is booked; and why.

    Args:
        version: that another version of the protocol counts since; it moved whatever moved.
    """
    changes = tuple(_changes(old, new)) or (ReasonsChanged(),)
    return EntryRevised(changes=changes, because=version or _why(new))


def gone(*, closed: bool, version: Reason | None = None) -> EntryRevised:
    """The plan no longer holds an entry; `closed` where the path itself has ended."""
    because = TimelineHasEnded() if closed else version or FactsLeadThereNoMore()
    return EntryRevised(changes=(LeftThePlan(),), because=because)


def _changes(old: Entry, new: Entry) -> Iterator[Reason]:
    if TIME(old) != TIME(new):
        yield EntryMoved(was=_when(old), now=_when(new))
    was, now = _state(old), _state(new)
    if was != now:
        yield StateChanged(was=was, now=now)
    if old.place is not None and new.place is not None and _elsewhere(old, new):
        yield PlaceChanged(was=old.place, now=new.place)


def _elsewhere(old: Entry, new: Entry) -> bool:
    """A name that was stored before sites were told by their ids is no other place."""
    said_before = isinstance(old.place, AsSaidBefore) or isinstance(new.place, AsSaidBefore)
    return old.place != new.place and not said_before


def _why(new: Entry) -> Reason:
    if isinstance(new.because, TimelineHasEnded | NotHeldOnRecord | AtRiskBy):
        return new.because
    if new.state in STATES_THAT_EXPLAIN:
        return StateSaysWhy(state=StepState(new.state))
    return new.because or FactsLeadThere()


def _state(entry: Entry) -> EntryState:
    """The step's state; for a band, whether it is that of a booking."""
    if entry.kind is EntryKind.NOTICE:
        return NoticeState.CLOSED if entry.state else NoticeState.OPEN
    if entry.state in set(StepState):
        return StepState(entry.state)
    if entry.status is EntryStatus.CANCELLED:
        return StepState.CANCELLED
    booked = entry.status is EntryStatus.CONFIRMED
    return BandState.OF_A_BOOKING if booked else BandState.OF_A_COMPUTED_DATE


def _when(entry: Entry) -> EntryTime:
    if entry.starts is not None:
        return OnMinute(minute=entry.starts, zone=entry.zone)
    if entry.first_day is None or entry.last_day is None:
        raise EntryImpossible(entry.key, "undated")
    return OnDays(first=entry.first_day, last=entry.last_day)
