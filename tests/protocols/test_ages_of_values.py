"""Values and tests grow old by the hour, the day or the month; conditions read weight and age."""

import pytest

from tests.protocols.written import Json, picture, small, table
from tests.spec.charts import booked, done, measurement

OURS = {"title_zh": "t", "quote": "q", "source": "made up for tests", "basis": "site default"}
NOW = "2026-05-10T08:00+08:00"
DATED = [
    done("consent", "2026-03-02"),
    done("collection", "2026-03-05"),
    done("preparation", "2026-05-06"),
    booked("infusion", "2026-05-11T10:00+08:00"),
]
WEIGHT = table(
    "measure",
    {"id": "weight", "title": "weight", "title_zh": "体重", "unit": "kg", "formula": "weight"},
)
AGE = table(
    "measure",
    {"id": "age", "title": "age", "title_zh": "年龄", "unit": "years", "formula": "age"},
)


def condition(rule: str, need: Json, **keys: object) -> str:
    named = {"rule": rule, "title": rule, "step": "infusion", "needs": [[need]]}
    return table("condition", {**OURS, **named, **keys})


def judged(text: str, rule: str, *facts: Json, **header: str) -> Json:
    plan = picture(text, [*DATED, *facts], NOW, **header)
    return next(dict(one) for one in plan["verdicts"] if one["rule"] == rule)


@pytest.mark.parametrize(
    ("max_age", "taken", "verdict"),
    [
        ("72 hours", "2026-05-08T09:59+08:00", "indeterminate"),
        ("72 hours", "2026-05-08T10:00+08:00", "met"),
        ("72 hours", "2026-05-08", "indeterminate"),  # perhaps before ten
        ("72 hours", "2026-05-09", "met"),
        ("3 days", "2026-05-07T23:59+08:00", "indeterminate"),
        ("3 days", "2026-05-08T00:00+08:00", "met"),
        ("1 months", "2026-04-10", "indeterminate"),
        ("1 months", "2026-04-11", "met"),
    ],
)
def test_a_value_that_is_too_old_for_its_step_is_asked_to_be_repeated(
    max_age: str, taken: str, verdict: str
) -> None:
    text = small(condition("ALC", {"measure": "alc", "at_least": "0.5"}, max_age=max_age))
    said = judged(text, "ALC", measurement("alc", "0.5", "10^9/L", taken))
    assert said["verdict"] == verdict
    assert ("count again, as that on record" in said["text"]) is (verdict == "indeterminate")


def test_a_value_below_its_limit_excludes_whatever_its_age() -> None:
    text = small(condition("ALC", {"measure": "alc", "at_least": "0.5"}, max_age="72 hours"))
    said = judged(text, "ALC", measurement("alc", "499.9", "/uL", "2026-04-01"))
    assert said["verdict"] == "violation"


@pytest.mark.parametrize(
    ("taken", "verdict"),
    [
        ("2026-05-10T09:59+08:00", "pending"),
        ("2026-05-10T10:00+08:00", "met"),
        ("2026-05-11T09:59+08:00", "met"),
    ],
)
def test_a_test_within_hours_counts_from_its_own_minute(taken: str, verdict: str) -> None:
    keys = {"rule": "PREG", "title": "P", "test": "pregnancy", "result": "negative"}
    ages = {"anchor": "infusion", "max_age": "24 hours", "before_start": True, "applies": "all"}
    text = small(table("evidence", {**OURS, **keys, **ages, "result_within": "0 days"}))
    test = {"kind": "test", "test": "pregnancy", "result": "negative", "at": taken}
    plan = picture(text, [*DATED, test], "2026-05-11T09:59+08:00")
    said = next(one for one in plan["verdicts"] if one["rule"] == "PREG")
    assert said["verdict"] == verdict


@pytest.mark.parametrize(("kilograms", "verdict"), [("11.9", "violation"), ("12", "met")])
def test_a_condition_reads_the_weight(kilograms: str, verdict: str) -> None:
    text = small(WEIGHT, condition("HEAVY", {"measure": "weight", "at_least": "12"}))
    assert judged(text, "HEAVY", weight_kg=kilograms)["verdict"] == verdict


def test_a_weight_that_was_recorded_anew_counts() -> None:
    text = small(WEIGHT, condition("HEAVY", {"measure": "weight", "at_least": "12"}))
    anew = {"kind": "constant", "constant": "weight_kg", "value": "11", "at": "2026-04-30"}
    said = judged(text, "HEAVY", {**anew, "reason": "weighed"}, weight_kg="14")
    assert said["verdict"] == "violation"
    assert "weight 11 kg" in said["text"]


def test_nothing_is_said_of_a_weight_that_nobody_recorded() -> None:
    text = small(WEIGHT, condition("HEAVY", {"measure": "weight", "at_least": "12"}))
    assert judged(text, "HEAVY")["verdict"] == "not_applicable"


@pytest.mark.parametrize(
    ("born", "verdict"),
    [("2004-05-12", "met"), ("2004-05-11", "violation"), ("2004-05", "indeterminate")],
)
def test_a_condition_reads_the_age_on_the_day_of_its_step(born: str, verdict: str) -> None:
    text = small(AGE, condition("YOUNG", {"measure": "age", "at_most": "21"}))
    assert judged(text, "YOUNG", born=born)["verdict"] == verdict
