"""EX-08a: acute, or moderate to severe chronic GVHD within 4 weeks before screening.

Counted from the last active day to screening; exactly 28 days is within. The infusion
date makes no difference.
"""

import pytest

from tests.spec.charts import a_chart, alerts_of, done, event, step_of, value_of

NOW = "2026-07-01T08:00+08:00"


@pytest.mark.parametrize(
    ("screening", "expected"),
    [
        ("2026-06-07", "violation"),  # 27 days
        ("2026-06-08", "violation"),  # 28 days exactly
        ("2026-06-09", "met"),  # 29 days
    ],
)
@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("acute_gvhd", None),
        ("acute_gvhd", "mild"),  # acute counts whatever its grade
        ("chronic_gvhd", "moderate"),
        ("chronic_gvhd", "severe"),
    ],
)
def test_the_first_day_is_the_29th_after_the_last_active_day(
    name: str, severity: str | None, screening: str, expected: str
) -> None:
    chart = a_chart(event(name, "2026-05-11", **({"severity": severity} if severity else {})))

    assert value_of(chart, "EX-08a", screening=screening) == expected


def test_mild_chronic_gvhd_is_exempt() -> None:
    chart = a_chart(event("chronic_gvhd", "2026-05-30", severity="mild"))

    assert value_of(chart, "EX-08a", screening="2026-06-02") == "not_applicable"
    assert step_of(chart, "screening")["clears_at"] is None


@pytest.mark.parametrize(
    ("screening", "expected"),
    [
        ("2026-06-08", "indeterminate"),  # mild would be exempt
        ("2026-06-09", "met"),  # long enough ago for any severity
    ],
)
def test_chronic_gvhd_of_unknown_severity_cannot_be_judged_within_four_weeks(
    screening: str, expected: str
) -> None:
    chart = a_chart(event("chronic_gvhd", "2026-05-11"))

    assert value_of(chart, "EX-08a", screening=screening) == expected


def test_the_bound_lies_on_screening_and_not_on_the_infusion() -> None:
    chart = a_chart(event("acute_gvhd", "2026-05-11"))

    assert step_of(chart, "screening")["clears_at"] == "2026-06-09T00:00+08:00"
    assert step_of(chart, "screening")["cleared_by"] == [{"rule": "EX-08a", "fact": "f1"}]
    assert step_of(chart, "infusion")["clears_at"] is None


def test_gvhd_last_active_after_screening_may_have_been_active_before_it() -> None:
    chart = a_chart(done("screening", "2026-05-20"), event("acute_gvhd", "2026-05-25"))

    assert value_of(chart, "EX-08a") == "indeterminate"  # only its last day is recorded


def test_a_done_screening_within_four_weeks_is_told_as_ineligible() -> None:
    chart = a_chart(done("screening", "2026-05-20"), event("acute_gvhd", "2026-05-11"))

    assert [alert["rule"] for alert in alerts_of(chart, "ineligible", now=NOW)] == ["EX-08a"]


@pytest.mark.parametrize(
    ("last_active", "expected"),
    [
        ("2026-05-20T09:00+08:00", "violation"),  # an hour before
        ("2026-05-20T11:00+08:00", "violation"),  # the same day is day 0, whatever the hour
        ("2026-05-21T09:00+08:00", "indeterminate"),  # it may have begun on that day
        ("2026-05-20T11:00+08:00/2026-05-20T12:00+08:00", "violation"),
        ("2026-05-20T11:00+08:00/2026-05-21T09:00+08:00", "indeterminate"),  # of the day or later
    ],
)
def test_gvhd_active_on_the_day_of_screening_counts_as_a_day_and_not_by_the_hour(
    last_active: str, expected: str
) -> None:
    chart = a_chart(done("screening", "2026-05-20T10:00+08:00"), event("acute_gvhd", last_active))

    assert value_of(chart, "EX-08a") == expected


def test_a_screening_of_some_days_may_have_been_on_one_before() -> None:
    held = done("screening", "2026-05-19T10:00+08:00/2026-05-20T10:00+08:00")
    chart = a_chart(held, event("acute_gvhd", "2026-05-20T11:00+08:00"))

    assert value_of(chart, "EX-08a") == "indeterminate"
