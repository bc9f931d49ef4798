"""What an entry tells below the ceiling `treatment`: reasons made of its own facts alone.

Subject, step, state and days. A washout says neither which rule it is nor the minute at which
it ends, as an hour tells of a rule in hours; it is over from the first day that is clear as a
whole. Whatever was published before, and in whichever form, is so told without a new revision.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from calendars.entries.notices import CLOSED
from calendars.entries.waiting import waits_for
from calendars.feeds.outside_changes import why_outside
from calendars.feeds.outside_names import time_of
from models.moments import first_whole_day
from models.reasons.calendar.descriptions import (
    BookingAtRisk,
    DateAlone,
    DateComputed,
    DatesWillCome,
    LengthByDefault,
    NothingMorePlanned,
    SomeTestExpires,
    WindowByDefault,
    WindowDays,
)
from models.reasons.calendar.titles import (
    NoDateFixed,
    NoLongerApplies,
    SomeTestCountsUntil,
    SomeWashoutOver,
    TimelineClosed,
    VisitTitle,
    WindowTitle,
)
from models.reasons.reason import Reason
from models.schedule import Entry, EntryImpossible, EntryKind, EntryStatus
from models.timeline.values import StepState
from models.versions.known import known_protocol

Lines = tuple[Reason, ...]


def when_outside(entry: Entry) -> Entry:
    """The entry on the day from which its washout is over; any other stays as it is."""
    if entry.kind is not EntryKind.WASHOUT or entry.starts is None:
        return entry
    day = first_whole_day(entry.starts, ZoneInfo(entry.zone))
    return replace(entry, starts=None, ends=None, first_day=day, last_day=day)


def title_outside(entry: Entry) -> Reason:
    """What it is called."""
    title = _TITLES[entry.kind](when_outside(entry))
    return NoLongerApplies(title=title) if _gone(entry) else title


def about_outside(entry: Entry) -> Lines:
    """What stands below the title; nothing where nothing is to be added."""
    return _ABOUT[entry.kind](entry)


def _gone(entry: Entry) -> bool:
    """Left the plan; a step that was called off says so by its state."""
    steps = {EntryKind.VISIT, EntryKind.PLANNED}
    return entry.status is EntryStatus.CANCELLED and entry.kind not in steps


def _visit(entry: Entry) -> Reason:
    return VisitTitle(
        subject=entry.subject,
        step=entry.step,
        time=time_of(entry),
        state=_state(entry),
        day=entry.title.day if isinstance(entry.title, VisitTitle) else None,
    )


def _state(entry: Entry) -> StepState:
    if entry.state in set(StepState):
        return StepState(entry.state)
    return _STATES[entry.status]  # of an entry that was kept before it had a state


def _window(entry: Entry) -> Reason:
    last = _last_day(entry)
    return WindowTitle(
        subject=entry.subject,
        step=entry.step,
        time=time_of(entry),
        opens=_first_of_several(entry),
        closes=last,
        overdue=entry.state == StepState.OVERDUE,
    )


def _washout(entry: Entry) -> Reason:
    return SomeWashoutOver(subject=entry.subject, day=_last_day(entry))


def _evidence(entry: Entry) -> Reason:
    return SomeTestCountsUntil(
        subject=entry.subject, step=entry.step, time=time_of(entry), day=_last_day(entry)
    )


def _notice(entry: Entry) -> Reason:
    closed, open_ = TimelineClosed(subject=entry.subject), NoDateFixed(subject=entry.subject)
    return closed if entry.state == CLOSED else open_


def _last_day(entry: Entry) -> date:
    if entry.last_day is None:
        raise EntryImpossible(entry.key, "undated")  # it has a day of its own
    return entry.last_day


def _first_of_several(entry: Entry) -> date | None:
    """Of a single day it is not known whether a fact says that the window opens on it."""
    return None if entry.first_day == entry.last_day else entry.first_day


def _about_a_visit(entry: Entry) -> Lines:
    if (waits := waits_for(entry)) is not None:
        return (waits, *_marked(entry))
    planned = entry.kind is EntryKind.PLANNED
    risks = (one for one in entry.about if isinstance(one, BookingAtRisk))
    lines: list[Reason] = [BookingAtRisk(because=why_outside(one.because)) for one in risks]
    lines += [DateComputed()] if planned else []
    if entry.starts is not None and entry.ends is not None:
        lines.append(LengthByDefault(minutes=entry.ends - entry.starts))
    elif not planned:
        lines.append(DateAlone())
    return (*lines, *_marked(entry))


def _about_a_window(entry: Entry) -> Lines:
    days = WindowDays(opens=_first_of_several(entry), closes=_last_day(entry))
    return (days, *_marked(entry))


def _about_evidence(entry: Entry) -> Lines:
    return (SomeTestExpires(step=entry.step, time=time_of(entry), day=_last_day(entry)),)


def _about_the_timeline(entry: Entry) -> Lines:
    return (NothingMorePlanned(),) if entry.state == CLOSED else (DatesWillCome(),)


def _marked(entry: Entry) -> Lines:
    return (WindowByDefault(),) if entry.step in known_protocol(entry.trial).defaulted_steps else ()


def _nothing(entry: Entry) -> Lines:  # noqa: ARG001  each kind is asked alike
    return ()


_STATES: Mapping[EntryStatus, StepState] = {
    EntryStatus.CONFIRMED: StepState.BOOKED,
    EntryStatus.TENTATIVE: StepState.PLANNED,
    EntryStatus.CANCELLED: StepState.CANCELLED,
}
_TITLES: Mapping[EntryKind, Callable[[Entry], Reason]] = {
    EntryKind.VISIT: _visit,
    EntryKind.PLANNED: _visit,
    EntryKind.WINDOW: _window,
    EntryKind.WASHOUT: _washout,
    EntryKind.EVIDENCE: _evidence,
    EntryKind.NOTICE: _notice,
}
_ABOUT: Mapping[EntryKind, Callable[[Entry], Lines]] = {
    EntryKind.VISIT: _about_a_visit,
    EntryKind.PLANNED: _about_a_visit,
    EntryKind.WINDOW: _about_a_window,
    EntryKind.WASHOUT: _nothing,
    EntryKind.EVIDENCE: _about_evidence,
    EntryKind.NOTICE: _about_the_timeline,
}
