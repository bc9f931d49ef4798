"""One protocol, two solvers: many subjects at once against each alone, and against search."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from hypothesis import assume, event, given
from hypothesis import strategies as st

from models.moments import Minute
from models.plan import assess
from models.protocol.arithmetic.shift_tables import OPEN_ABOVE, OPEN_BELOW
from models.timeline.footprints.everybody import Footprint, Found, look_at
from models.timeline.footprints.footprint import footprint_of
from models.timeline.network.batch import solve_firsts, solve_lasts
from models.timeline.network.network import Network
from models.timeline.network.solver import solve
from tests.properties.batches import side_by_side, subjects_of
from tests.properties.budget import share
from tests.properties.engine import PROTOCOL, case_of, minute_of
from tests.properties.naive_search import Search
from tests.properties.networks import Timeline, timelines
from tests.properties.paths import Subject, subjects
from tests.properties.test_timeline_with_free_slots import Listed, listings

Window = tuple[Minute | None, Minute | None]
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe")


def alone(network: Network) -> dict[str, Window]:
    bounds = solve(network)
    return {step: (bounds.first.get(step), bounds.last.get(step)) for step in network.steps}


def together(networks: Sequence[Network]) -> list[dict[str, Window] | None]:
    """The windows of each subject; None where the batch leaves it to the solver for one."""
    batch = side_by_side(networks)
    firsts, lasts = solve_firsts(batch), solve_lasts(batch)
    left = firsts.unsolved | lasts.unsolved
    return [
        None
        if left[column]
        else {
            step: (
                _said(firsts.minutes[row, column], OPEN_BELOW),
                _said(lasts.minutes[row, column], OPEN_ABOVE),
            )
            for row, step in enumerate(batch.steps)
        }
        for column in range(batch.size)
    ]


def agree(networks: Sequence[Network]) -> None:
    """Whoever the batch solves has the windows it has alone; it leaves out only the hopeless."""
    for network, found in zip(networks, together(networks), strict=True):
        windows = alone(network)
        event(
            "left to the solver for one"
            if found is None
            else "nothing holds together"
            if _infeasible(windows)
            else "some dates hold together"
        )
        assert found == windows if found is not None else _infeasible(windows)


def _said(minute: Minute, nothing: Minute) -> Minute | None:
    return None if minute == nothing else int(minute)


def _infeasible(windows: dict[str, Window]) -> bool:
    return any(
        first is not None and last is not None and first > last for first, last in windows.values()
    )


@share(2)
@given(st.data(), timelines(), st.sampled_from(ZONES))
def test_many_at_once_have_the_windows_that_each_has_alone(
    data: st.DataObject, timeline: Timeline, zone: str
) -> None:
    here = ZoneInfo(zone)
    site = replace(timeline.network.calendar.site, zone=here)
    calendar = replace(timeline.network.calendar, site=site)
    networks = [
        replace(network, zone=here, calendar=calendar)
        for network in data.draw(subjects_of(timeline, most=8))
    ]

    agree(networks)


@share(0.6)
@given(subjects())
def test_what_many_at_once_find_of_a_chart_is_what_its_plan_found(subject: Subject) -> None:
    now = minute_of(subject.now)
    case = case_of(subject.chart, now)
    states = {step.step: step.state for step in assess(case, now).steps}
    content = footprint_of(case, now, states)
    assume(content is not None)  # a stray visit is left to its own plan
    assert content is not None

    found = look_at(PROTOCOL, [Footprint("CN01-007", case.calendar.site, content)], now)

    event("held again" if case.pasts else "held once")
    assert found == Found()


@given(st.data(), listings())
def test_free_slots_bind_many_at_once_as_they_bind_each(
    data: st.DataObject, listed: Listed
) -> None:
    agree(data.draw(subjects_of(listed.timeline)))


@share(0.7)
@given(st.data(), timelines())
def test_many_at_once_have_the_windows_of_trying_every_date(
    data: st.DataObject, timeline: Timeline
) -> None:
    networks = data.draw(subjects_of(timeline, most=3))
    for network, windows in zip(networks, together(networks), strict=True):
        search = Search(replace(timeline, network=network))
        extremes = search.extremes()

        event("nothing holds together" if extremes is None else "some dates hold together")
        if extremes is not None:
            assert windows is not None
            assert extremes == {step: windows[step] for step in search.steps}
        elif windows is not None:
            assert _infeasible({step: windows[step] for step in search.steps})


@share(0.2)
@given(timeline=timelines(), beyond=st.integers(0, 3))
def test_a_date_outside_the_years_of_the_tables_is_left_to_the_solver_for_one(
    timeline: Timeline, beyond: int
) -> None:
    free = replace(timeline.network, links=(), working=frozenset(), booked={}, floors={})
    first, last = side_by_side([free]).tables.span
    minutes = (first - 1 - beyond, first + beyond, last - beyond, last + 1 + beyond)
    networks = [replace(free, not_before=minute) for minute in minutes]
    assume(any(step not in free.done for step in free.steps))

    assert list(solve_firsts(side_by_side(networks)).unsolved) == [True, False, False, True]


@share(0.2)
@given(timeline=timelines(), beyond=st.integers(0, 3))
def test_a_date_before_them_is_not_taken_for_the_first_open_time_within(
    timeline: Timeline, beyond: int
) -> None:
    free = replace(timeline.network, links=(), booked={}, floors={})
    free = replace(free, working=frozenset(free.steps))
    first = side_by_side([free]).tables.span[0]
    networks = [replace(free, not_before=minute) for minute in (first - 1 - beyond, first + beyond)]
    assume(any(step not in free.done for step in free.steps))

    assert list(solve_firsts(side_by_side(networks)).unsolved) == [True, False]
