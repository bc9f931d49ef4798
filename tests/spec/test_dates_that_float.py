"""Dates that hang on now move by themselves every day; others stand until a fact changes."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import pytest

from models.chart import read_chart
from models.moments import local_day, read_span
from models.plan import assess, plan
from models.timeline.footprints.everybody import Footprint, Found, look_at
from models.timeline.windows.case import open_case
from tests.spec.charts import PROTOCOL, Json, a_chart, a_woman, booked, done, drug, step_of

NOW = "2026-06-01T08:00+08:00"
COLLECTED = (
    done("consent", "2026-05-04"),
    done("screening", "2026-05-06"),
    done("apheresis", "2026-05-11T10:00+08:00"),
)
RELEASED = (*COLLECTED, done("product_release", "2026-05-29"))
NOT_YET = drug("pegaspargase", "2026-05-20", route="im")  # the infusion from 18 June on

GOES_ON = drug("imatinib", first="2026-05-01")


def floating(chart: Json, now: str = NOW) -> Mapping[str, bool]:
    """For each step, whether its date moves by itself."""
    moment = read_span(now, ZoneInfo("UTC")).earliest
    facts = read_chart(chart, protocol=PROTOCOL, now=moment)
    return {one.step: one.floats for one in assess(open_case(facts, PROTOCOL), moment).steps}


@pytest.mark.parametrize(
    ("facts", "step", "floats"),
    [
        ((), "consent", True),
        ((), "infusion", True),
        ((), "day_28", True),
        (COLLECTED[:2], "apheresis", True),
        (COLLECTED[:2], "product_release", True),
        # the product is there, but an exposure keeps the infusion, and all that is counted from it
        (RELEASED, "infusion", True),
        (RELEASED, "conditioning_start", True),
        (RELEASED, "month_3", True),
        ((*RELEASED, NOT_YET), "infusion", False),
        ((*RELEASED, NOT_YET), "conditioning_start", False),
        ((*RELEASED, NOT_YET), "conditioning_end", False),
        ((*RELEASED, NOT_YET), "day_28", False),
        ((*RELEASED, NOT_YET), "month_3", False),
        # a booking stands
        ((*RELEASED, booked("infusion", "2026-06-15T10:00+08:00")), "day_28", False),
        ((*RELEASED, booked("infusion", "2026-06-15T10:00+08:00")), "conditioning_start", False),
        # what is booked could be today, were it not booked
        ((*RELEASED, booked("infusion", "2026-06-15T10:00+08:00")), "infusion", True),
        ((*RELEASED, NOT_YET, booked("infusion", "2026-06-22T10:00+08:00")), "infusion", False),
        # what is done stands
        ((done("infusion", "2026-05-20"),), "day_28", False),
        ((done("infusion", "2026-05-20"),), "infusion", False),
        # while an exposure goes on there is no date that could move
        ((*RELEASED, GOES_ON), "infusion", False),
        ((*RELEASED, GOES_ON), "conditioning_start", False),
    ],
)
def test_a_date_floats_where_it_hangs_on_now(
    facts: tuple[Json, ...], step: str, *, floats: bool
) -> None:
    assert floating(a_chart(*facts))[step] is floats


def days_of(chart: Json, step: str, now: str = NOW) -> tuple[str | None, ...]:
    """From when: with now, as it stood without, and if manufacturing takes as long as it may."""
    moment = read_span(now, ZoneInfo("UTC")).earliest
    facts = read_chart(chart, protocol=PROTOCOL, now=moment)
    one = assess(open_case(facts, PROTOCOL), moment).step(step)
    minutes = (one.opens, one.not_before, one.said_opens, one.opens_worst)
    return tuple(
        None if minute is None else local_day(minute, facts.zone).isoformat() for minute in minutes
    )


LATER = "2026-06-10T08:00+08:00"


@pytest.mark.parametrize(
    ("facts", "step", "now", "days"),
    [
        (RELEASED, "infusion", LATER, ("2026-06-15", "2026-06-15", "2026-06-03", "2026-06-15")),
        (RELEASED, "day_28", LATER, ("2026-07-10", "2026-07-10", "2026-06-28", None)),
        # made in 14 days at best, in 28 at worst
        (COLLECTED, "infusion", NOW, ("2026-06-06", "2026-06-06", "2026-05-30", "2026-06-13")),
        (COLLECTED, "product_release", NOW, ("2026-06-01", "2026-06-01", "2026-05-25", None)),
        ((*RELEASED, GOES_ON), "infusion", NOW, (None, None, "2026-06-03", None)),
        ((*RELEASED, GOES_ON), "day_28", NOW, (None, None, "2026-06-28", None)),
        # its own booking is set aside
        (
            (*RELEASED, NOT_YET, booked("infusion", "2026-06-12T10:00+08:00")),
            "infusion",
            NOW,
            ("2026-06-18",) * 4,
        ),
    ],
)
def test_from_when_a_step_may_be_is_told_with_now_and_without(
    facts: tuple[Json, ...], step: str, now: str, days: tuple[str | None, ...]
) -> None:
    assert days_of(a_chart(*facts), step, now) == days


def test_a_test_floats_with_the_collection_that_it_is_for() -> None:
    undated = a_woman(*COLLECTED[:2])
    dated = a_woman(*COLLECTED[:2], booked("apheresis", "2026-06-10T10:00+08:00"))

    assert floating(undated)["pregnancy_test_apheresis"]
    assert not floating(dated)["pregnancy_test_apheresis"]


@pytest.mark.parametrize(
    ("facts", "opened_by"),
    [
        ((), ["EX-03.2"]),
        # a date of its own, and what is counted from it
        ((booked("infusion", "2026-06-15T10:00+08:00"),), ["EX-03.2"]),
    ],
)
def test_while_an_exposure_goes_on_the_infusion_has_no_date_and_names_the_rule(
    facts: tuple[Json, ...], opened_by: list[str]
) -> None:
    chart = a_chart(*RELEASED, GOES_ON, *facts)
    infusion = step_of(chart, "infusion", now=NOW)

    assert (infusion["opens"], infusion["opened_by"]) == (None, opened_by)
    assert infusion["proposed"] is None


@pytest.mark.parametrize(
    ("facts", "dated"),
    [((), False), ((booked("infusion", "2026-06-15T10:00+08:00"),), True)],
)
def test_what_is_counted_from_it_has_a_date_only_once_the_infusion_is_booked(
    facts: tuple[Json, ...], *, dated: bool
) -> None:
    chart = a_chart(*RELEASED, GOES_ON, *facts)

    for step in ("conditioning_start", "day_28", "month_3"):
        outcome = step_of(chart, step, now=NOW)
        assert (outcome["opens"] is not None) is dated
        assert (outcome["proposed"] is not None) is dated


@pytest.mark.parametrize(
    ("year", "alone"),
    [("2016", ("CN01-007",)), ("2024", ())],  # the tables begin with 2018
)
def test_whoever_was_infused_more_than_eight_years_ago_is_planned_alone(
    year: str, alone: tuple[str, ...]
) -> None:
    path = (
        done("consent", f"{year}-04-01"),
        done("screening", f"{year}-04-05"),
        done("apheresis", f"{year}-04-11"),
        done("product_release", f"{year}-05-09"),
        done("conditioning_start", f"{year}-05-28"),
        done("conditioning_end", f"{year}-05-30"),
        done("infusion", f"{year}-06-03"),
    )
    moment = read_span(NOW, ZoneInfo("UTC")).earliest
    facts = read_chart(a_chart(*path), protocol=PROTOCOL, now=moment)
    content = plan(facts, PROTOCOL, moment).footprint
    assert content is not None

    footprints = [Footprint("CN01-007", PROTOCOL.sites["CN01"], content)]
    assert look_at(PROTOCOL, footprints, moment) == Found(unsolved=alone)
