"""IN-03.2: no remission after more than 6 weeks of induction, or after 2 cycles.

"More than": 42 days exactly is not enough. Either of the two suffices.
"""

import pytest

from tests.spec.charts import Json, a_chart, event, measurement, value_of

INDUCTION = event("induction_start", "2026-04-01")


@pytest.mark.parametrize(
    ("screening", "expected"),
    [
        ("2026-05-12", "violation"),  # 41 days
        ("2026-05-13", "violation"),  # 42 days exactly
        ("2026-05-14", "met"),  # 43 days
    ],
)
def test_six_weeks_without_remission_are_more_than_42_days(screening: str, expected: str) -> None:
    assert value_of(a_chart(INDUCTION), "IN-03.2", screening=screening) == expected


@pytest.mark.parametrize(
    ("cycles", "expected"),
    [
        ("1", "violation"),
        ("2", "met"),  # "after 2 cycles"
        ("3", "met"),
    ],
)
def test_two_cycles_suffice_however_short_they_were(cycles: str, expected: str) -> None:
    chart = a_chart(INDUCTION, measurement("induction_cycles", cycles, "cycles", "2026-05-10"))

    assert value_of(chart, "IN-03.2", screening="2026-05-13") == expected


@pytest.mark.parametrize(
    "unit",
    [
        "cycle",
        "courses",
        "course",
        "1",
        "周期",
        "个周期",
        "疗程",
        "个疗程",
        "次",
    ],  # "1": UCUM's count
)
def test_cycles_are_counted_however_a_ward_calls_them(unit: str) -> None:
    chart = a_chart(INDUCTION, measurement("induction_cycles", "2", unit, "2026-05-10"))

    assert value_of(chart, "IN-03.2", screening="2026-05-13") == "met"


def test_more_than_six_weeks_suffice_with_a_single_cycle() -> None:
    chart = a_chart(INDUCTION, measurement("induction_cycles", "1", "cycles", "2026-05-10"))

    assert value_of(chart, "IN-03.2", screening="2026-05-14") == "met"


def test_cycles_alone_suffice_without_the_day_of_induction() -> None:
    chart = a_chart(measurement("induction_cycles", "2", "cycles", "2026-05-10"))

    assert value_of(chart, "IN-03.2", screening="2026-05-14") == "met"


def test_a_remission_within_six_weeks_ends_the_count() -> None:
    chart = a_chart(INDUCTION, event("first_remission", "2026-05-01"))

    assert value_of(chart, "IN-03.2", screening="2026-06-10") == "violation"


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (event("induction_start", "2026-03"), "met"),  # 71 days at least
        (event("induction_start", "2026-04"), "indeterminate"),  # 41 to 70 days
        (event("induction_start", "2026-05"), "violation"),  # 40 days at the most
    ],
)
def test_an_induction_known_by_its_month_is_judged_for_all_its_days(
    start: Json, expected: str
) -> None:
    chart = a_chart(start)

    assert value_of(chart, "IN-03.2", screening="2026-06-10") == expected


def test_nothing_recorded_is_nothing_concluded() -> None:
    assert value_of(a_chart(), "IN-03.2", screening="2026-06-10") not in {"met", "violation"}
