"""Each step's window at one moment, what binds it, and the date the planner suggests."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.moments import NEVER, Minute, Span, local_day, start_of
from models.protocol.arithmetic.shifts import first_day_after
from models.protocol.path import Step
from models.timeline.network.network import NOW, Network
from models.timeline.network.solver import Bounds, solve
from models.timeline.windows.case import Case
from models.timeline.windows.chains import chain
from models.timeline.windows.lapsed_bookings import network_at

_GRID_MINUTES = 15  # an appointment is offered at a quarter of an hour


@dataclass(frozen=True)
class Windows:
    """Where every step may lie at one moment.

    Attributes:
        now_bounds: windows of steps without a date, "not before now".
        own: for each booked step, the bounds with its own booking set aside.
        path: the same without washouts: what the path alone asks for.
        proposed: the planner's suggestion for each step without a date.
        hubs: the suggestions that other steps are counted back from.
        around: bounds of the other steps if those were taken.
        lapsed: booked steps that nothing is planned around any more.
    """

    now_bounds: Bounds
    own: Mapping[str, Bounds]
    path: Mapping[str, Bounds]
    proposed: Mapping[str, Minute]
    hubs: Mapping[str, Span]
    around: Bounds
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
    hubs = _hub_proposals(case, network, bounds)
    around = solve(replace(network, booked={**network.booked, **hubs})) if hubs else bounds
    proposed = {step: span.earliest for step, span in hubs.items()}
    for step in case.protocol.step:
        if step.id in network.steps and step.id not in hubs and not _dated(step.id, network):
            suggestion = _suggest(step, case, around, hubs)
            if suggestion is not None:
                proposed[step.id] = suggestion
    return Windows(bounds, own, path, proposed, hubs, around, lapsed)


def unbooked(step: str, case: Case, now: Minute) -> Bounds:
    """The bounds if one step were not booked: other bookings are kept, counted from it or not."""
    network = network_at(case, now)
    others = {name: at for name, at in network.booked.items() if name != step}
    return solve(replace(network, booked=others))


def _dated(step: str, network: Network) -> bool:
    return step in network.done or step in network.booked


def _hub_proposals(case: Case, network: Network, bounds: Bounds) -> dict[str, Span]:
    """Suggestions for steps that earlier steps are counted back from: apheresis, infusion."""
    hubs = {}
    for step in case.protocol.step:
        if step.id not in network.steps or _dated(step.id, network):
            continue
        if _counted_back_from(step.id, case):
            minute = first_slot(step, case, bounds.lower.get(step.id), bounds.upper.get(step.id))
            if minute is not None:
                hubs[step.id] = Span(minute, minute)
    return hubs


def _counted_back_from(hub: str, case: Case) -> bool:
    order = case.protocol.order
    return any(s.anchor == hub and order[s.id] < order[hub] for s in case.protocol.step)


def _suggest(step: Step, case: Case, bounds: Bounds, hubs: Mapping[str, Span]) -> Minute | None:
    lower, upper = bounds.lower.get(step.id), bounds.upper.get(step.id)
    target = _target(step, case, hubs)
    if target is None:
        return first_slot(step, case, lower, upper)
    return (
        first_slot(step, case, max(target, lower) if lower is not None else target, upper)
        or _last_slot(step, case, lower, target)
        or first_slot(step, case, lower, upper)
    )


def suggested_instead(step: str, case: Case, windows: Windows) -> Minute | None:
    """The date that a booked step would be given if it were not booked."""
    return _suggest(case.protocol.step_by_id[step], case, windows.of(step), windows.hubs)


def _target(step: Step, case: Case, hubs: Mapping[str, Span]) -> Minute | None:
    """First minute of the day on which the step ideally is."""
    if step.target is None or step.anchor is None:
        return None
    at = hubs.get(step.anchor) or case.recorded[step.anchor].at
    if at is None:
        return None
    zone = case.chart.zone
    return start_of(first_day_after(local_day(at.earliest, zone), step.target), zone)


def first_slot(step: Step, case: Case, lower: Minute | None, upper: Minute | None) -> Minute | None:
    """The first open minute of the window, on a quarter of an hour where that still fits.

    Where the site lists free slots of the step, the first of those; None if none fits.
    """
    if lower is None or lower >= NEVER:
        return None
    if step.passive:
        return lower
    if (listing := case.calendar.site.slots_of(step.id)) is not None:
        slot = listing.begins.at_or_after(lower)
        return slot if slot is not None and (upper is None or slot <= upper) else None
    any_day = step.days == "any"
    exact = case.calendar.first_open_minute(lower, any_day=any_day)
    rounded = case.calendar.first_open_minute(
        -(-lower // _GRID_MINUTES) * _GRID_MINUTES, any_day=any_day
    )
    for minute in (rounded, exact):
        if minute is not None and (upper is None or minute <= upper):
            return minute
    return lower if any_day and (upper is None or lower <= upper) else None


def _last_slot(step: Step, case: Case, lower: Minute | None, at_or_before: Minute) -> Minute | None:
    """The opening hour of the last open day at or before a minute, or the last free slot."""
    if (listing := case.calendar.site.slots_of(step.id)) is not None:
        slot = listing.begins.at_or_before(at_or_before)
        return slot if slot is not None and (lower is None or slot >= lower) else None
    last = case.calendar.last_open_minute(at_or_before, any_day=step.days == "any")
    if last is None:
        return None
    day_start = start_of(local_day(last, case.chart.zone), case.chart.zone)
    opening = case.calendar.first_open_minute(
        max(day_start, lower or day_start), any_day=step.days == "any"
    )
    return opening if opening is not None and opening <= last else None


def latest_slot(
    step: Step, case: Case, lower: Minute | None, upper: Minute | None
) -> Minute | None:
    """The last open minute of the window, on a quarter of an hour where that still fits."""
    if upper is None:
        return None
    if (listing := case.calendar.site.slots_of(step.id)) is not None:
        slot = listing.begins.at_or_before(upper)
        return slot if slot is not None and (lower is None or slot >= lower) else None
    any_day = step.days == "any"
    last = case.calendar.last_open_minute(upper, any_day=any_day)
    for minute in () if last is None else (last // _GRID_MINUTES * _GRID_MINUTES, last):
        within = lower is None or minute >= lower
        if within and case.calendar.first_open_minute(minute, any_day=any_day) == minute:
            return minute
    return None
