"""Instants told to the second are compared to the second; their day is the day they fall on."""

import pytest

from tests.spec.charts import a_chart, a_woman, drug, event, pregnancy_test, value_of, verdict_of


@pytest.mark.parametrize(
    ("stopped", "infused", "expected", "margin"),
    [
        ("08:00:30", "08:00:29", "violation", -1),
        ("08:00:30", "08:00:30", "violation", -1),  # 72 h 00 exactly
        ("08:00:30", "08:00:30.000001", "met", 0),
        ("08:00:30", "08:00:31", "met", 0),
        ("08:00:30", "08:01", "met", 0),
        ("08:00", "08:00:00", "violation", -1),
        ("08:00", "08:00:01", "met", 0),
        ("08:00", "08:01:01", "met", 1),
    ],
)
def test_more_than_72_hours_are_counted_to_the_second(
    stopped: str, infused: str, expected: str, margin: int
) -> None:
    chart = a_chart(drug("imatinib", f"2026-06-01T{stopped}+08:00", route="oral"))
    verdict = verdict_of(chart, "EX-03.2", infusion=f"2026-06-04T{infused}+08:00")

    assert (verdict["verdict"], verdict["margin_minutes"]) == (expected, margin)
    assert verdict["clears_at"] == "2026-06-04T08:01+08:00"  # the first whole minute


@pytest.mark.parametrize(
    ("infused", "expected"),
    [("08:00:29", "violation"), ("08:00:30", "met"), ("08:00:31", "met")],
)
def test_at_least_72_hours_are_counted_to_the_second(infused: str, expected: str) -> None:
    dexamethasone = drug("dexamethasone", "2026-06-01T08:00:30+08:00", dose="10 mg/day")
    infusion = f"2026-06-04T{infused}+08:00"

    assert value_of(a_chart(dexamethasone), "EX-05", infusion=infusion) == expected


def test_half_lives_are_counted_to_the_second() -> None:
    trial = {"marketed": True, "half_life_hours": "0.001", "half_life_source": "label"}  # 5: 18 s
    chart = a_chart(drug("nivolumab", "2026-06-01T08:00:30+08:00", other_trial=trial))

    values = [
        value_of(chart, "EX-20b", infusion=f"2026-06-01T08:00:{second}+08:00")
        for second in (47, 48, 49)
    ]

    assert values == ["violation", "violation", "met"]


def test_a_date_alone_is_not_settled_by_seconds() -> None:
    chart = a_chart(drug("imatinib", "2026-06-01", route="oral"))

    # Given at midnight, 72 hours and 30 seconds have passed.
    assert value_of(chart, "EX-03.2", infusion="2026-06-04T00:00:30+08:00") == "indeterminate"


@pytest.mark.parametrize(
    ("infused", "expected"),
    [
        ("2026-06-03T23:59:59+08:00", "violation"),
        ("2026-06-04T00:00+08:00", "violation"),  # 72 hours at the most
        ("2026-06-04T00:00:00.000001+08:00", "indeterminate"),
    ],
)
def test_of_a_bound_that_a_date_leaves_open_its_seconds_may_comply(
    infused: str, expected: str
) -> None:
    chart = a_chart(drug("imatinib", "2026-06-01", route="oral"))

    assert value_of(chart, "EX-03.2", infusion=infused) == expected


def test_the_last_seconds_of_a_day_are_still_that_day() -> None:
    late = "2026-05-01T23:59:30+08:00"
    peg = verdict_of(a_chart(drug("pegaspargase", late)), "EX-03.5", infusion="2026-05-30")
    stent = verdict_of(a_chart(event("coronary_stent", late)), "EX-12f1", infusion="2026-11-01")

    assert (peg["verdict"], peg["clears_at"]) == ("met", "2026-05-30T00:00+08:00")
    assert (stent["verdict"], stent["clears_at"]) == ("met", "2026-11-01T00:00+08:00")


@pytest.mark.parametrize(
    ("tested", "expected"), [("08:00:10", "met"), ("08:00:20", "pending"), ("08:00:30", "pending")]
)
def test_a_test_comes_before_a_step_by_seconds(tested: str, expected: str) -> None:
    chart = a_woman(pregnancy_test(f"2026-06-01T{tested}+08:00"))
    infusion = "2026-06-01T08:00:20+08:00"

    assert value_of(chart, "IN-10b", infusion=infusion, now="2026-06-01T08:00+08:00") == expected
