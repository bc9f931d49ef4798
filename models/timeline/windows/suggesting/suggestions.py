"""The date that the planner suggests for a step: on the site's days, in a slot, tests in time."""

from collections.abc import Callable, Collection, Mapping

from models.moments import Minute, Span, local_day, start_of
from models.protocol.arithmetic.shifts import first_day_after
from models.protocol.path import Step
from models.timeline.network.bounds import Bounds
from models.timeline.network.network import Network
from models.timeline.windows.case import Case
from models.timeline.windows.suggesting.arranging import arranged_from
from models.timeline.windows.suggesting.samples import first_with_samples, suggested_sample
from models.timeline.windows.suggesting.slots import first_slot, last_slot

BoundsOf = Callable[[str], Bounds]
"""The bounds that a step is suggested within."""


def wants_a_date(step: str, network: Network) -> bool:
    """Whether a step is on the path and neither done nor booked."""
    return step in network.steps and step not in network.done and step not in network.booked


def lies_within(step: str, minute: Minute, bounds: Bounds) -> bool:
    """Whether it does; where a step is counted from a booking that has to move, it may not."""
    lower, upper = bounds.lower.get(step), bounds.upper.get(step)
    return (lower is None or lower <= minute) and (upper is None or minute <= upper)


def suggested_hubs(
    case: Case, now: Minute, network: Network, of: BoundsOf, undated: Collection[str]
) -> dict[str, Span]:
    """Suggestions for steps that earlier steps are counted back from: apheresis, infusion."""
    hubs = {}
    for step in case.protocol.step:
        if step.id in undated or not wants_a_date(step.id, network):
            continue
        if is_counted_back_from(step.id, case):
            minute = _first_of_a_hub(step, case, of(step.id), now)
            if minute is not None:
                hubs[step.id] = Span(minute, minute)
    return hubs


def _first_of_a_hub(step: Step, case: Case, bounds: Bounds, now: Minute) -> Minute | None:
    """Once it can have been arranged; sooner where its window leaves no such time."""
    lower, upper = bounds.lower[step.id], bounds.upper.get(step.id)
    arranged = arranged_from(step.id, case, now)
    if arranged is not None:
        later = first_with_samples(step, case, (max(lower, arranged), upper), now)
        if later is not None:
            return later
    return first_with_samples(step, case, (lower, upper), now)


def is_counted_back_from(hub: str, case: Case) -> bool:
    """Whether an earlier step is counted back from it."""
    order = case.protocol.order
    return any(s.anchor == hub and order[s.id] < order[hub] for s in case.protocol.step)


def suggested_in(step: Step, case: Case, bounds: Bounds, hubs: Mapping[str, Span]) -> Minute | None:
    """The day that the step ideally has, else the nearest one in its bounds; None without any."""
    lower, upper = bounds.lower[step.id], bounds.upper.get(step.id)
    anchor = _anchor(step, case, hubs)
    if step.evidence and anchor is not None:
        return suggested_sample(step, case, (lower, upper), anchor)
    target = _target(step, anchor, case)
    if target is None:
        return first_slot(step, case, lower, upper)
    after = first_slot(step, case, max(target, lower), upper)
    return after or last_slot(step, case, lower, target if upper is None else min(target, upper))


def _anchor(step: Step, case: Case, hubs: Mapping[str, Span]) -> Span | None:
    """When the step is that this one is counted from: as suggested, else as recorded."""
    return None if step.anchor is None else hubs.get(step.anchor) or case.recorded[step.anchor].at


def _target(step: Step, anchor: Span | None, case: Case) -> Minute | None:
    """First minute of the day on which the step ideally is."""
    if step.target is None or anchor is None:
        return None
    zone = case.chart.zone
    return start_of(first_day_after(local_day(anchor.earliest, zone), step.target), zone)
