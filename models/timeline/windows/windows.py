"""Each step's window at one moment, what binds it, and the date the planner suggests."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.moments import Minute, Span
from models.timeline.network.bounds import Bounds
from models.timeline.network.network import NOW, Network
from models.timeline.network.solved_when_asked import SolvedWhenAsked
from models.timeline.network.solver import solve
from models.timeline.windows.case import Case
from models.timeline.windows.chains import chain
from models.timeline.windows.lapsed_bookings import (
    later_aims,
    network_at,
    postponed_aims,
)
from models.timeline.windows.suggesting.before_start import paths_of_bookings
from models.timeline.windows.suggesting.chained import (
    at_once,
    behind_suggestions,
    follows_suggestion,
)
from models.timeline.windows.suggesting.samples import first_with_samples
from models.timeline.windows.suggesting.suggestions import (
    is_counted_back_from,
    lies_within,
    suggested_hubs,
    suggested_in,
    wants_a_date,
)
from models.timeline.windows.undated import undated_steps


@dataclass(frozen=True)
class Windows:
    """Where every step may lie at one moment.

    Attributes:
        now_bounds: windows of steps without a date, "not before now".
        own: for each booked step, the bounds with its own booking set aside; for the aim of a
            gate also without a course that is booked too early and has to move; for a course
            without a date, around the aim as it can be held.
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
    bounds = solve(network, None if lapsed else case.said)
    own, path = _bounds_of_bookings(case, network, anew=bool(lapsed))
    postponed: dict[str, Span] = {}
    for gate, then in postponed_aims(case, network, bounds, own):
        postponed[gate.towards] = then
        around_it = solve(replace(network, booked={**network.booked, gate.towards: then}))
        course = (step for step in case.protocol.course(gate) if wants_a_date(step, network))
        own.found.update(dict.fromkeys(course, around_it))
    undated = undated_steps(case, network)
    hubs = suggested_hubs(case, int(now), network, lambda step: own.get(step, bounds), undated)
    around = solve(replace(network, booked={**network.booked, **hubs})) if hubs else bounds
    windows = Windows(bounds, own, path, {}, hubs, around, undated, lapsed)
    return replace(windows, proposed=_proposed(case, network, windows, postponed))


def _bounds_of_bookings(
    case: Case, network: Network, *, anew: bool
) -> tuple[SolvedWhenAsked, Mapping[str, Bounds]]:
    """For each booked step its bounds with its own booking set aside; without washouts as well."""
    free = {step: None if anew else said for step, said in case.said_freely.items()}

    def of(which: Network) -> SolvedWhenAsked:
        return SolvedWhenAsked(free, lambda step: solve(replace(which, free=step), free[step]))

    own = of(network)
    bare = replace(network, floors={})
    path = {**(of(bare) if network.floors else own)}  # without washouts the path alone is all
    for aim, *later in tuple(later_aims(case, network, path)):
        own.found[aim], path[aim] = later
    return own, paths_of_bookings(path, case)


def _proposed(
    case: Case, network: Network, windows: Windows, postponed: Mapping[str, Span]
) -> dict[str, Minute]:
    """A suggestion for each step that wants a date and has a time left in its own window."""
    hubs, own = windows.hubs, windows.own
    proposed = {step: span.earliest for step, span in hubs.items()}
    for step in case.protocol.step:
        if step.id in hubs or step.id in windows.undated or not wants_a_date(step.id, network):
            continue
        anchors = {**postponed, **hubs} if step.id in own else hubs
        bounds = own.get(step.id, windows.around)
        if follows_suggestion(step, case, proposed):
            bounds = behind_suggestions(step, case, bounds, proposed)
            anchors = {**anchors, str(step.anchor): at_once(proposed[str(step.anchor)])}
        suggestion = suggested_in(step, case, bounds, anchors)
        if suggestion is not None and lies_within(step.id, suggestion, windows.of(step.id)):
            proposed[step.id] = suggestion
    return proposed


def suggested_instead(step: str, case: Case, windows: Windows, now: Minute) -> Minute | None:
    """The date that a booked step would be given if it were not booked."""
    if is_counted_back_from(step, case):
        window = windows.of(step).lower[step], windows.of(step).upper.get(step)
        return first_with_samples(case.protocol.step_by_id[step], case, window, now)
    return suggested_in(case.protocol.step_by_id[step], case, windows.of(step), windows.hubs)
