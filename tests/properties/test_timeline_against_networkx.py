"""The solver against networkx: days and minutes as difference constraints, by Bellman-Ford."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias
from zoneinfo import ZoneInfo

import networkx as nx
from hypothesis import event, given
from hypothesis import strategies as st

from models.moments import Minute, Span, local_day, start_of
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.path import Link
from models.protocol.source import Source
from models.texts import Texts
from models.timeline.network.bounds import Bounds
from models.timeline.network.network import Network
from models.timeline.network.solver import solve
from models.timeline.network.working_days import working_calendar
from tests.properties.budget import share
from tests.properties.engine import PROTOCOL, minute_of

ORIGIN = "the origin of time"
SLACKS = [(0, 0), (0, 2), (2, 0), (0, None), (None, 0), (3, None), (None, 3)]
FIRST_DAY = minute_of("2026-03-20T00:00+00:00")  # summer time begins soon after


@dataclass(frozen=True)
class Problem:
    """Steps, limits between them in one unit, and the times that are fixed or at least so late."""

    limits: tuple[tuple[str, str, int | None, int | None], ...]
    fixed: Mapping[str, int]
    not_before: int
    steps: tuple[str, ...]

    @property
    def open(self) -> list[str]:
        return [step for step in self.steps if step not in self.fixed]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Limits that hidden times satisfy; fixed times on and off these."""
    steps = tuple("abcdefgh"[: draw(st.integers(3, 8))])
    hidden = {step: draw(st.integers(5, 60)) for step in steps}
    limits = []
    for _ in range(draw(st.integers(6, 20))):
        anchor, step = draw(st.permutations(steps))[:2]
        before, after = draw(st.sampled_from(SLACKS))
        apart = hidden[step] - hidden[anchor]
        limits.append(
            (
                anchor,
                step,
                None if before is None else apart - before,
                None if after is None else apart + after,
            )
        )
    moved = st.integers(-6, 6) if draw(st.booleans()) else st.integers(-1, 1)
    dated = draw(st.permutations(steps))[: draw(st.integers(1, len(steps) - 1))]
    fixed = {step: hidden[step] + draw(moved) for step in dated}
    return Problem(tuple(limits), fixed, draw(st.integers(0, 10)), steps)


# ------------------------------------------------------------------ networkx


Graph: TypeAlias = "nx.DiGraph[str]"


def extremes(problem: Problem) -> dict[str, tuple[float, float | None]] | None:
    """The least and the greatest time of each open step; None where nothing holds together.

    An edge of weight w from u to v says: v is at most w after u.
    """
    graph: Graph = nx.DiGraph()
    for step in problem.open:
        graph.add_edge(step, ORIGIN, weight=-problem.not_before)
    for anchor, step, least, most in problem.limits:
        for start, end, weight in ((step, anchor, least), (anchor, step, most)):
            if weight is not None:
                sign = -1 if (start, end) == (step, anchor) else 1
                _tighten(graph, problem.fixed, start, end, sign * weight)
    try:
        greatest = nx.single_source_bellman_ford_path_length(graph, ORIGIN)
        least_of = nx.single_source_bellman_ford_path_length(graph.reverse(), ORIGIN)
    except nx.NetworkXUnbounded:
        return None
    except nx.NodeNotFound:
        return {}
    return {step: (-least_of[step], greatest.get(step)) for step in problem.open}


def _tighten(graph: Graph, fixed: Mapping[str, int], start: str, end: str, weight: int) -> None:
    """Add one inequality; a fixed step is the origin at its time; two fixed ones say nothing."""
    if start in fixed and end in fixed:
        return
    weight += fixed.get(start, 0) - fixed.get(end, 0)
    start, end = (ORIGIN if start in fixed else start), (ORIGIN if end in fixed else end)
    known = graph.get_edge_data(start, end)
    graph.add_edge(start, end, weight=weight if known is None else min(weight, known["weight"]))


# ------------------------------------------------------------------ the solver


def solved(problem: Problem, zone: ZoneInfo, *, in_days: bool) -> Bounds:
    network = Network(
        steps=problem.steps,
        links=tuple(_link(limit, in_days=in_days) for limit in problem.limits),
        zone=zone,
        calendar=working_calendar(PROTOCOL.sites["CN01"]),
        working=frozenset(),
        one_way=frozenset(),
        done={step: _span(at, zone, in_days=in_days) for step, at in problem.fixed.items()},
        booked={},
        not_before=_span(problem.not_before, zone, in_days=in_days).earliest,
    )
    return solve(network)


def _link(limit: tuple[str, str, int | None, int | None], *, in_days: bool) -> Link:
    anchor, step, least, most = limit
    return Link(
        rule=f"{anchor} to {step}",
        step=step,
        anchor=anchor,
        earliest=None if least is None else _amount(least, in_days=in_days),
        latest=None if most is None else _amount(most, in_days=in_days),
        text=Texts("drawn at random"),
        source=Source(rationale="drawn at random"),
        basis="site default",
    )


def _amount(number: int, *, in_days: bool) -> Quantity:
    return Quantity(days=number) if in_days else Quantity(minutes=number, elapsed=True)


def _span(number: int, zone: ZoneInfo, *, in_days: bool) -> Span:
    if not in_days:
        return Span(FIRST_DAY + number, FIRST_DAY + number)
    return Span(_start(number, zone), _start(number + 1, zone) - 1)


def _start(number: int, zone: ZoneInfo) -> Minute:
    noon = FIRST_DAY + 720 + number * 1440
    return start_of(local_day(noon, zone), zone)


# ------------------------------------------------------------------ both


@share(4)
@given(problems())
def test_minutes_are_those_of_bellman_ford(problem: Problem) -> None:
    bounds = solved(problem, ZoneInfo("UTC"), in_days=False)
    expected = extremes(problem)

    event("nothing holds together" if expected is None else "some dates hold together")
    assert any(bounds.empty(step) for step in problem.open) == (expected is None)
    for step, (least, greatest) in (expected or {}).items():
        assert bounds.lower[step] == FIRST_DAY + least
        assert bounds.upper.get(step) == (None if greatest is None else FIRST_DAY + greatest)


@share(4)
@given(problems(), st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe"]))
def test_days_are_those_of_bellman_ford(problem: Problem, name: str) -> None:
    zone = ZoneInfo(name)
    bounds = solved(problem, zone, in_days=True)
    expected = extremes(problem)

    event("nothing holds together" if expected is None else "some dates hold together")
    assert any(bounds.empty(step) for step in problem.open) == (expected is None)
    for step, (least, greatest) in (expected or {}).items():
        assert bounds.lower[step] == _start(int(least), zone)
        last = None if greatest is None else _start(int(greatest) + 1, zone) - 1
        assert bounds.upper.get(step) == last
