"""EX-04a: radiotherapy outside the CNS completed less than 2 weeks before: exactly 14 days passes.

One day earlier than chemotherapy (EX-03), by the entry's own words.
"""

import pytest

from tests.spec.charts import a_chart, radiotherapy, step_of, value_of


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-14", "violation"),  # 13 days
        ("2026-06-15", "met"),  # 14 days exactly
        ("2026-06-16", "met"),
        ("2026-06-14T23:59+08:00", "violation"),
        ("2026-06-15T00:00+08:00", "met"),
    ],
)
@pytest.mark.parametrize("field", ["non_cns", "mediastinal"])
def test_the_fourteenth_day_after_the_last_fraction_is_allowed(
    field: str, infusion: str, expected: str
) -> None:
    chart = a_chart(radiotherapy(field, "2026-06-01"))

    assert value_of(chart, "EX-04a", infusion=infusion) == expected
    assert value_of(chart, "EX-04b", infusion=infusion) == "not_applicable"


def test_the_bound_is_the_start_of_that_local_day() -> None:
    chart = a_chart(radiotherapy("non_cns", "2026-06-01T15:00+08:00"))
    infusion = step_of(chart, "infusion")

    assert infusion["clears_at"] == "2026-06-15T00:00+08:00"
    assert infusion["cleared_by"] == [{"rule": "EX-04a", "fact": "f1"}]


def test_a_planned_last_fraction_is_judged_as_planned() -> None:
    chart = a_chart(radiotherapy("non_cns", "2026-06-20", first="2026-05-25"))

    assert value_of(chart, "EX-04a", infusion="2026-07-03") == "violation"
    assert value_of(chart, "EX-04a", infusion="2026-07-04") == "met"
