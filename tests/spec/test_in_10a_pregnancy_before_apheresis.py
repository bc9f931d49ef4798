"""IN-10a: a negative pregnancy test within 3 days before apheresis.

Local calendar days, from three days before to the day itself, collected before it (K8).
It concerns women of childbearing potential, known or not known.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    done,
    event,
    pregnancy_test,
    value_of,
    verdict_of,
)

APHERESIS = "2026-06-10T10:00+08:00"
NOW = "2026-06-10T09:30+08:00"


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("2026-06-06", "pending"),  # four days before: too old, can be repeated
        ("2026-06-06T23:59+08:00", "pending"),  # a minute too old
        ("2026-06-07T00:00+08:00", "met"),  # the first minute of the third day before
        ("2026-06-07", "met"),
        ("2026-06-08", "met"),
        ("2026-06-09", "met"),
        ("2026-06-10T09:00+08:00", "met"),  # the same day, before
        ("2026-06-10", "indeterminate"),  # the same day: before ten o'clock, or after?
    ],
)
def test_a_sample_counts_from_three_local_days_before(sample: str, expected: str) -> None:
    chart = a_woman(pregnancy_test(sample))

    assert value_of(chart, "IN-10a", apheresis=APHERESIS, now=NOW) == expected


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("2026-06-10T09:59+08:00", "met"),
        ("2026-06-10T10:00+08:00", "violation"),  # in the same minute is not before
        ("2026-06-10T10:30+08:00", "violation"),
    ],
)
def test_a_sample_taken_once_apheresis_began_does_not_count(sample: str, expected: str) -> None:
    chart = a_woman(pregnancy_test(sample), done("apheresis", APHERESIS))

    assert value_of(chart, "IN-10a", now="2026-06-10T12:00+08:00") == expected


def test_the_window_is_given_in_local_days() -> None:
    verdict = verdict_of(a_woman(), "IN-10a", apheresis="2026-06-10")

    assert (verdict["step"], verdict["verdict"]) == ("apheresis", "pending")
    assert verdict["window"] == {"opens": "2026-06-07", "closes": "2026-06-10"}


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("negative", "met"),
        ("positive", "violation"),
        ("pending", "pending"),  # resulted before the procedure, or it does not count
    ],
)
def test_the_result_must_be_there_and_negative(result: str, expected: str) -> None:
    chart = a_woman(pregnancy_test("2026-06-08", result))

    assert value_of(chart, "IN-10a", apheresis=APHERESIS, now=NOW) == expected


@pytest.mark.parametrize("specimen", ["serum", "blood", "urine"])
def test_blood_and_urine_both_count(specimen: str) -> None:
    chart = a_woman(pregnancy_test("2026-06-08", specimen=specimen))

    assert value_of(chart, "IN-10a", apheresis=APHERESIS, now=NOW) == "met"


@pytest.mark.parametrize(
    ("chart", "expected"),
    [
        (a_woman(), "pending"),
        (a_woman(childbearing_potential=None), "pending"),  # unknown: the rule applies
        (a_woman(childbearing_potential=False), "not_applicable"),
        (a_chart(), "not_applicable"),  # a man
    ],
)
def test_it_concerns_women_of_childbearing_potential(chart: Json, expected: str) -> None:
    assert value_of(chart, "IN-10a", apheresis="2026-06-10") == expected


def test_unknown_childbearing_potential_is_asked_for() -> None:
    asked = alerts_of(a_woman(childbearing_potential=None), "needs_information")

    assert any("childbearing" in alert["text"] for alert in asked)
    assert not any(
        "childbearing" in alert["text"] for alert in alerts_of(a_woman(), "needs_information")
    )


def test_a_done_apheresis_whose_only_test_was_too_old_broke_the_rule() -> None:
    chart = a_woman(pregnancy_test("2026-05-10"), done("apheresis", "2026-05-20"))

    assert value_of(chart, "IN-10a") == "violation"


def test_each_procedure_needs_its_own_test() -> None:
    chart = a_woman(
        pregnancy_test("2026-05-09"),
        done("apheresis", "2026-05-11T10:00+08:00"),
        booked("infusion", "2026-06-10T10:00+08:00"),
    )

    assert value_of(chart, "IN-10a") == "met"
    assert value_of(chart, "IN-10b") == "pending"


@pytest.mark.parametrize(
    ("chart", "asked"),
    [
        (a_woman(pregnancy_test("2026-05-27", result="pending")), True),
        (a_woman(pregnancy_test("2026-05-31", result="pending")), False),  # a day is its time
        (a_chart(pregnancy_test("2026-05-27", result="pending")), False),  # a man
        (
            a_woman(
                pregnancy_test("2026-05-27", result="pending"), event("withdrawn", "2026-05-28")
            ),
            False,
        ),
    ],
)
def test_a_result_that_is_awaited_too_long_is_asked_for_while_it_matters(
    chart: Json, asked: bool
) -> None:
    alerts = alerts_of(chart, "needs_information")

    assert any("has been pending" in alert["text"] for alert in alerts) == asked
