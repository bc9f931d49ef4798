"""The solver's earliest and latest dates against trying all dates one by one."""

from hypothesis import event, given

from models.timeline.network.solver import solve
from tests.properties.budget import share
from tests.properties.naive_search import Search
from tests.properties.networks import Timeline, timelines


@share(1.5)
@given(timelines())
def test_earliest_and_latest_are_those_of_trying_every_date(timeline: Timeline) -> None:
    bounds = solve(timeline.network)
    search = Search(timeline)
    extremes = search.extremes()

    event("nothing holds together" if extremes is None else "some dates hold together")
    assert any(bounds.empty(step) for step in search.steps) == (extremes is None)
    if extremes is not None:
        assert extremes == {s: (bounds.first[s], bounds.last[s]) for s in search.steps}
