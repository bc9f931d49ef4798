"""When a test is best taken: before the step that it is for, with time left for its result."""

from datetime import timedelta

from models.moments import Minute, Span, local_day, start_of
from models.protocol.arithmetic.shifts import (
    earliest_after,
    earliest_before_closing,
    latest_before_opening,
)
from models.protocol.criteria import Evidence
from models.protocol.path import Step
from models.timeline.windows.case import Case
from models.timeline.windows.suggesting.slots import first_slot, last_slot

_DAYS_TRIED = 10  # longer than any closure of a site that leaves no day for a test


def suggested_sample(
    step: Step, case: Case, window: tuple[Minute, Minute | None], anchor: Span
) -> Minute | None:
    """The day aimed at, else the last open one before it, else one after it.

    Each leaves the time that a result takes. Where no such day is left, what is left of the
    anchor's own day before its first minute. None where nothing is.
    """
    lower, upper = window
    aimed, in_time = _aimed_at(step, anchor, case), _with_result(step, anchor, case)
    before = anchor.earliest - 1
    if upper is not None:
        in_time, before = min(in_time, upper), min(before, upper)
    first = max(aimed, lower)
    return (
        first_slot(step, case, first, min(in_time, _end_of_day(aimed, case)))
        or last_slot(step, case, lower, min(aimed, in_time))
        or first_slot(step, case, first, in_time)
        or first_slot(step, case, lower, before)
    )


def last_in_time(step: Step, case: Case) -> Minute | None:
    """The last open minute at which a sample for a dated step leaves time for its result.

    None where that is no test, or no such minute is left in its window.
    """
    anchor = None if step.anchor is None else case.recorded[step.anchor].at
    if step.evidence is None or anchor is None:
        return None
    opens, last = case.said.lower.get(step.id), _with_result(step, anchor, case)
    minute = case.calendar.last_open_minute(last, any_day=step.days == "any")
    return None if minute is None or (opens is not None and minute < opens) else minute


def first_with_samples(
    hub: Step, case: Case, window: tuple[Minute, Minute | None], now: Minute
) -> Minute | None:
    """The first slot of a step for which each test that it needs can be taken before it.

    Args:
        now: no sample is taken before that.
    """
    lower, upper = window
    first = slot = first_slot(hub, case, lower, upper)
    for _ in range(_DAYS_TRIED):
        if slot is None or all(_can_be_taken(step, slot, case, now) for step in _tests(hub, case)):
            return slot if slot is not None else first
        slot = first_slot(hub, case, next_day(slot, case), upper)
    return first


def _tests(hub: Step, case: Case) -> tuple[Step, ...]:
    return tuple(
        step
        for step in case.protocol.step
        if step.evidence
        and step.anchor == hub.id
        and case.recorded[step.id].concerns
        and case.recorded[step.id].at is None
    )


def _can_be_taken(step: Step, slot: Minute, case: Case, now: Minute) -> bool:
    """A sample that may count is on record, or there is an open minute for one."""
    zone, evidence = case.chart.zone, _evidence(step, case)
    opens = earliest_before_closing(slot, evidence.max_age, zone)
    taken = (test for test in case.chart.tests if test.test == evidence.test)
    if any(test.at.latest >= opens and test.at.earliest <= slot for test in taken):
        return True
    window = max(opens, now), slot
    return suggested_sample(step, case, window, Span(slot, slot)) is not None


def _evidence(step: Step, case: Case) -> Evidence:
    return next(each for each in case.protocol.evidence if each.rule == step.evidence)


def _aimed_at(step: Step, anchor: Span, case: Case) -> Minute:
    """The first minute of the day on which the sample is best taken."""
    zone = case.chart.zone
    if step.target is None:
        return start_of(local_day(anchor.earliest, zone), zone)
    return start_of(local_day(earliest_after(anchor.earliest, step.target, zone), zone), zone)


def _with_result(step: Step, anchor: Span, case: Case) -> Minute:
    """The last minute at which a sample leaves time for its result."""
    return latest_before_opening(
        anchor.earliest, _evidence(step, case).result_within, case.chart.zone
    )


def _end_of_day(minute: Minute, case: Case) -> Minute:
    return next_day(minute, case) - 1


def next_day(minute: Minute, case: Case) -> Minute:
    """The first minute of the local day after that of a minute."""
    zone = case.chart.zone
    return start_of(local_day(minute, zone) + timedelta(days=1), zone)
