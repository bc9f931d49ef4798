"""The end of a course of which only the start is recorded: it is taken as planned."""

from collections.abc import Iterator

from models.moments import Minute, Span, day_span, local_day
from models.timeline.windows.case import Case


def ended_as_planned(case: Case, now: Minute) -> dict[str, Span]:
    """The days on which what has begun was to end, once they are over.

    That nobody recorded it is told of the end itself; the aim of the course is not moved for it.
    """
    days = ((step, _planned_day(step, case)) for step in unrecorded_ends(case))
    return {step: day for step, day in days if day is not None and day.latest < now}


def unrecorded_ends(case: Case) -> Iterator[str]:
    """What is still to be recorded of a course that has begun, and has no date."""
    for gate in case.protocol.gate:
        if case.recorded[gate.before].done and not case.recorded[gate.towards].done:
            yield from (step for step in case.protocol.course(gate) if _has_nothing(step, case))


def _has_nothing(step: str, case: Case) -> bool:
    record = case.recorded[step]
    return record.concerns and record.at is None and record.mark is None


def _planned_day(step: str, case: Case) -> Span | None:
    begins = case.said.lower.get(step)
    zone = case.chart.zone
    return None if begins is None else day_span(local_day(begins, zone), zone)
