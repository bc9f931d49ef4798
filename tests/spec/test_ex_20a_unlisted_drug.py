"""EX-20a: an unlisted drug of another trial within 3 months before infusion; 3 months is within."""

from typing import Any

import pytest

from tests.spec.charts import Json, a_chart, drug, step_of, value_of


def trial_drug(last: str, **fields: Any) -> Json:
    unlisted = {"marketed": False}
    return drug("study compound 7", last, **{"purpose": "other", "other_trial": unlisted, **fields})


@pytest.mark.parametrize(
    ("last", "infusion", "expected"),
    [
        ("2026-03-10", "2026-06-09", "violation"),
        ("2026-03-10", "2026-06-10", "violation"),  # exactly 3 months
        ("2026-03-10", "2026-06-11", "met"),  # 3 months and a day
        # month ends
        ("2025-11-30", "2026-02-28", "violation"),
        ("2025-11-30", "2026-03-01", "met"),
        ("2026-02-28", "2026-05-28", "violation"),  # exactly 3 months
        ("2026-02-28", "2026-05-29", "violation"),  # backwards, 29 to 31 May are 28 February
        ("2026-02-28", "2026-05-31", "violation"),
        ("2026-02-28", "2026-06-01", "met"),
    ],
)
def test_more_than_three_calendar_months_must_lie_between(
    last: str, infusion: str, expected: str
) -> None:
    assert value_of(a_chart(trial_drug(last)), "EX-20a", infusion=infusion) == expected


def test_it_outlasts_any_class_that_an_unknown_compound_could_have() -> None:
    infusion = step_of(a_chart(trial_drug("2026-03-10")), "infusion")

    assert infusion["clears_at"] == "2026-06-11T00:00+08:00"
    assert infusion["cleared_by"] == [{"rule": "EX-20a", "fact": "f1"}]


def test_an_unlisted_drug_has_no_wait_by_half_lives() -> None:
    chart = a_chart(trial_drug("2026-03-10"))

    assert value_of(chart, "EX-20b", infusion="2026-06-11") == "not_applicable"


def test_a_study_drug_still_given_breaks_the_rule_on_any_day() -> None:
    chart = a_chart(drug("study compound 7", first="2026-03-10", other_trial={"marketed": False}))

    assert value_of(chart, "EX-20a", infusion="2026-12-10") == "violation"
