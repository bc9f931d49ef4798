"""The Day number of a step: counted where there is something to count, else the protocol's."""

from datetime import date

from models.moments import Span, local_day
from models.protocol.path import Step
from models.timeline.windows.case import Case


def day_number(step: Step, case: Case) -> int | None:
    """By local days from the infusion that is done, or else booked, to a step with a date.

    Of a step without a date, or while the infusion has none, the protocol's own number, as
    planned; None where it gives none, or where a date leaves open which number it is.
    """
    at, day_zero = case.recorded[step.id].at, case.recorded[case.protocol.day_zero].at
    if step.id == case.protocol.day_zero or at is None or day_zero is None:
        return step.day
    day, from_day = _day_of(at, case), _day_of(day_zero, case)
    if day is None or from_day is None:
        return None
    return case.protocol.day_of((day - from_day).days)


def _day_of(at: Span, case: Case) -> date | None:
    """The one local day on which it was; None where that is not known."""
    first, last = (local_day(minute, case.chart.zone) for minute in (at.earliest, at.latest))
    return first if first == last else None
