"""Which lines a plan has in a calendar: appointments, windows, washout ends, a notice.

Nothing in an entry hangs on the moment of planning except a step's state: a date that
slides with "now" is left out, so that a feed without new facts changes no byte. Results,
birth dates, names and the reason why a timeline closed never enter an entry. Each entry is
said in English and in Chinese: which of them a reader gets is an option of the reader's link.
"""

from dataclasses import replace
from datetime import date
from typing import TypedDict
from zoneinfo import ZoneInfo

from calendars.entries.both_languages import About, Place, in_both
from calendars.entries.changes import CLOSED
from calendars.entries.descriptions import appointment_text, notice_text, window_text
from calendars.entries.evidence import evidence_entries
from calendars.entries.firm_windows import firm_window
from calendars.entries.titles import title_of
from calendars.entries.washouts import washout_entries
from models.moments import Minute, Span, local_day, start_of
from models.schedule import Entry, EntryKind, EntryStatus
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState, VerdictValue
from wording.calendars import Wording

VISIT_MINUTES = 60  # site default: how long a booked or planned visit is shown

DONE = frozenset({StepState.DONE, StepState.DONE_OUT_OF_WINDOW})
OFF = frozenset({StepState.MISSED, StepState.CANCELLED})
OPEN = frozenset(
    {
        StepState.BOOKED,
        StepState.AT_RISK,
        StepState.PLANNED,
        StepState.DUE,
        StepState.OVERDUE,
    }
)


class When(TypedDict, total=False):
    """The pair of an entry that says when; empty for what has no date of its own."""

    starts: Minute
    ends: Minute
    first_day: date
    last_day: date


def entries_of(plan: Plan, about: About | None = None) -> tuple[Entry, ...]:
    """Everything that a subscriber sees of one plan, in the protocol's order.

    Never empty, and never only cancelled lines: a plan without any date, and a closed
    timeline, have one all-day notice. Without `about`, LOCATION is the site's id and rules
    are named without their source.
    """
    about = about or About(Place(plan.site, plan.site))
    entries: list[Entry] = []
    for earlier in plan.earlier:
        then = replace(plan, steps=earlier.steps, verdicts=earlier.verdicts)
        entries += [e for outcome in earlier.steps for e in _appointment(then, outcome, about)]
    for outcome in plan.steps:
        entries += _appointment(plan, outcome, about)
        entries += _window(plan, outcome, about)
    entries += washout_entries(plan, about)
    entries += evidence_entries(plan, about)
    if plan.ended is not None or all(entry.status is EntryStatus.CANCELLED for entry in entries):
        entries.append(_notice(plan, about))
    return tuple(entries)


def _appointment(plan: Plan, outcome: StepOutcome, about: About) -> list[Entry]:
    """The step itself: done, booked, off, or computed; nothing where no date is firm.

    A step that is off and has lost its date is undated: `revise` leaves it where it was.
    """
    status = _status(outcome)
    if status is None:
        return []
    when = _when(outcome, plan.zone)
    minutes = VISIT_MINUTES if "starts" in when else None
    computed = outcome.at is None and status is EntryStatus.TENTATIVE
    return [
        Entry(
            subject=plan.subject,
            key=outcome.name,
            step=outcome.step,
            status=status,
            **in_both(
                lambda says: says.step.format(
                    subject=plan.subject,
                    title=title_of(outcome, says),
                    number=says.say_day_number(outcome.day),
                    state=says.states[outcome.state],
                ),
                lambda says: appointment_text(plan, outcome, says, about, minutes=minutes),
                about,
            ),
            zone=plan.zone.key,
            kind=EntryKind.PLANNED if computed else EntryKind.VISIT,
            busy=status is EntryStatus.CONFIRMED and outcome.state not in DONE,
            state=outcome.state.value,
            bound_by=_bound_by(plan, outcome),
            **when,
        )
    ]


def _bound_by(plan: Plan, outcome: StepOutcome) -> tuple[str, ...]:
    """The rules behind a date: those that a booking breaks, else those that open its window."""
    if outcome.state is StepState.CANCELLED and plan.ended is not None:
        return (CLOSED,)
    if outcome.state is StepState.AT_RISK:
        broken = {VerdictValue.VIOLATION, VerdictValue.INDETERMINATE}
        told = [v.rule for v in plan.verdicts if v.step == outcome.step and v.value in broken]
        return tuple(dict.fromkeys(told))
    return () if outcome.floats else outcome.opened_by


def _status(outcome: StepOutcome) -> EntryStatus | None:
    if outcome.state is StepState.NOT_APPLICABLE:
        return None
    if outcome.state in OFF:
        return EntryStatus.CANCELLED
    if outcome.at is not None:
        return EntryStatus.CONFIRMED
    # a date that hangs on "now" would be another one tomorrow without any new fact
    firm = outcome.proposed is not None and not outcome.floats
    return EntryStatus.TENTATIVE if outcome.state in OPEN and firm else None


def _when(outcome: StepOutcome, zone: ZoneInfo) -> When:
    if outcome.at is not None:
        return _when_recorded(outcome.at, zone)
    if outcome.proposed is None or outcome.state in OFF:
        return {}
    day = local_day(outcome.proposed, zone)
    if outcome.proposed == start_of(day, zone):  # nobody plans a visit at midnight: a day is meant
        return {"first_day": day, "last_day": day}
    return {"starts": outcome.proposed, "ends": outcome.proposed + VISIT_MINUTES}


def _when_recorded(at: Span, zone: ZoneInfo) -> When:
    # an instant with seconds is the two minutes around it
    if not at.coarse:
        return {"starts": at.earliest, "ends": at.earliest + VISIT_MINUTES}
    return {"first_day": local_day(at.earliest, zone), "last_day": local_day(at.latest, zone)}


def _window(plan: Plan, outcome: StepOutcome, about: About) -> list[Entry]:
    """The days on which an open step may happen, as a band."""
    days = _window_days(outcome, plan.zone)
    if days is None:
        return []
    first, last = days
    late = outcome.state is StepState.OVERDUE
    opened_by = () if outcome.floats else outcome.opened_by
    return [
        Entry(
            subject=plan.subject,
            key=f"{outcome.name}.window",
            step=outcome.step,
            status=EntryStatus.CONFIRMED if outcome.at is not None else EntryStatus.TENTATIVE,
            **in_both(
                lambda says: _window_summary(plan, outcome, first, last, says),
                lambda says: window_text(plan, outcome, says, about),
                about,
            ),
            first_day=first,
            last_day=last,
            zone=plan.zone.key,
            kind=EntryKind.WINDOW,
            busy=False,
            state=StepState.OVERDUE.value if late else "",
            bound_by=tuple(dict.fromkeys((*opened_by, *outcome.closed_by))),
        )
    ]


def _window_summary(
    plan: Plan, outcome: StepOutcome, first: date, last: date, says: Wording
) -> str:
    template = says.window if first < last else says.window_of_one_day
    if firm_window(outcome).opens is None:
        template = says.last_day
    summary = template.format(
        subject=plan.subject,
        title=title_of(outcome, says),
        number=says.say_day_number(outcome.day),
        span=says.say_days(first, last),
        last=says.say_day(last),
    )
    return summary + (says.overdue if outcome.state is StepState.OVERDUE else "")


def _window_days(outcome: StepOutcome, zone: ZoneInfo) -> tuple[date, date] | None:
    opens, closes = firm_window(outcome)
    if outcome.state not in OPEN or closes is None:
        return None
    # without a firm opening the end alone is said: it is what must not be forgotten
    return local_day(closes if opens is None else opens, zone), local_day(closes, zone)


def _notice(plan: Plan, about: About) -> Entry:
    """One undated line, put by `revise` on the day of its first publication."""
    return Entry(
        subject=plan.subject,
        key="timeline",
        step="",
        status=EntryStatus.CONFIRMED,
        **in_both(
            lambda says: (says.closed if plan.ended is not None else says.nothing_fixed).format(
                subject=plan.subject
            ),
            lambda says: notice_text(plan, says),
            about,
        ),
        zone=plan.zone.key,
        kind=EntryKind.NOTICE,
        busy=False,
        state="closed" if plan.ended is not None else "",
    )
