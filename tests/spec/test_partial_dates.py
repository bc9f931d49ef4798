"""A date is any minute of its local day, a month any of its days, a year any of its months.

Nothing is imputed: both ends are judged, and what comes out depends on neither by chance.
"""

import pytest

from tests.spec.charts import (
    a_chart,
    a_woman,
    drug,
    event,
    pregnancy_test,
    steroid,
    value_of,
    verdict_of,
)


@pytest.mark.parametrize(
    ("last", "possible_from", "clears_at"),
    [
        ("2026-05-20T10:00+08:00", "2026-06-04T00:00+08:00", "2026-06-04T00:00+08:00"),
        ("2026-05-20", "2026-06-04T00:00+08:00", "2026-06-04T00:00+08:00"),  # a day rule: the same
        ("2026-05", "2026-05-16T00:00+08:00", "2026-06-15T00:00+08:00"),  # 1 or 31 May
        ("2025", "2025-01-16T00:00+08:00", "2026-01-15T00:00+08:00"),  # 1 January or 31 December
    ],
)
def test_a_day_rule_is_bounded_by_both_ends_of_what_is_known(
    last: str, possible_from: str, clears_at: str
) -> None:
    verdict = verdict_of(a_chart(drug("etoposide", last)), "EX-03", infusion="2026-06-10")

    assert (verdict["possible_from"], verdict["clears_at"]) == (possible_from, clears_at)


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-05-15", "violation"),  # too early even after 1 May
        ("2026-05-16", "indeterminate"),
        ("2026-06-14", "indeterminate"),
        ("2026-06-15", "met"),  # enough even after 31 May
    ],
)
def test_a_month_is_judged_for_all_its_days(infusion: str, expected: str) -> None:
    assert value_of(a_chart(drug("etoposide", "2026-05")), "EX-03", infusion=infusion) == expected


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2025-06-30", "violation"),
        ("2025-07-01", "indeterminate"),
        ("2026-06-30", "indeterminate"),  # 31 December + 6 months, the safer day (K4)
        ("2026-07-01", "met"),
    ],
)
def test_a_year_is_judged_for_all_its_months(infusion: str, expected: str) -> None:
    chart = a_chart(event("cabg", "2025"))

    assert value_of(chart, "EX-12f1", infusion=infusion) == expected


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-03", "violation"),
        ("2026-06-04", "indeterminate"),  # before or after 08:01 of that day?
        ("2026-06-05", "met"),
    ],
)
def test_a_planned_day_is_met_or_violated_only_if_every_minute_of_it_is(
    infusion: str, expected: str
) -> None:
    chart = a_chart(drug("imatinib", "2026-06-01T08:00+08:00"))

    assert value_of(chart, "EX-03.2", infusion=infusion) == expected


def test_an_exact_infusion_settles_what_a_day_left_open() -> None:
    chart = a_chart(drug("imatinib", "2026-06-01T08:00+08:00"))

    assert value_of(chart, "EX-03.2", infusion="2026-06-04T08:01+08:00") == "met"


def test_a_test_known_by_its_month_cannot_be_placed_in_three_days() -> None:
    chart = a_woman(pregnancy_test("2026-05"))

    assert value_of(chart, "IN-10b", infusion="2026-06-02") == "indeterminate"


def test_a_date_is_shown_as_a_date_and_never_as_a_midnight() -> None:
    chart = a_chart(drug("etoposide", "2026-05-01"))

    assert verdict_of(chart, "EX-03", infusion="2026-06-10")["judged_at"] == "2026-06-10"


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-05-03T23:59+08:00", "violation"),  # 71 h 59 even after the first minute of 1 May
        ("2026-05-04T00:00+08:00", "indeterminate"),
        ("2026-06-03T23:59+08:00", "indeterminate"),
        ("2026-06-04T00:00+08:00", "met"),  # 72 h even after the last second of 31 May
    ],
)
@pytest.mark.parametrize("last", ["2026-05", "2026-05-01/2026-05-31"])
def test_a_steroid_of_some_day_was_given_on_one_of_them(
    last: str, infusion: str, expected: str
) -> None:
    chart = a_chart(steroid("prednisone", "20 mg/day", last))

    assert value_of(chart, "EX-05", infusion=infusion) == expected


def test_a_steroid_of_some_day_and_of_no_known_dose_may_be_replacement() -> None:
    chart = a_chart(drug("prednisone", "2026-05", route="oral"))

    assert value_of(chart, "EX-05", infusion="2026-05-03T12:00+08:00") == "indeterminate"
