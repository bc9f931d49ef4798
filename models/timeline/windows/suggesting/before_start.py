"""A test must come before its step begins: an appointment in that very minute is too late."""

from collections.abc import Mapping
from dataclasses import replace

from models.moments import Minute, Span
from models.protocol import Protocol
from models.timeline.network.bounds import Bounds
from models.timeline.windows.case import Case


def paths_of_bookings(path: Mapping[str, Bounds], case: Case) -> dict[str, Bounds]:
    """The same bounds of booked steps; those of a test end before its step begins."""
    dated = case.network.fixed
    return {step: _ending_before(bounds, step, case, dated) for step, bounds in path.items()}


def last_before_start(
    step: str, bounds: Bounds, protocol: Protocol, dated: Mapping[str, Span]
) -> Minute | None:
    """The last minute of a step in some bounds; None where nothing ends it.

    Args:
        dated: when each step was done or is booked.
    """
    upper = bounds.upper.get(step)
    begins = _start_behind(step, protocol, dated)
    return upper if upper is None or upper != begins else upper - 1


def _start_behind(step: str, protocol: Protocol, dated: Mapping[str, Span]) -> Minute | None:
    """The exact minute before which the step's test must be taken; None if it has none."""
    rule = protocol.step_by_id[step].evidence
    for evidence in protocol.evidence:
        if evidence.rule == rule and evidence.before_start:
            at = dated.get(evidence.anchor)
            return at.earliest if at is not None and at.exact else None
    return None


def _ending_before(bounds: Bounds, step: str, case: Case, dated: Mapping[str, Span]) -> Bounds:
    last = last_before_start(step, bounds, case.protocol, dated)
    if last is None or last == bounds.upper[step]:
        return bounds
    return replace(bounds, upper={**bounds.upper, step: last})
