"""What must not matter to the solver: the order of links, closed days, repeatable steps."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from models.protocol.arithmetic.shifts import earliest_after, latest_after
from models.timeline.network.network import Network
from models.timeline.network.solver import solve
from tests.properties.budget import share
from tests.properties.naive_search import Search
from tests.properties.networks import ZONE, Timeline, timelines


@share(2)
@given(timelines(), st.randoms(use_true_random=False))
def test_the_order_of_the_links_moves_no_date(timeline: Timeline, random: Random) -> None:
    links = list(timeline.network.links)
    random.shuffle(links)

    bounds = solve(timeline.network)
    other = solve(replace(timeline.network, links=tuple(links)))

    open_steps = Search(timeline).steps
    impossible = any(bounds.empty(step) for step in open_steps)
    assert impossible == any(other.empty(step) for step in open_steps)
    if not impossible:
        assert (bounds.first, bounds.last) == (other.first, other.last)


@share(2)
@given(timelines())
def test_a_bound_from_a_dated_step_counts_even_where_it_falls_on_a_closed_day(
    timeline: Timeline,
) -> None:
    network, search = timeline.network, Search(timeline)
    bounds = solve(network)

    for link in network.links:
        anchor = network.anchor_span(link.anchor)
        bound = link.step in search.steps and search.binds(link, link.step)
        if anchor is None or not bound:
            continue
        if link.earliest is not None:
            opens = earliest_after(anchor.earliest, link.earliest, ZONE, both_ways=link.both_ways)
            assert bounds.lower[link.step] >= opens
        if link.latest is not None:
            assert bounds.upper[link.step] <= latest_after(anchor.latest, link.latest, ZONE)


@share(2)
@given(timelines(), st.sampled_from("abcd"))
def test_a_step_that_can_be_repeated_holds_no_other_back(timeline: Timeline, step: str) -> None:
    network = _leading_nowhere(timeline.network, step)

    with_it = solve(replace(network, one_way=frozenset({step})))
    without = solve(_without(network, step))

    for other in set(network.steps) - {step}:
        assert with_it.first.get(other) == without.first.get(other)
        assert with_it.last.get(other) == without.last.get(other)


def _leading_nowhere(network: Network, step: str) -> Network:
    """The same, but no other step is counted from this one, nor freed by it, as by no test."""
    links = tuple(link for link in network.links if step not in {link.anchor, link.unless_done})
    return replace(network, links=links)


def _without(network: Network, step: str) -> Network:
    return replace(
        network,
        steps=tuple(other for other in network.steps if other != step),
        links=tuple(link for link in network.links if link.step != step),
        done={other: at for other, at in network.done.items() if other != step},
        booked={other: at for other, at in network.booked.items() if other != step},
    )
