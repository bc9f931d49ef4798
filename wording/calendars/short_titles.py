"""Titles for a phone: step first, state as a mark, subject last, and no date.

The long title stands below, as the first line of the description.
"""

from collections.abc import Mapping
from functools import singledispatch

from models.reasons.calendar.titles import (
    NobodyHasDates,
    NoDateFixed,
    NoLongerApplies,
    SomeTestCountsUntil,
    SomeWashoutOver,
    TimelineClosed,
    VisitTitle,
    WindowTitle,
)
from models.reasons.reason import Reason
from models.timeline.values import StepState
from wording.calendars.feeds import signed_day
from wording.saying import say
from wording.voice import Voice

MARKS: Mapping[StepState, str] = {
    StepState.DONE: "✓",
    StepState.DONE_OUT_OF_WINDOW: "✓!",
    StepState.BOOKED: "●",
    StepState.AT_RISK: "●!",
    StepState.DUE: "►",
    StepState.OVERDUE: "!",
    StepState.PLANNED: "○",
    StepState.BLOCKED: "■",
    StepState.MISSED: "✗!",
    StepState.CANCELLED: "✗",
    StepState.NOT_APPLICABLE: "–",
}
WAITS = "○…"  # planned, and waiting for a booking
BAND, LATE = "↔", "!"


@singledispatch
def short_title(title: Reason, voice: Voice) -> str:
    """What an entry is of, in one language: `Infusion D0`; neither subject nor state."""
    return say(title, voice)  # as it was said before there were reasons


@short_title.register
def _visit(title: VisitTitle, voice: Voice) -> str:
    return short_step(title.step, title.time, voice) + _day_number(title, voice)


@short_title.register
def _window(title: WindowTitle, voice: Voice) -> str:
    return short_step(title.step, title.time, voice)


@short_title.register
def _test(title: SomeTestCountsUntil, voice: Voice) -> str:
    return voice.words("short_titles")("test_ends", step=short_step(title.step, title.time, voice))


@short_title.register
def _washout(_title: SomeWashoutOver, voice: Voice) -> str:
    return voice.words("short_titles")("washout_over")


@short_title.register
def _no_date(_title: NoDateFixed, voice: Voice) -> str:
    return voice.words("short_titles")("no_date_yet")


@short_title.register
def _closed(_title: TimelineClosed, voice: Voice) -> str:
    return voice.words("short_titles")("timeline_closed")


@short_title.register
def _nobody(_title: NobodyHasDates, voice: Voice) -> str:
    return voice.words("short_titles")("nobody_has_dates")


@short_title.register
def _left(title: NoLongerApplies, voice: Voice) -> str:
    return short_title(title.title, voice)


def mark_of(title: Reason) -> str:
    """The state as a mark, the same in every language; empty for what has none."""
    match title:
        case VisitTitle(state=state):
            return MARKS[state]
        case WindowTitle(overdue=overdue):
            return f"{BAND}{LATE}" if overdue else BAND
        case NoLongerApplies():
            return MARKS[StepState.CANCELLED]
        case _:
            return ""


def short_step(step: str, time: int, voice: Voice) -> str:
    """A step as its trial calls it on a phone; by its title where that has no shorter one."""
    known = voice.protocol.step_by_id.get(step)
    named = None if known is None else known.named(voice.ceiling)
    short = None if named is None else named.shorts
    said = voice.step(step) if short is None else voice.text(short)
    return said if time == 1 else voice.words("short_titles")("again", step=said, time=time)


def _day_number(title: VisitTitle, voice: Voice) -> str:
    """` D−5`; a visit after infusion has its day in its name, and says one that is not it."""
    if title.day is not None:
        return f" {signed_day(title.day)}"
    known = voice.protocol.step_by_id.get(title.step)
    planned = None if known is None else known.day
    return "" if planned is None or planned > 0 else f" {signed_day(planned)}"
