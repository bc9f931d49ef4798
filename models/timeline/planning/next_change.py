"""When, with no new fact, a state, verdict or alert will next change.

The moments at which something can change are known: ends of windows and bookings, lead
times of alerts, and, while a date hangs on "now", each day and opening hour. Each is
tried in turn; the first whose picture differs is the answer.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from models.moments import NEVER, Minute, local_day, start_of
from models.timeline.results import Plan
from models.timeline.values import StepState
from models.timeline.verdicts.evidence import result_due, tests_for, window_at
from models.timeline.windows.case import Case
from models.timeline.windows.suggesting.samples import last_in_time

_DAY = 24 * 60
_SLIDING_DAYS = 7  # while dates slide with now, each day of a week is tried,
_SLIDING_WEEKS = 60  # then each week of more than a year


def next_change(case: Case, plan: Plan, assess: Callable[[Case, Minute], Plan]) -> Minute | None:
    """The first minute after `plan.as_of` at which a picture with the same facts differs."""
    if plan.ended is not None and all(step.state in _SETTLED for step in plan.steps):
        return None  # nothing is left that the passing of time could change
    before = signature(plan)
    alike = plan.as_of
    for minute in sorted({m for m in _candidates(case, plan) if m > plan.as_of}):
        if signature(assess(case, minute)) != before:
            return _first_that_differs(
                alike, minute, lambda m: signature(assess(case, m)) != before
            )
        alike = minute
    return None


_SETTLED = {
    StepState.DONE,
    StepState.DONE_OUT_OF_WINDOW,
    StepState.MISSED,
    StepState.CANCELLED,
    StepState.NOT_APPLICABLE,
}


def _first_that_differs(alike: Minute, differs: Minute, is_new: Callable[[Minute], bool]) -> Minute:
    """The minute of a change between two; it is mostly the later one itself."""
    if differs - alike == 1 or not is_new(differs - 1):
        return differs
    minutes = range(alike + 1, differs)
    return minutes[bisect_left(minutes, 1, key=is_new)]


def signature(plan: Plan) -> tuple[object, ...]:
    """What a person would see change: states, verdicts, alerts; not the sliding dates."""
    return (
        plan.feasible,
        tuple((step.step, step.state) for step in plan.steps),
        tuple((v.rule, v.step, v.fact, v.value) for v in plan.verdicts),
        tuple((alert.key, alert.severity) for alert in plan.alerts),
    )


def _candidates(case: Case, plan: Plan) -> Iterator[Minute]:
    zone = case.chart.zone
    lead = case.protocol.due_soon_days * _DAY
    for step in plan.steps:
        yield from _around(case.said.lower.get(step.step), lead)
        yield from _around(case.said.upper.get(step.step), lead)
        if step.at is not None:
            yield start_of(local_day(step.at.earliest, zone), zone)
            yield from _around(step.at.earliest, lead)
            yield from _around(step.at.latest, lead)
        yield from _around(step.closes, lead)
        yield from _around(case.said.last.get(step.step), lead)
        yield from _day_after(case.said.last.get(step.step), zone)
        if step.not_before is not None:
            yield step.not_before
    begins = case.recorded[case.protocol.gate.before].at
    yield from _day_after(begins.latest if begins else None, zone)  # nobody recorded that it began
    yield from (each.own for each in case.binding.unclear)  # a question on a date held back ends
    yield from _evidence_days(case)
    if any(step.floats for step in plan.steps):
        yield from _sliding(case, plan.as_of)


def _around(minute: Minute | None, lead: int) -> Iterator[Minute]:
    if minute is not None:
        yield from (minute - lead, minute, minute + 1, minute + _DAY)


def _day_after(minute: Minute | None, zone: ZoneInfo) -> Iterator[Minute]:
    if minute is not None and abs(minute) < NEVER:
        yield start_of(local_day(minute, zone) + timedelta(days=1), zone)


def _evidence_days(case: Case) -> Iterator[Minute]:
    for step in case.protocol.step:
        in_time = last_in_time(step, case)
        if in_time is not None:
            yield start_of(local_day(in_time, case.chart.zone), case.chart.zone)
    for evidence in case.protocol.evidence:
        at = case.recorded[evidence.anchor].at
        if at is not None:
            window = window_at(evidence, at, case.chart)
            yield start_of(window.opens, case.chart.zone)
            yield start_of(window.closes + timedelta(days=1), case.chart.zone)
        for test in tests_for(evidence, case.chart):
            yield result_due(evidence, test, case.chart)


def _sliding(case: Case, now: Minute) -> Iterator[Minute]:
    zone = case.chart.zone
    today = local_day(now, zone)
    for number in range(1, _SLIDING_DAYS + 1):
        yield start_of(today + timedelta(days=number), zone)
    for number in range(2, _SLIDING_WEEKS + 1):
        yield start_of(today + timedelta(weeks=number), zone)
    soon = start_of(today + timedelta(days=_SLIDING_DAYS), zone)
    for listing in case.calendar.site.slots:  # a suggestion leaps when its slot has passed
        yield from (span.latest + 1 for span in listing.begins if now <= span.latest < soon)
