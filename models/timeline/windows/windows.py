"""Each step's window at one moment, what binds it, and the date the planner suggests."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from models.moments import Minute, Span, local_day, start_of
from models.protocol.arithmetic.shifts import first_day_after
from models.protocol.path import Step
from models.timeline.network.bounds import Bounds
from models.timeline.network.network import NOW, Network
from models.timeline.network.solver import solve
from models.timeline.windows.arranging import arranged_from
from models.timeline.windows.before_start import paths_of_bookings
from models.timeline.windows.case import Case
from models.timeline.windows.chains import chain
from models.timeline.windows.lapsed_bookings import (
    later_infusion,
    network_at,
    postponed_infusion,
)
from models.timeline.windows.samples import first_with_samples, suggested_sample
from models.timeline.windows.slots import first_slot, last_slot
from models.timeline.windows.undated import undated_steps


@dataclass(frozen=True)
class Windows:
    """Where every step may lie at one moment.

    Attributes:
        now_bounds: windows of steps without a date, "not before now".
        own: for each booked step, the bounds with its own booking set aside; for the infusion
            also without a lymphodepletion that is booked too early and has to move; for a
            lymphodepletion without a date, around the infusion that can be held.
        path: the same without washouts: what the path alone asks for; of a test, a time before
            its step begins.
        proposed: the planner's suggestion for each step without a date.
        hubs: the suggestions that other steps are counted back from.
        around: bounds of the other steps if those were taken.
        undated: steps that have no earliest date while an exposure goes on, each with the
            step that it waits for; None where the step itself is forbidden.
        lapsed: booked steps that nothing is planned around any more.
    """

    now_bounds: Bounds
    own: Mapping[str, Bounds]
    path: Mapping[str, Bounds]
    proposed: Mapping[str, Minute]
    hubs: Mapping[str, Span]
    around: Bounds
    undated: Mapping[str, str | None]
    lapsed: frozenset[str] = frozenset()

    def of(self, step: str) -> Bounds:
        """The bounds that a step's `opens` and `closes` are read from."""
        return self.own.get(step, self.now_bounds)

    def floats(self, step: str) -> bool:
        """True where the step's date hangs on "now" and so moves by itself every day."""
        dated_or_hub = step in self.own or step in self.hubs
        bounds = self.of(step) if dated_or_hub else self.around
        links = tuple(chain(step, bounds))
        if any(link.reason.rule == NOW for link in links):
            return True
        held_by = links[-1].reason.via if links else None
        return held_by is not None and held_by in self.hubs and self.floats(held_by)


def windows_at(case: Case, now: Minute) -> Windows:
    """Solve the network for one moment."""
    network = network_at(case, now)
    lapsed = frozenset(case.network.booked) - set(network.booked)  # upper ends are others then
    free = {step: None if lapsed else said for step, said in case.said_freely.items()}
    bounds = solve(network, None if lapsed else case.said)
    own = {step: solve(replace(network, free=step), said) for step, said in free.items()}
    bare = replace(network, floors={})
    washed = bool(network.floors)  # without washouts the path alone is all there is
    path = {s: solve(replace(bare, free=s), said) for s, said in free.items()} if washed else own
    if (later := later_infusion(case, network, path)) is not None:
        own = {**own, case.protocol.day_zero: later}
        path = {**path, case.protocol.day_zero: later}
    path = paths_of_bookings(path, case)
    if (postponed := postponed_infusion(case, network, bounds, own)) is not None:
        around_it = solve(replace(network, booked={**network.booked, **postponed}))
        course = (step for step in case.protocol.course if not _dated(step, network))
        own = {**own, **dict.fromkeys(course, around_it)}
    undated = undated_steps(case, network)
    hubs = _hub_proposals(case, now, network, lambda step: own.get(step, bounds), undated)
    around = solve(replace(network, booked={**network.booked, **hubs})) if hubs else bounds
    proposed = {step: span.earliest for step, span in hubs.items()}
    for step in case.protocol.step:
        if step.id in hubs or step.id in undated or step.id not in network.steps:
            continue
        if not _dated(step.id, network):
            anchors = {**(postponed or {}), **hubs} if step.id in own else hubs
            suggestion = _suggest(step, case, own.get(step.id, around), anchors)
            within = own.get(step.id, bounds)
            if suggestion is not None and _holds(step.id, suggestion, within):
                proposed[step.id] = suggestion
    return Windows(bounds, own, path, proposed, hubs, around, undated, lapsed)


def _holds(step: str, minute: Minute, bounds: Bounds) -> bool:
    """Where it is counted from a booking that has to move, its window lies elsewhere: no date."""
    lower, upper = bounds.lower.get(step), bounds.upper.get(step)
    return (lower is None or lower <= minute) and (upper is None or minute <= upper)


def _dated(step: str, network: Network) -> bool:
    return step in network.done or step in network.booked


def _hub_proposals(
    case: Case,
    now: Minute,
    network: Network,
    of: Callable[[str], Bounds],
    undated: Collection[str],
) -> dict[str, Span]:
    """Suggestions for steps that earlier steps are counted back from: apheresis, infusion."""
    hubs = {}
    for step in case.protocol.step:
        if step.id not in network.steps or step.id in undated or _dated(step.id, network):
            continue
        if _counted_back_from(step.id, case):
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


def _counted_back_from(hub: str, case: Case) -> bool:
    order = case.protocol.order
    return any(s.anchor == hub and order[s.id] < order[hub] for s in case.protocol.step)


def _suggest(step: Step, case: Case, bounds: Bounds, hubs: Mapping[str, Span]) -> Minute | None:
    lower, upper = bounds.lower[step.id], bounds.upper.get(step.id)
    anchor = _anchor(step, case, hubs)
    if step.evidence and anchor is not None:
        return suggested_sample(step, case, (lower, upper), anchor)
    target = _target(step, anchor, case)
    if target is None:
        return first_slot(step, case, lower, upper)
    after = first_slot(step, case, max(target, lower), upper)
    return after or last_slot(step, case, lower, target)


def suggested_instead(step: str, case: Case, windows: Windows, now: Minute) -> Minute | None:
    """The date that a booked step would be given if it were not booked."""
    if _counted_back_from(step, case):
        window = windows.of(step).lower[step], windows.of(step).upper.get(step)
        return first_with_samples(case.protocol.step_by_id[step], case, window, now)
    return _suggest(case.protocol.step_by_id[step], case, windows.of(step), windows.hubs)


def _anchor(step: Step, case: Case, hubs: Mapping[str, Span]) -> Span | None:
    """When the step is that this one is counted from: as suggested, else as recorded."""
    return None if step.anchor is None else hubs.get(step.anchor) or case.recorded[step.anchor].at


def _target(step: Step, anchor: Span | None, case: Case) -> Minute | None:
    """First minute of the day on which the step ideally is."""
    if step.target is None or anchor is None:
        return None
    zone = case.chart.zone
    return start_of(first_day_after(local_day(anchor.earliest, zone), step.target), zone)
