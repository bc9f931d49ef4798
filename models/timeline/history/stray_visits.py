"""Visits that are counted from Day 0, recorded as done when that had not been.

Such a record moves nothing else: one wrong fact is one question, and not a dead end for all
that is to come.
"""

from models.moments import Span
from models.protocol import Protocol
from models.timeline.history.step_records import StepRecord, StepRecords


def stray_visits(protocol: Protocol, recorded: StepRecords) -> frozenset[str]:
    """The visits that were done, certainly before Day 0 was done or is booked."""
    day_zero = recorded[protocol.day_zero]
    return frozenset(
        step
        for step, one in recorded.items()
        if protocol.day_zero in protocol.before[step] and one.done and one.at
        if _comes_before(one.at, day_zero)
    )


def _comes_before(at: Span, day_zero: StepRecord) -> bool:
    """Certainly, if Day 0 has a date; without one it has not been."""
    return day_zero.at is None or at.latest < day_zero.at.earliest
