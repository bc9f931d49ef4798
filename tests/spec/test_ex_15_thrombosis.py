"""EX-15: deep vein thrombosis or pulmonary embolism within 6 months of screening.

Exactly 6 months is within. Calendar months, both ways, the later day (K4).
"""

import pytest

from tests.spec.charts import a_chart, done, event, step_of, value_of


@pytest.mark.parametrize(
    ("happened", "screening", "expected"),
    [
        ("2025-12-10", "2026-06-09", "violation"),
        ("2025-12-10", "2026-06-10", "violation"),  # exactly 6 months: unlike EX-12f1
        ("2025-12-10", "2026-06-11", "met"),  # 6 months and a day
        # month ends
        ("2025-08-31", "2026-02-28", "violation"),
        ("2025-08-31", "2026-03-01", "met"),
        ("2025-08-28", "2026-02-28", "violation"),  # exactly 6 months both ways
        ("2025-08-28", "2026-03-01", "met"),
        ("2026-02-28", "2026-08-29", "violation"),  # backwards, 29 to 31 August are 28 February
        ("2026-02-28", "2026-08-31", "violation"),
        ("2026-02-28", "2026-09-01", "met"),
    ],
)
@pytest.mark.parametrize("name", ["dvt", "pulmonary_embolism"])
def test_more_than_six_calendar_months_must_lie_between(
    name: str, happened: str, screening: str, expected: str
) -> None:
    assert value_of(a_chart(event(name, happened)), "EX-15", screening=screening) == expected


def test_the_bound_lies_on_screening_and_not_on_the_infusion() -> None:
    chart = a_chart(event("dvt", "2025-12-10"))

    assert step_of(chart, "screening")["clears_at"] == "2026-06-11T00:00+08:00"
    assert step_of(chart, "screening")["cleared_by"] == [{"rule": "EX-15", "fact": "f1"}]
    assert step_of(chart, "infusion")["clears_at"] is None


def test_a_thrombosis_after_screening_does_not_break_the_rule() -> None:
    chart = a_chart(done("screening", "2026-05-20"), event("dvt", "2026-05-25"))

    assert value_of(chart, "EX-15") == "not_applicable"
