"""A dose without a day is one administration: how many there were on a day must be recorded.

It is certain only where every number of them gives the same answer. A day's dose may have
been given in parts: what counts by one administration then needs their number.
"""

import pytest

from tests.spec.charts import Json, a_chart, drug, picture_of, step_of, steroid, verdict_of

LAST = "2026-06-01"
A_WEEK = "2026-06-09T00:00+08:00"
TWO_WEEKS = "2026-06-16T00:00+08:00"


def cytarabine(dose: str, **fields: str) -> Json:
    return a_chart(drug("cytarabine", LAST, dose=dose, **fields))


def rules_of(chart: Json) -> set[str]:
    verdicts = picture_of(chart, infusion="2026-06-10")["verdicts"]
    return {v["rule"] for v in verdicts if v["fact"] == "f1" and v["clears_at"]}


@pytest.mark.parametrize(
    ("dose", "times", "rules"),
    [
        ("75 mg/m2", None, {"EX-03", "EX-03.3"}),  # every 12 hours it is 150
        ("1 mg/m2", None, {"EX-03", "EX-03.3"}),
        ("75 mg/m2", "1", {"EX-03.3"}),
        ("75 mg/m2", "2", {"EX-03"}),
        ("49.99 mg/m2", "2", {"EX-03.3"}),
        ("50 mg/m2", "2", {"EX-03"}),  # 100 exactly
        ("50.01 mg/m2", "2", {"EX-03"}),
        ("99.99 mg/m2", None, {"EX-03", "EX-03.3"}),
        ("100 mg/m2", None, {"EX-03"}),  # once is enough
        ("3 g/m2", None, {"EX-03"}),
        ("99.99 mg/m2/day", None, {"EX-03.3"}),
        ("99.99 mg/m2/day", "4", {"EX-03.3"}),  # a day's dose in four parts
    ],
)
def test_only_a_number_of_administrations_makes_a_days_dose(
    dose: str, times: str | None, rules: set[str]
) -> None:
    assert rules_of(a_chart(drug("cytarabine", LAST, dose=dose, times=times))) == rules


@pytest.mark.parametrize("dose", ["75 mg/m2", "99.99 mg/m2/day", "100 mg/m2"])
def test_a_missing_first_day_never_makes_it_more_certain(dose: str) -> None:
    without, with_it = cytarabine(dose), cytarabine(dose, first="2026-05-29")

    assert rules_of(without) >= rules_of(with_it)
    assert step_of(without, "infusion")["clears_at"] == step_of(with_it, "infusion")["clears_at"]


def test_what_is_asked_is_how_many_there_were() -> None:
    verdict = verdict_of(cytarabine("75 mg/m2"), "EX-03", infusion="2026-06-10")

    assert verdict["verdict"] == "indeterminate"
    assert verdict["clears_at"] == TWO_WEEKS
    assert "record how many times a day cytarabine was given" in verdict["text"]


@pytest.mark.parametrize(
    ("dose", "times", "rules"),
    [
        ("24.99 mg/m2", None, {"EX-03.3"}),  # its limit is for one administration
        ("24.99 mg/m2", "4", {"EX-03.3"}),
        ("25 mg/m2", "4", {"EX-03"}),
        ("24.99 mg/m2/day", None, {"EX-03.3"}),  # no part of it is more
        ("40 mg/m2/day", None, {"EX-03", "EX-03.3"}),  # once, or in parts
        ("40 mg/m2/day", "1", {"EX-03"}),
        ("50 mg/m2/day", "2", {"EX-03"}),  # 25 each
        ("49.99 mg/m2/day", "2", {"EX-03.3"}),
    ],
)
def test_methotrexate_counts_by_the_single_dose(
    dose: str, times: str | None, rules: set[str]
) -> None:
    assert rules_of(a_chart(drug("methotrexate", LAST, dose=dose, times=times))) == rules


@pytest.mark.parametrize(
    ("dose", "times", "expected"),
    [
        ("5 mg", None, "indeterminate"),  # three times a day it is 15
        ("5 mg", "1", "not_applicable"),
        ("5 mg", "2", "violation"),  # 10 exactly
        ("3.33 mg", "3", "not_applicable"),
        ("10 mg", None, "violation"),
    ],
)
def test_a_single_dose_of_a_steroid_is_not_its_days_dose(
    dose: str, times: str | None, expected: str
) -> None:
    chart = a_chart(steroid("hydrocortisone", dose, LAST, times=times, purpose="replacement"))

    assert verdict_of(chart, "EX-05", infusion="2026-06-02")["verdict"] == expected


def test_single_doses_of_one_day_that_reach_the_limit_together_are_certain() -> None:
    chart = a_chart(
        drug("cytarabine", "2026-06-01T08:00+08:00", dose="60 mg/m2"),
        drug("cytarabine", "2026-06-01T20:00+08:00", dose="40 mg/m2"),
    )

    assert rules_of(chart) == {"EX-03"}


@pytest.mark.parametrize("times", ["0", "1.5", "", "twice", "-1", "100"])
def test_the_number_is_a_whole_one(times: str) -> None:
    with pytest.raises(Exception, match="times_a_day"):
        picture_of(cytarabine("75 mg/m2", times=times))
