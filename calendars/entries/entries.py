"""Which lines a plan has in a calendar: appointments, windows, washout ends, a notice.

Nothing in an entry hangs on the moment of planning except a step's state: a date that
slides with "now" is given none, so that a feed without new facts changes no byte. Results,
birth dates, names and the reason why a timeline closed never enter an entry. An entry holds
reasons: they are said when a feed is written, in the language of the reader's link.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypedDict
from zoneinfo import ZoneInfo

from calendars.entries.about import About
from calendars.entries.descriptions import (
    about_a_window,
    about_an_appointment,
)
from calendars.entries.evidence import evidence_entries
from calendars.entries.firm_windows import firm_window
from calendars.entries.notices import notice
from calendars.entries.visit_lengths import visit_minutes
from calendars.entries.waiting import waiting_entry
from calendars.entries.washouts import washout_entries
from models.moments import Minute, Span, local_day, start_of
from models.reasons.calendar.changes import (
    AtRiskBy,
    BoundByRules,
    NotHeldOnRecord,
    TimelineHasEnded,
)
from models.reasons.calendar.descriptions import BookingAtRisk
from models.reasons.calendar.places import AtSite
from models.reasons.calendar.titles import VisitTitle, WindowTitle
from models.reasons.reason import Reason
from models.schedule import Entry, EntryKind, EntryStatus
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState, VerdictValue

BROKEN = frozenset({VerdictValue.VIOLATION, VerdictValue.INDETERMINATE})
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

    Never empty, and never only lines that are cancelled or wait for a date: a plan without any,
    and a closed timeline, have one all-day notice. Without `about`, rules have no source.
    """
    about = about or About(AtSite(site=plan.site))
    entries: list[Entry] = []
    for earlier in plan.earlier:
        then = replace(plan, steps=earlier.steps, verdicts=earlier.verdicts)
        entries += [e for outcome in earlier.steps for e in _appointment(then, outcome, about)]
    for outcome in plan.steps:
        entries += _appointment(plan, outcome, about)
        entries += _window(plan, outcome, about)
    entries += washout_entries(plan, about)
    entries += evidence_entries(plan, about)
    if plan.ended is not None or not any(map(_stands, entries)):
        entries.append(notice(plan, about))
    return tuple(replace(entry, trial=plan.protocol_id) for entry in entries)


def _stands(entry: Entry) -> bool:
    return entry.dated and entry.status is not EntryStatus.CANCELLED


def _appointment(plan: Plan, outcome: StepOutcome, about: About) -> list[Entry]:
    """The step itself: done, booked, off, computed, or waiting for a booking.

    A step that is off or waits, and has lost its date, is undated: `revise` leaves it where it was.
    """
    status = _status(outcome)
    if status is None:
        return waiting_entry(plan, outcome, about)
    length = visit_minutes(outcome.step, plan.site)
    when, because = _when(outcome, plan.zone, length), _because(plan, outcome, about)
    minutes = length if "starts" in when else None
    computed = outcome.at is None and status is EntryStatus.TENTATIVE
    return [
        Entry(
            subject=plan.subject,
            key=outcome.name,
            step=outcome.step,
            status=status,
            title=VisitTitle(
                subject=plan.subject,
                step=outcome.step,
                time=outcome.time,
                state=outcome.state,
                day=about.other_day_number(outcome),
            ),
            about=(
                *_risk(because),
                *about_an_appointment(plan, outcome, about, minutes=minutes),
            ),
            place=about.place,
            zone=plan.zone.key,
            kind=EntryKind.PLANNED if computed else EntryKind.VISIT,
            busy=status is EntryStatus.CONFIRMED and outcome.state not in DONE,
            state=outcome.state.value,
            because=because,
            **when,
        )
    ]


def _because(plan: Plan, outcome: StepOutcome, about: About) -> Reason | None:
    """The rules behind a date: those that a booking breaks, else those that open its window."""
    if outcome.state is StepState.CANCELLED and plan.ended is not None:
        return TimelineHasEnded()
    if outcome.state is StepState.MISSED and _on_record_without_a_date(outcome):
        return NotHeldOnRecord()
    if outcome.state is StepState.AT_RISK:
        broken = dict.fromkeys(_broken(plan, outcome.step))
        return AtRiskBy(rules=tuple(map(about.name, broken)))
    return None if outcome.floats else _bound(outcome.opened_by)


def _risk(because: Reason | None) -> tuple[Reason, ...]:
    return (BookingAtRisk(because=because),) if isinstance(because, AtRiskBy) else ()


def _on_record_without_a_date(outcome: StepOutcome) -> bool:
    """A record that it did not happen; a booking that nobody kept has its date."""
    return outcome.at is None and outcome.booked_by is not None


def _broken(plan: Plan, step: str) -> Iterable[str]:
    """What the booking of a step breaks, or cannot be judged by; rules of the path included."""
    yield from (v.rule for v in plan.verdicts if v.step == step and v.value in BROKEN)
    yield from (rule for one in plan.conflicts if one.step == step for rule in one.rules)


def _bound(rules: Iterable[str]) -> BoundByRules | None:
    """By each rule once; None where there is none."""
    named = tuple(dict.fromkeys(rules))
    return BoundByRules(rules=named) if named else None


def _status(outcome: StepOutcome) -> EntryStatus | None:
    if outcome.state is StepState.NOT_APPLICABLE:
        return None
    if outcome.state is StepState.MISSED and outcome.at is None and outcome.booked_by is None:
        return None  # its day went by, and nobody had booked it: there is nothing to call off
    if outcome.state in OFF:
        return EntryStatus.CANCELLED
    if outcome.at is not None:
        return EntryStatus.CONFIRMED
    # a date that hangs on "now" would be another one tomorrow without any new fact
    firm = outcome.proposed is not None and not outcome.floats
    return EntryStatus.TENTATIVE if outcome.state in OPEN and firm else None


def _when(outcome: StepOutcome, zone: ZoneInfo, minutes: int) -> When:
    if outcome.at is not None:
        return _when_recorded(outcome.at, zone, minutes)
    if outcome.proposed is None or outcome.state in OFF:
        return {}
    day = local_day(outcome.proposed, zone)
    if outcome.proposed == start_of(day, zone):  # nobody plans a visit at midnight: a day is meant
        return {"first_day": day, "last_day": day}
    return {"starts": outcome.proposed, "ends": outcome.proposed + minutes}


def _when_recorded(at: Span, zone: ZoneInfo, minutes: int) -> When:
    # an instant with seconds is the two minutes around it
    if not at.coarse:
        return {"starts": at.earliest, "ends": at.earliest + minutes}
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
            title=_window_title(plan, outcome, last),
            about=about_a_window(plan, outcome, about),
            place=about.place,
            first_day=first,
            last_day=last,
            zone=plan.zone.key,
            kind=EntryKind.WINDOW,
            busy=False,
            state=StepState.OVERDUE.value if late else "",
            because=_bound((*opened_by, *outcome.closed_by)),
        )
    ]


def _window_title(plan: Plan, outcome: StepOutcome, last: date) -> WindowTitle:
    opens = firm_window(outcome).opens
    return WindowTitle(
        subject=plan.subject,
        step=outcome.step,
        time=outcome.time,
        opens=None if opens is None else local_day(opens, plan.zone),
        closes=last,
        overdue=outcome.state is StepState.OVERDUE,
    )


def _window_days(outcome: StepOutcome, zone: ZoneInfo) -> tuple[date, date] | None:
    opens, closes = firm_window(outcome)
    if outcome.state not in OPEN or closes is None:
        return None
    # without a firm opening the end alone is said: it is what must not be forgotten
    return local_day(closes if opens is None else opens, zone), local_day(closes, zone)
