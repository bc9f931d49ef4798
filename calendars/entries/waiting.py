"""Dates that hang on a booking which nobody has made: what they wait for, in place of a date.

Such a date slides with "now", so that no new one is given. Where subscribers have one it stays,
as what it is: not before a day, and waiting. Progress is no withdrawal.
"""

from datetime import date

from calendars.entries.about import About
from models.moments import local_day
from models.reasons.alerts.delays import StepLost
from models.reasons.calendar.descriptions import WaitsForBooking, WindowByDefault
from models.reasons.calendar.titles import VisitTitle
from models.reasons.path.windows import OpensByLink, OpensNow
from models.schedule import Entry, EntryKind, EntryStatus
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState

TO_COME = frozenset({StepState.PLANNED, StepState.DUE, StepState.OVERDUE, StepState.BLOCKED})


def waiting_entry(plan: Plan, outcome: StepOutcome, about: About) -> list[Entry]:
    """One line without a date for a step that waits for a booking; `revise` knows where it was."""
    waits = _waits(plan, outcome)
    if waits is None:
        return []
    title = VisitTitle(
        subject=plan.subject,
        step=outcome.step,
        time=outcome.time,
        state=StepState.PLANNED,
        day=about.other_day_number(outcome),
    )
    return [
        Entry(
            subject=plan.subject,
            key=outcome.name,
            step=outcome.step,
            status=EntryStatus.TENTATIVE,
            title=title,
            about=(waits, WindowByDefault()) if outcome.site_default else (waits,),
            place=about.place,
            zone=plan.zone.key,
            kind=EntryKind.PLANNED,
            busy=False,
            state=StepState.PLANNED.value,
        )
    ]


def waits_for(entry: Entry) -> WaitsForBooking | None:
    """What an entry waits for; None where it has a date of its own."""
    waits = (one for one in entry.about if isinstance(one, WaitsForBooking))
    return next(waits, None)


def _waits(plan: Plan, outcome: StepOutcome) -> WaitsForBooking | None:
    step = _waited_for(outcome) if outcome.state in TO_COME and outcome.at is None else None
    if step is None:
        return None
    return WaitsForBooking(
        step=step, time=plan.step(step).time, not_before=_not_before(plan, outcome)
    )


def _waited_for(outcome: StepOutcome) -> str | None:
    """The step at the root of the chain of why: the one that "now" holds, or that was called off.

    None where no booking would help: a person must decide, or an exposure must stop.
    """
    match outcome.because:
        case (*_, OpensByLink(counted_from=since), OpensNow()):
            return since.step
        case (StepLost(step=lost, mark="cancelled"),):
            return lost
        case _:
            return outcome.step if outcome.floats else None


def _not_before(plan: Plan, outcome: StepOutcome) -> date | None:
    return None if outcome.said_opens is None else local_day(outcome.said_opens, plan.zone)
