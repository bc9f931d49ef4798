"""EX-12f1: infarction, bypass or stent less than 6 months before infusion: exactly 6 months passes.

Calendar months, forwards from the event and backwards from the infusion; the later day
where they differ (K4).
"""

import pytest

from tests.spec.charts import a_chart, done, event, step_of, value_of


@pytest.mark.parametrize(
    ("happened", "infusion", "expected"),
    [
        ("2025-12-10", "2026-06-09", "violation"),  # a day short
        ("2025-12-10", "2026-06-10", "met"),  # exactly 6 months: 182 days
        ("2025-12-10", "2026-06-11", "met"),
        ("2026-03-10", "2026-09-10", "met"),  # 184 days: months, not a number of days
        ("2026-03-10", "2026-09-09", "violation"),  # 183 days
        # month ends, where the two directions differ
        ("2025-08-28", "2026-02-28", "met"),
        ("2025-08-29", "2026-02-28", "violation"),  # backwards from 28 February is 28 August
        ("2025-08-31", "2026-02-28", "violation"),
        ("2025-08-31", "2026-03-01", "met"),
        ("2027-08-29", "2028-02-29", "met"),  # a leap year has the day
        ("2027-08-31", "2028-02-29", "violation"),
        ("2027-08-31", "2028-03-01", "met"),
        ("2026-03-31", "2026-09-30", "violation"),
        ("2026-03-31", "2026-10-01", "met"),
        ("2026-02-28", "2026-08-28", "met"),  # no need for the end of August
    ],
)
def test_six_calendar_months_must_lie_between(happened: str, infusion: str, expected: str) -> None:
    chart = a_chart(event("myocardial_infarction", happened))
    now = f"{happened}T23:00+08:00"

    assert value_of(chart, "EX-12f1", infusion=infusion, now=now) == expected


@pytest.mark.parametrize("name", ["myocardial_infarction", "cabg", "coronary_stent"])
def test_infarction_bypass_and_stent_all_count(name: str) -> None:
    infusion = step_of(a_chart(event(name, "2025-12-10")), "infusion")

    assert infusion["clears_at"] == "2026-06-10T00:00+08:00"
    assert infusion["cleared_by"] == [{"rule": "EX-12f1", "fact": "f1"}]


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-30", "violation"),  # too early even after 1 January
        ("2026-07-01", "indeterminate"),  # enough after 1 January only
        ("2026-07-30", "indeterminate"),  # not enough after 31 January
        ("2026-07-31", "met"),
    ],
)
def test_an_event_known_by_its_month_is_judged_for_all_its_days(
    infusion: str, expected: str
) -> None:
    chart = a_chart(event("myocardial_infarction", "2026-01"))

    assert value_of(chart, "EX-12f1", infusion=infusion) == expected


def test_an_infarction_after_the_infusion_is_no_exclusion_from_it() -> None:
    chart = a_chart(done("infusion", "2026-05-10"), event("myocardial_infarction", "2026-05-20"))

    assert value_of(chart, "EX-12f1") == "not_applicable"
