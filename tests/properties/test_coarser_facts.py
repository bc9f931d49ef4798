"""A date known less exactly may open a question; it never settles one the other way."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.properties.budget import share
from tests.properties.charts import (
    a_chart,
    anchor_times,
    day_of,
    exposures,
    times,
    zones,
)
from tests.properties.engine import Json, picture_of

LATER = "2032-01-01T00:00+00:00"
ALLOWED = {
    ("met", "met"),
    ("met", "indeterminate"),
    ("violation", "violation"),
    ("violation", "indeterminate"),
    ("indeterminate", "indeterminate"),
}


Question = tuple[list[Json], dict[str, str], ZoneInfo]


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A woman's exposures and pregnancy tests, and when screening and infusion are."""
    zone = draw(zones)
    facts = draw(st.lists(exposures(zone), min_size=1, max_size=3))
    anchors = {step: draw(anchor_times(facts, zone)) for step in ("screening", "infusion")}
    infused = day_of(anchors["infusion"], zone)
    days = st.integers(-5, 1).map(lambda number: infused + timedelta(days=number))
    results = st.sampled_from(["negative", "negative", "positive"])
    tests = [
        {"kind": "test", "test": "pregnancy", "at": at, "result": draw(results)}
        for at in draw(st.lists(times(zone, days), max_size=2))
    ]
    return [*facts, *tests], anchors, zone


@share(4)
@given(questions(), st.data())
def test_a_coarser_fact_never_answers_what_the_exact_one_left_open_or_answered_otherwise(
    question: Question, data: st.DataObject
) -> None:
    facts, anchors, zone = question
    exact = [
        (place, key)
        for place, fact in enumerate(facts)
        for key in ("first", "last", "at")
        if "T" in str(fact.get(key, ""))
    ]
    assume(exact)
    place, key = data.draw(st.sampled_from(exact))
    coarser = [*facts]
    coarser[place] = {**facts[place], key: day_of(facts[place][key], zone).isoformat()}

    _only_less_certain(_values(facts, anchors, zone), _values(coarser, anchors, zone))


@share(2)
@given(questions(), st.sampled_from(["screening", "infusion"]))
def test_a_coarser_booking_never_answers_what_the_exact_one_left_open_or_answered_otherwise(
    question: Question, step: str
) -> None:
    facts, anchors, zone = question
    assume("T" in anchors[step])
    coarser = {**anchors, step: day_of(anchors[step], zone).isoformat()}

    _only_less_certain(_values(facts, anchors, zone), _values(facts, coarser, zone))


Values = dict[tuple[str, str], set[str]]


def _values(facts: list[Json], anchors: dict[str, str], zone: ZoneInfo) -> Values:
    """What is said of each rule at each step; of tests, by the rule alone, as one decides."""
    chart = a_chart(facts, zone, sex="female", childbearing_potential=True)
    values: Values = {}
    for verdict in picture_of(chart, LATER, anchors).verdicts:
        if verdict.step in anchors and verdict.rule.startswith(("EX", "IN-10")):
            about = "" if verdict.rule.startswith("IN") else str(verdict.fact)
            values.setdefault((verdict.rule, about), set()).add(verdict.value.value)
    return values


def _only_less_certain(exact: Values, coarse: Values) -> None:
    for key in exact.keys() & coarse.keys():
        for before in exact[key]:
            for after in coarse[key]:
                if "not_applicable" not in {before, after}:
                    assert (before, after) in ALLOWED, key
