"""EX-03.5: pegylated asparaginase stopped more than 4 weeks before infusion; 28 days fails."""

import pytest

from tests.spec.charts import a_chart, drug, step_of, value_of


@pytest.mark.parametrize(
    ("last", "infusion", "expected"),
    [
        ("2026-05-11", "2026-06-07", "violation"),  # 27 days
        ("2026-05-11", "2026-06-08", "violation"),  # 28 days exactly
        ("2026-05-11", "2026-06-09", "met"),  # 29 days
        ("2027-02-01", "2027-03-01", "violation"),  # 28 days
        ("2027-02-01", "2027-03-02", "met"),
        ("2028-02-01", "2028-02-29", "violation"),  # 28 days, a leap year
        ("2028-02-01", "2028-03-01", "met"),
    ],
)
def test_the_first_day_is_the_29th_after_the_last_dose(
    last: str, infusion: str, expected: str
) -> None:
    assert value_of(a_chart(drug("pegaspargase", last)), "EX-03.5", infusion=infusion) == expected


@pytest.mark.parametrize(
    "name",
    ["pegaspargase", "PEG-ASP", "PEG-asparaginase", "培门冬酶", "L01XX24",
     "calaspargase pegol", "L01XX86"],
)  # fmt: skip
def test_both_pegylated_forms_count_by_any_name(name: str) -> None:
    infusion = step_of(a_chart(drug(name, "2026-05-11", route="im")), "infusion")

    assert infusion["clears_at"] == "2026-06-09T00:00+08:00"
    assert infusion["cleared_by"] == [{"rule": "EX-03.5", "fact": "f1"}]
