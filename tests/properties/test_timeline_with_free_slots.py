"""Steps that may only begin in the site's free slots: the solver against trying all dates."""

from dataclasses import dataclass, replace

from hypothesis import event, given
from hypothesis import strategies as st

from models.moments import Minute, Span
from models.protocol.site import FreeSlots
from models.stretches import Stretches
from models.timeline.network.network import Network
from models.timeline.network.solver import solve
from models.timeline.network.working_days import WorkingCalendar
from tests.properties.budget import share
from tests.properties.naive_search import Corner, Search
from tests.properties.networks import CORNERS, Timeline, corner, timelines


@dataclass(frozen=True)
class Listed:
    """A timeline at a site that lists free slots of some steps, until some minute."""

    timeline: Timeline
    begins: dict[str, frozenset[Minute]]
    until: dict[str, Minute]


@st.composite
def listings(draw: st.DrawFn) -> Listed:
    timeline = draw(timelines())
    working = timeline.network.working | {"a"}
    begins, until = {}, {}
    for step in sorted(draw(st.sets(st.sampled_from(sorted(working)), min_size=1))):
        slots = draw(st.sets(st.tuples(st.integers(0, 50), st.sampled_from(CORNERS)), max_size=30))
        begins[step] = frozenset(corner(timeline.days, *slot) for slot in slots)
        last_day = max((day for day, _ in slots), default=draw(st.integers(0, 20)))
        until[step] = corner(timeline.days, last_day, 1439)
    timeline = replace(timeline, network=replace(timeline.network, working=working))
    network = replace(timeline.network, calendar=_calendar(timeline.network, begins, until))
    return Listed(replace(timeline, network=network), begins, until)


def _calendar(
    network: Network, begins: dict[str, frozenset[Minute]], until: dict[str, Minute]
) -> WorkingCalendar:
    slots = tuple(
        FreeSlots(step, Stretches.of(Span(m, m) for m in minutes), until[step])
        for step, minutes in begins.items()
    )
    return WorkingCalendar(replace(network.calendar.site, slots=slots))


@dataclass(frozen=True)
class SearchOfSlots(Search):
    """Tries a listed step at its slots, and at open minutes of which the listing says nothing."""

    listed: Listed

    def _may_be(self, step: str, at: Corner) -> bool:
        if step not in self.listed.begins:
            return super()._may_be(step, at)
        anywhere = replace(self.network, working=self.network.working - {step})
        elsewhere = Search(replace(self.timeline, network=anywhere))
        unlisted = at.minute > self.listed.until[step] and self._works(at)
        return (unlisted or at.minute in self.listed.begins[step]) and elsewhere._may_be(step, at)


@share(1)
@given(listings())
def test_earliest_and_latest_are_those_of_trying_every_slot(listed: Listed) -> None:
    bounds = solve(listed.timeline.network)
    search = SearchOfSlots(listed.timeline, listed)
    extremes = search.extremes()

    event("nothing holds together" if extremes is None else "some dates hold together")
    event(f"{len(listed.begins)} steps have slots")
    assert any(bounds.empty(step) for step in search.steps) == (extremes is None)
    if extremes is not None:
        assert extremes == {s: (bounds.first[s], bounds.last[s]) for s in search.steps}
