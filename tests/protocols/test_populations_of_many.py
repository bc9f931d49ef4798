"""A look at many subjects at once finds what each of their plans found, also where arms differ."""

import pytest

from models.chart import read_chart
from models.moments import Minute
from models.plan import plan
from models.protocol import Protocol
from models.timeline.footprints.everybody import Footprint, Found, look_at
from models.timeline.footprints.footprint import footprint_of
from models.timeline.windows.case import Case, open_case
from tests.properties.engine import minute_of
from tests.protocols.test_populations import ARMS, INFUSED, LATER, RELAPSE, SAYS, SOURCE
from tests.protocols.written import Json, chart, table, trial
from tests.spec.charts import event, finding

LONGER = ARMS + table(
    "link",
    {
        "rule": "P-B",
        "step": "day_60",
        "anchor": "infusion",
        "applies": "arm_b",
        "earliest": "60 days",
        **SAYS,
        **SOURCE,
    },
)


def case_in(text: str, facts: list[Json]) -> tuple[Case, Protocol, Minute]:
    protocol, now = trial(text), minute_of(LATER)
    read = read_chart(chart(text, facts), protocol=protocol, now=now)
    return open_case(read, protocol), protocol, now


def footprint_in(text: str, facts: list[Json]) -> bytes | None:
    case, protocol, now = case_in(text, facts)
    states = {one.step: one.state for one in plan(case.chart, protocol, now).steps}
    return footprint_of(case, now, states)


@pytest.mark.parametrize("present", [True, False, None])
def test_a_step_of_some_is_looked_at_with_everybody(present: bool | None) -> None:
    facts = [*INFUSED, finding("arm_b", present, "2026-01-06")]
    case, protocol, now = case_in(ARMS, facts)
    content = footprint_in(ARMS, facts)
    assert content is not None
    assert look_at(protocol, [Footprint("A", case.calendar.site, content)], now) == Found()


@pytest.mark.parametrize(("present", "together"), [(True, True), (False, False), (None, True)])
def test_whoever_is_not_asked_a_link_is_left_to_a_plan_of_their_own(
    present: bool | None, together: bool
) -> None:
    facts = [*INFUSED, finding("arm_b", present, "2026-01-06")]
    assert (footprint_in(LONGER, facts) is not None) is together


def test_a_visit_after_an_event_is_looked_at_with_everybody() -> None:
    for facts in (INFUSED, [*INFUSED, event("relapse", "2026-02-27")]):
        case, protocol, now = case_in(RELAPSE, facts)
        content = footprint_in(RELAPSE, facts)
        assert content is not None
        assert look_at(protocol, [Footprint("A", case.calendar.site, content)], now) == Found()
