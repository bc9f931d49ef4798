"""Tests and steps that are known by several days: a test counts only if it does on each of them.

A contrary result is answered only by one that certainly came after it.
"""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from models.chart import read_chart
from models.moments import read_span
from models.plan import assess
from models.timeline.windows.case import open_case
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    cd19_test,
    done,
    plan_of,
    pregnancy_test,
    value_of,
    verdict_of,
)

LATER = "2026-06-20T08:00+08:00"
INFUSED = done("infusion", "2026-06-09T10:00+08:00")


def before_infusion(*facts: Json, now: str = LATER) -> Json:
    return verdict_of(a_woman(*facts), "IN-10b", now=now)


@pytest.mark.parametrize(
    ("sample", "infused", "expected"),
    [
        # three days after the sample are 7 + 3 = 10 June
        ("2026-06-07", "2026-06-08/2026-06-10", "met"),
        ("2026-06-07", "2026-06-09/2026-06-11", "indeterminate"),  # too old on the 11th
        ("2026-06-07", "2026-06-11/2026-06-12", "violation"),
        ("2026-06-07T23:59+08:00", "2026-06-08", "met"),
        ("2026-06-08T00:00+08:00", "2026-06-08", "indeterminate"),  # perhaps in that very minute
        ("2026-06-08T00:01+08:00", "2026-06-08", "indeterminate"),
        ("2026-06-07", "2026-06-06/2026-06-08", "indeterminate"),  # after it, if on the 6th
        ("2026-06-07", "2026-06-05/2026-06-06", "violation"),
        ("2026-06-05/2026-06-07", "2026-06-08", "met"),
        ("2026-06-05/2026-06-07", "2026-06-09", "indeterminate"),  # too old, if of the 5th
        ("2026-06-05/2026-06-07", "2026-06-10", "indeterminate"),
        ("2026-06-05/2026-06-07", "2026-06-11", "violation"),
        ("2026-06-05/2026-06-07", "2026-06-07T10:00+08:00", "indeterminate"),
    ],
)
def test_a_test_counts_if_it_is_young_enough_on_every_day(
    sample: str, infused: str, expected: str
) -> None:
    verdict = before_infusion(done("infusion", infused), pregnancy_test(sample))

    assert verdict["verdict"] == expected


def test_the_days_on_which_a_sample_counts_are_those_before_the_last_possible_day() -> None:
    verdict = before_infusion(done("infusion", "2026-06-08/2026-06-10"))

    assert verdict["window"] == {"opens": "2026-06-07", "closes": "2026-06-10"}


@pytest.mark.parametrize(
    ("sample", "infused", "expected"),
    [
        ("2026-06-09", "2026-06-09T00:00+08:00", "violation"),  # no minute comes before it
        ("2026-06-09", "2026-06-09T00:00:30+08:00", "indeterminate"),
        ("2026-06-09", "2026-06-09T00:01+08:00", "indeterminate"),
        ("2026-06-09T23:59+08:00", "2026-06-09", "indeterminate"),
        ("2026-06-09T00:00+08:00", "2026-06-09", "indeterminate"),
        ("2026-06-09T00:01+08:00", "2026-06-09", "indeterminate"),
        ("2026-06-08", "2026-06-09", "met"),
        ("2026-06-09T10:00+08:00", "2026-06-09T10:00+08:00", "violation"),
        ("2026-06-09T09:59+08:00", "2026-06-09T10:00+08:00", "met"),
    ],
)
def test_a_sample_is_taken_before_the_infusion_begins(
    sample: str, infused: str, expected: str
) -> None:
    verdict = before_infusion(done("infusion", infused), pregnancy_test(sample))

    assert verdict["verdict"] == expected


@pytest.mark.parametrize(
    ("sample", "entered", "expected"),
    [
        ("2026-05-27", "2026-05-27", "met"),  # a rule in days: the same day comes before it
        ("2026-05-27T23:59+08:00", "2026-05-27T08:00+08:00", "met"),
        ("2026-05-27T23:59+08:00", "2026-05-27", "met"),
        ("2026-05-28", "2026-05-27", "violation"),
        ("2026-05-27", "2026-05-27/2026-05-29", "met"),
        ("2026-05-28", "2026-05-27/2026-05-29", "indeterminate"),
        ("2026-05-29", "2026-05-27/2026-05-29", "indeterminate"),
        ("2026-05-30", "2026-05-27/2026-05-29", "violation"),
        ("2026-05-26/2026-05-28", "2026-05-27", "indeterminate"),
    ],
)
def test_a_cd19_test_may_be_of_the_day_of_study_entry(
    sample: str, entered: str, expected: str
) -> None:
    chart = a_chart(cd19_test(sample), done("consent", entered))

    assert value_of(chart, "IN-04", now=LATER) == expected


# -------------------------------------------------------------------- which of several tests


@pytest.mark.parametrize(
    ("tests", "named"),
    [
        (("2026-06-07", "2026-06-08"), "f3"),
        (("2026-06-08", "2026-06-07"), "f2"),  # the later one, in whatever order
        (("2026-06-08", "2026-06-08"), "f3"),
        # neither counts for certain: the one that may be last is asked about
        (("2026-06-04/2026-06-08", "2026-06-05/2026-06-07"), "f2"),
    ],
)
def test_the_latest_test_is_named(tests: tuple[str, ...], named: str) -> None:
    assert before_infusion(INFUSED, *map(pregnancy_test, tests))["fact"] == named


def cd19(*tests: tuple[str, str], entered: str = "2026-05-27") -> Json:
    """Of the tests f1, f2, …"""
    facts = (cd19_test(at, result) for at, result in tests)
    return verdict_of(a_chart(*facts, done("consent", entered)), "IN-04", now=LATER)


@pytest.mark.parametrize(
    ("tests", "expected", "named"),
    [
        ((("2026-05-20", "negative"), ("2026-05-21", "positive")), "met", "f2"),
        ((("2026-05-21", "negative"), ("2026-05-20", "positive")), "violation", "f1"),
        # of one day: which came last?
        ((("2026-05-20", "negative"), ("2026-05-20", "positive")), "indeterminate", "f1"),
        (
            (("2026-05-20T12:00+08:00", "negative"), ("2026-05-20/2026-05-21", "positive")),
            "indeterminate",
            "f1",
        ),
        (
            (("2026-05-20/2026-05-21", "negative"), ("2026-05-20T12:00+08:00", "positive")),
            "indeterminate",
            "f1",
        ),
        # of one minute: the contrary one is not answered
        (
            (("2026-05-20T12:00+08:00", "negative"), ("2026-05-20T12:00+08:00", "positive")),
            "violation",
            "f1",
        ),
        (
            (("2026-05-19", "positive"), ("2026-05-20", "negative"), ("2026-05-21", "positive")),
            "met",
            "f3",
        ),
        (
            (("2026-05-19", "negative"), ("2026-05-20", "negative"), ("2026-05-18", "positive")),
            "violation",
            "f2",
        ),
        # a positive one that may be too late answers nothing
        (
            (("2026-05-26", "negative"), ("2026-05-27/2026-05-28", "positive")),
            "indeterminate",
            "f1",
        ),
        # a contrary one that may have come after study entry
        ((("2026-05-27/2026-05-28", "negative"),), "indeterminate", "f1"),
        # one without a result neither counts nor answers
        ((("2026-05-20", "positive"), ("2026-05-21", "pending")), "met", "f1"),
        ((("2026-05-20", "negative"), ("2026-05-21", "pending")), "violation", "f1"),
        ((("2026-05-21", "pending"),), "indeterminate", "f1"),
    ],
)
def test_a_contrary_result_is_answered_by_one_that_certainly_came_after_it(
    tests: tuple[tuple[str, str], ...], expected: str, named: str
) -> None:
    verdict = cd19(*tests)

    assert (verdict["verdict"], verdict["fact"]) == (expected, named)


@pytest.mark.parametrize(
    ("sample", "until"),
    [("2026-06-07", date(2026, 6, 10)), ("2026-06-06/2026-06-07", date(2026, 6, 9))],
)
def test_it_counts_until_the_days_are_over_of_the_first_day_it_may_be_of(
    sample: str, until: date
) -> None:
    chart = a_woman(booked("infusion", "2026-06-09T10:00+08:00"), pregnancy_test(sample))
    now = read_span("2026-06-08T08:00+08:00", ZoneInfo("UTC")).earliest
    facts = read_chart(chart, protocol=PROTOCOL, now=now)
    verdicts = assess(open_case(facts, PROTOCOL), now).verdicts

    assert [each.counts_until for each in verdicts if each.rule == "IN-10b"] == [until]


# -------------------------------------------------------------------- what is missing


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-06-09T09:59+08:00", "pending"),
        ("2026-06-09T10:00+08:00", "pending"),
        ("2026-06-09T10:01+08:00", "violation"),  # it has passed
    ],
)
def test_a_test_too_old_can_be_repeated_until_the_step(now: str, expected: str) -> None:
    step = booked("infusion", "2026-06-09T10:00+08:00")

    assert before_infusion(step, pregnancy_test("2026-06-01"), now=now)["verdict"] == expected


@pytest.mark.parametrize(
    ("now", "over"), [("2026-06-09T23:59+08:00", False), ("2026-06-10T00:00+08:00", True)]
)
def test_a_step_of_a_day_may_be_until_its_end(now: str, *, over: bool) -> None:
    verdict = before_infusion(
        booked("infusion", "2026-06-09"), pregnancy_test("2026-06-01"), now=now
    )

    assert verdict["verdict"] == ("violation" if over else "pending")
    assert verdict["reason"]["over"] is over


def test_of_a_step_that_was_held_its_missing_test_is_asked_for() -> None:
    verdict = before_infusion(INFUSED)

    assert (verdict["verdict"], verdict["asks"]["kind"]) == ("indeterminate", "earlier_test_asked")


@pytest.mark.parametrize(
    ("infused", "expected", "asks"),
    [
        (booked("infusion", "2026-06-09T10:00+08:00"), "pending", None),
        (INFUSED, "indeterminate", "result_asked"),
    ],
)
def test_a_result_that_is_awaited_is_asked_for_once_its_step_was_held(
    infused: Json, expected: str, asks: str | None
) -> None:
    awaited = pregnancy_test("2026-06-08", "pending")
    verdict = before_infusion(
        infused, awaited, now="2026-06-09T10:30+08:00" if asks else "2026-06-08T12:00+08:00"
    )

    assert (verdict["verdict"], verdict["fact"]) == (expected, "f2")
    assert (verdict.get("asks") or {}).get("kind") == asks


@pytest.mark.parametrize(
    ("test", "infused", "asks"),
    [
        ("2026-06-09", "2026-06-09T10:00+08:00", "sample_time_asked"),
        ("2026-06-09T08:00+08:00", "2026-06-09", "step_time_asked"),
    ],
)
def test_the_time_that_is_missing_is_asked_for(test: str, infused: str, asks: str) -> None:
    verdict = before_infusion(done("infusion", infused), pregnancy_test(test))

    assert (verdict["verdict"], verdict["asks"]["kind"]) == ("indeterminate", asks)


def test_a_test_of_another_kind_answers_nothing() -> None:
    chart = a_woman(pregnancy_test("2026-05-20", "positive"), done("consent", "2026-05-27"))
    verdict = verdict_of(chart, "IN-04", now=LATER)

    assert (verdict["verdict"], verdict["fact"]) == ("indeterminate", None)
    assert verdict["asks"]["kind"] == "earlier_test_asked"


@pytest.mark.parametrize(
    ("now", "asked"), [("2026-05-29T23:59+08:00", False), ("2026-05-30T00:00+08:00", True)]
)
def test_a_result_is_asked_for_a_week_after_the_last_day_of_its_sample(
    now: str, *, asked: bool
) -> None:
    chart = a_chart(cd19_test("2026-05-20/2026-05-22", "pending"), booked("consent", "2026-06-10"))
    told = [each["rule"] for each in alerts_of(chart, "needs_information", now=now)]

    assert ("IN-04" in told) is asked


def test_until_then_it_is_the_next_change() -> None:
    chart = a_chart(cd19_test("2026-05-20/2026-05-22", "pending"), booked("consent", "2026-06-10"))

    assert plan_of(chart, now="2026-05-29T08:00+08:00")["next_change_at"] == (
        "2026-05-30T00:00+08:00"
    )
