"""The same networks in other solvers, restricted to what they can express.

A difference constraint knows neither months nor a site's working days: every amount is
counted in minutes and no step is held on working days, for our solvers as well.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

import networkx as nx
import rustworkx as rx
from ortools.sat.python import cp_model

from models.moments import Minute
from models.protocol.arithmetic.carries import Carry, Shift
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.path import Link
from models.timeline.network.network import Network
from models.timeline.network.solver import solve

Windows = dict[str, tuple[Minute | None, Minute | None]]
Edge = tuple[str, str, int]
"""The second is at least so many minutes after the first."""

ORIGIN = "the origin of time"
_DAY = int(timedelta(days=1) / timedelta(minutes=1))
_MONTH = 30 * _DAY
_HORIZON = 200_000_000


def restricted(network: Network) -> Network:
    """The network in minutes, without working days."""
    links = tuple(_in_minutes(link) for link in network.links)
    return replace(network, links=links, working=frozenset())


def _in_minutes(link: Link) -> Link:
    def minutes(amount: Quantity | None) -> Quantity | None:
        if amount is None:
            return None
        total = amount.minutes + amount.days * _DAY + amount.months * _MONTH
        return Quantity(minutes=total, elapsed=True)

    return Link(
        rule=link.rule,
        step=link.step,
        anchor=link.anchor,
        earliest=minutes(link.earliest),
        latest=minutes(link.latest),
        while_planned=link.while_planned,
        one_way=link.one_way,
        once_done=link.once_done,
        unless_done=link.unless_done,
        text=link.texts,
        source=link.source,
        basis=link.basis,
    )


# ------------------------------------------------------------------ as difference constraints


def edges(network: Network) -> Iterator[Edge]:
    """What every constraint asks for; done and booked steps are where they are."""
    fixed = network.fixed
    open_steps = [step for step in network.steps if step not in fixed]
    for step in open_steps:
        if floor := network.floors.get(step):
            yield ORIGIN, step, floor.minute
        if network.not_before is not None:
            yield ORIGIN, step, network.not_before
    for link in network.links:
        for carry in link.carries:
            if carry.target in fixed or (carry.to_anchor and carry.source in network.one_way):
                continue
            if carry.while_planned and carry.source in network.done:
                continue
            if carry.once_done and carry.source not in network.done:
                continue
            if carry.unless_done in network.done:
                continue
            yield from _edges_of(carry, network)


def _edges_of(carry: Carry, network: Network) -> Iterator[Edge]:
    back = carry.shift in {Shift.LATEST_BEFORE_OPENING, Shift.EARLIEST_BEFORE_CLOSING}
    minutes = -carry.amount.minutes if back else carry.amount.minutes
    at = network.fixed.get(carry.source)
    if at is not None:
        bound = (at.earliest if carry.lower else at.latest) + minutes
        start, weight = ORIGIN, bound
    else:
        start, weight = carry.source, minutes
    yield (start, carry.target, weight) if carry.lower else (carry.target, start, -weight)


def by_networkx(network: Network) -> Windows | None:
    """Bellman and Ford, once for each end; None where nothing holds together."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for start, end, least in edges(network):
        weight = min(-least, graph.get_edge_data(start, end, {"weight": -least})["weight"])
        graph.add_edge(start, end, weight=weight)
    if ORIGIN not in graph:
        return {}
    try:
        firsts = nx.single_source_bellman_ford_path_length(graph, ORIGIN)
        lasts = nx.single_source_bellman_ford_path_length(graph.reverse(), ORIGIN)
    except nx.NetworkXUnbounded:
        return None
    return _windows(
        network,
        {step: -int(distance) for step, distance in firsts.items()},
        {step: int(distance) for step, distance in lasts.items()},
    )


def by_rustworkx(network: Network) -> Windows | None:
    """The same in Rust."""
    steps = [ORIGIN, *network.steps]
    place = {step: number for number, step in enumerate(steps)}
    graph: rx.PyDiGraph[str, int] = rx.PyDiGraph()
    graph.add_nodes_from(steps)
    graph.add_edges_from([(place[s], place[e], -least) for s, e, least in edges(network)])
    try:
        firsts = rx.digraph_bellman_ford_shortest_path_lengths(graph, 0, float)
        graph.reverse()
        lasts = rx.digraph_bellman_ford_shortest_path_lengths(graph, 0, float)
    except rx.NegativeCycle:
        return None
    return _windows(
        network,
        {steps[n]: -int(d) for n, d in firsts.items()},
        {steps[n]: int(d) for n, d in lasts.items()},
    )


def _windows(network: Network, firsts: dict[str, int], lasts: dict[str, int]) -> Windows:
    open_steps = [step for step in network.steps if step not in network.fixed]
    return {step: (firsts.get(step), lasts.get(step)) for step in open_steps}


def by_cp_sat(network: Network) -> Windows | None:
    """OR-tools' CP-SAT: all steps as early as can be, then all as late as can be."""
    found: list[dict[str, int]] = []
    for direction in (1, -1):
        model = cp_model.CpModel()
        at = {step: model.new_int_var(-_HORIZON, _HORIZON, step) for step in network.steps}
        for start, end, least in edges(network):
            begin = 0 if start == ORIGIN else at[start]
            model.add((0 if end == ORIGIN else at[end]) - begin >= least)
        open_steps = [step for step in network.steps if step not in network.fixed]
        model.minimize(direction * sum(at[step] for step in open_steps))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(model) != cp_model.OPTIMAL:
            return None
        found.append({step: solver.value(at[step]) for step in open_steps})
    firsts, lasts = found
    return {step: (_bounded(firsts[step]), _bounded(lasts[step])) for step in firsts}


def _bounded(minute: int) -> int | None:
    """None where only the horizon holds it."""
    return minute if abs(minute) < _HORIZON // 2 else None


def by_scalar(network: Network) -> Windows | None:
    """Our solver for one subject."""
    bounds = solve(network)
    open_steps = [step for step in network.steps if step not in network.fixed]
    if any(bounds.empty(step) for step in open_steps):
        return None
    return {step: (bounds.first.get(step), bounds.last.get(step)) for step in open_steps}


PEERS: dict[str, Callable[[Network], Windows | None]] = {
    "networkx": by_networkx,
    "rustworkx": by_rustworkx,
    "OR-tools CP-SAT": by_cp_sat,
}


def seconds_each(solver: Callable[[Network], object], networks: Sequence[Network]) -> float:
    """Seconds for one network; the best of three, as a shared machine only ever adds."""
    best = float("inf")
    for _ in range(3):
        began = perf_counter()
        for network in networks:
            solver(network)
        best = min(best, perf_counter() - began)
    return best / len(networks)
