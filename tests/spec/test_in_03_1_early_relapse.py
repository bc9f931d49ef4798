"""IN-03.1: relapse within 12 months of first remission; exactly 12 months is within.

Calendar months, forwards and backwards, the shorter where they differ (K4). Any one item
of inclusion 3 suffices.
"""

import pytest

from tests.spec.charts import a_chart, alerts_of, done, event, measurement, value_of, verdict_of


@pytest.mark.parametrize(
    ("remission", "relapse", "expected"),
    [
        ("2025-03-10", "2026-03-09", "met"),  # a day less
        ("2025-03-10", "2026-03-10", "met"),  # exactly 12 months
        ("2025-03-10", "2026-03-11", "violation"),  # a day more
        ("2024-03-10", "2025-03-10", "met"),  # 365 days
        ("2023-03-10", "2024-03-10", "met"),  # 366 days over a leap day: months, not days
        ("2024-02-29", "2025-02-28", "met"),  # clamped to the month's end
        ("2024-02-29", "2025-03-01", "violation"),
        ("2023-02-28", "2024-02-28", "met"),
        ("2023-02-28", "2024-02-29", "violation"),  # backwards would clamp; forwards does not
    ],
)
def test_relapse_counts_up_to_twelve_calendar_months(
    remission: str, relapse: str, expected: str
) -> None:
    chart = a_chart(event("first_remission", remission), event("relapse", relapse))

    assert value_of(chart, "IN-03.1", screening="2026-06-10") == expected


@pytest.mark.parametrize(
    ("remission", "relapse", "expected"),
    [
        ("2025-03", "2026-03-01", "met"),  # within 12 months of every day of March
        ("2025-03", "2026-03-15", "indeterminate"),  # the 14th or the 16th?
        ("2025-03", "2026-04-01", "violation"),  # of none
    ],
)
def test_a_remission_known_by_its_month_is_judged_for_all_its_days(
    remission: str, relapse: str, expected: str
) -> None:
    chart = a_chart(event("first_remission", remission), event("relapse", relapse))

    assert value_of(chart, "IN-03.1", screening="2026-06-10") == expected


def test_first_remission_is_the_first_that_was_documented() -> None:
    chart = a_chart(
        event("first_remission", "2025-06-01"),  # recorded first, but it came later
        event("first_remission", "2024-01-10"),
        event("relapse", "2026-03-10"),
    )

    assert value_of(chart, "IN-03.1", screening="2026-06-10") == "violation"


def test_without_the_dates_nothing_is_concluded() -> None:
    chart = a_chart(event("first_remission", "2025-03-10"))

    assert value_of(chart, "IN-03.1", screening="2026-06-10") not in {"met", "violation"}


def test_a_late_relapse_does_not_make_ineligible_who_failed_two_cycles_of_induction() -> None:
    chart = a_chart(
        done("screening", "2026-05-20"),
        event("first_remission", "2024-01-10"),
        event("relapse", "2026-03-10"),
        measurement("induction_cycles", "2", "cycles", "2026-05-01"),
    )

    assert value_of(chart, "IN-03.1") == "violation"
    assert value_of(chart, "IN-03.2") == "met"
    assert alerts_of(chart, "ineligible") == []  # any one item suffices


def test_the_verdict_cites_the_entry() -> None:
    chart = a_chart(event("first_remission", "2025-03-10"), event("relapse", "2026-03-10"))

    assert "inclusion 3" in verdict_of(chart, "IN-03.1", screening="2026-06-10")["text"]
