"""EX-04b: CNS-directed radiotherapy completed less than 8 weeks before: exactly 56 days passes."""

import pytest

from tests.spec.charts import a_chart, radiotherapy, step_of, value_of


@pytest.mark.parametrize(
    ("last", "infusion", "expected"),
    [
        ("2026-04-15", "2026-06-09", "violation"),  # 55 days
        ("2026-04-15", "2026-06-10", "met"),  # 56 days exactly
        ("2026-04-15", "2026-06-11", "met"),
        ("2028-01-04", "2028-02-28", "violation"),  # 55 days
        ("2028-01-04", "2028-02-29", "met"),  # 56 days, on a leap day
    ],
)
@pytest.mark.parametrize("field", ["cns", "total_body"])  # the whole body includes the CNS
def test_the_56th_day_after_the_last_fraction_is_allowed(
    field: str, last: str, infusion: str, expected: str
) -> None:
    chart = a_chart(radiotherapy(field, last))

    assert value_of(chart, "EX-04b", infusion=infusion) == expected
    assert value_of(chart, "EX-04a", infusion=infusion) == "not_applicable"


def test_of_two_courses_the_later_bound_holds() -> None:
    chart = a_chart(radiotherapy("cns", "2026-04-15"), radiotherapy("non_cns", "2026-06-01"))
    infusion = step_of(chart, "infusion")

    assert infusion["clears_at"] == "2026-06-15T00:00+08:00"
    assert infusion["cleared_by"] == [{"rule": "EX-04a", "fact": "f2"}]
