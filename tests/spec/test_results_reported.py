"""A result that was known only after a step did not allow it, whenever its sample was taken.

Where it is not recorded when a result was reported, it was known as soon as the sample was taken.
"""

from typing import Any

import pytest

from models.errors import InputRefused
from tests.spec.charts import (
    Json,
    a_woman,
    alerts_of,
    booked,
    cd19_test,
    done,
    pregnancy_test,
    value_of,
    verdict_of,
)
from wording.refusals import say_refusal

INFUSED = done("infusion", "2026-05-27T10:00+08:00")
NOW = "2026-05-29T12:00+08:00"
SAMPLE = "2026-05-27T08:00+08:00"


def value(test: Json, step: Json = INFUSED, rule: str = "IN-10b") -> str:
    return value_of(a_woman(step, test), rule, now=NOW)


def negative(reported: str | None = None, at: str = SAMPLE) -> Json:
    return pregnancy_test(at, **({} if reported is None else {"reported": reported}))


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        (None, "met"),
        ("2026-05-27T08:00+08:00", "met"),  # known at once
        ("2026-05-27T09:59+08:00", "met"),
        ("2026-05-27T10:00+08:00", "violation"),  # as the infusion began is not before it
        ("2026-05-27T10:01+08:00", "violation"),
        ("2026-05-27T14:00+08:00", "violation"),
        ("2026-05-27", "indeterminate"),  # that day: before or after?
        ("2026-05-28", "violation"),
        ("2026-05-27T09", "met"),
        ("2026-05-27T10", "violation"),
        ("2026-05-27T09:30+08:00/2026-05-27T10:30+08:00", "indeterminate"),
        ("2026-05-UN", "indeterminate"),
    ],
)
def test_it_counts_only_if_it_was_known_before_the_infusion(
    reported: str | None, expected: str
) -> None:
    assert value(negative(reported)) == expected


@pytest.mark.parametrize(
    ("infused", "reported", "expected"),
    [
        ("2026-05-27", "2026-05-26", "met"),
        ("2026-05-27", "2026-05-26T23:59+08:00", "met"),
        ("2026-05-27", "2026-05-27", "indeterminate"),
        ("2026-05-27", "2026-05-27T00:00+08:00", "indeterminate"),  # perhaps in that very minute
        ("2026-05-27", "2026-05-27T14:00+08:00", "indeterminate"),
        ("2026-05-27", "2026-05-28", "violation"),
    ],
)
def test_an_infusion_known_by_its_day_is_judged_for_every_minute_of_it(
    infused: str, reported: str, expected: str
) -> None:
    chart = value(negative(reported, at="2026-05-26"), done("infusion", infused))

    assert chart == expected


@pytest.mark.parametrize(
    ("reported", "expected"),
    [("2026-05-27T09:59+08:00", "met"), ("2026-05-27T10:00+08:00", "violation")],
)
def test_so_it_is_before_apheresis(reported: str, expected: str) -> None:
    step = done("apheresis", "2026-05-27T10:00+08:00")

    assert value(negative(reported), step, "IN-10a") == expected


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        ("2026-05-26", "met"),
        ("2026-05-27", "met"),  # a rule in days: what is of that day comes before it
        ("2026-05-28", "violation"),
    ],
)
def test_a_cd19_result_counts_from_the_day_on_which_it_was_known(
    reported: str, expected: str
) -> None:
    test = {**cd19_test("2026-05-20"), "reported": reported}

    assert value(test, done("consent", "2026-05-27"), "IN-04") == expected


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("2026-05-23/2026-05-25", "indeterminate"),  # too old, if of the 23rd
        ("2026-05-24/2026-05-25", "met"),
        ("2026-05-22/2026-05-23", "violation"),
    ],
)
def test_a_report_in_time_makes_no_sample_younger(sample: str, expected: str) -> None:
    assert value(negative("2026-05-26", at=sample)) == expected


def test_the_time_of_a_report_is_asked_for_where_that_alone_is_missing() -> None:
    verdict = verdict_of(a_woman(INFUSED, negative("2026-05-27")), "IN-10b", now=NOW)

    assert verdict["question"] == (
        "record at what time of 2026-05-27 the result of the pregnancy test of 2026-05-27 08:00"
        " (f2) was reported"
    )


@pytest.mark.parametrize(
    ("test", "infused", "asked"),
    [
        (negative("2026-05-27", at="2026-05-27"), "2026-05-27T10:00+08:00", "sample_time_asked"),
        (negative("2026-05-27T14:00+08:00"), "2026-05-27", "step_time_asked"),
    ],
)
def test_otherwise_the_sample_or_the_step(test: Json, infused: str, asked: str) -> None:
    verdict = verdict_of(a_woman(done("infusion", infused), test), "IN-10b", now=NOW)

    assert verdict["verdict"] == "indeterminate"
    assert verdict["asks"]["kind"] == asked


def test_too_late_is_told_with_both_times() -> None:
    chart = a_woman(INFUSED, negative("2026-05-27T14:00+08:00"))
    [alert] = [one for one in alerts_of(chart, "window_violated", now=NOW) if one["rule"]]

    assert "was reported on 2026-05-27 14:00, after infusion on 2026-05-27 10:00" in alert["text"]
    assert alert["rule"] == "IN-10b"


def test_an_earlier_result_that_was_known_in_time_counts_all_the_same() -> None:
    chart = a_woman(
        INFUSED, negative(at="2026-05-26T08:00+08:00"), negative("2026-05-27T14:00+08:00")
    )

    assert value_of(chart, "IN-10b", now=NOW) == "met"


@pytest.mark.parametrize("reported", ["2026-05-26", "2026-05-27T14:00+08:00", "2026-05-28"])
def test_a_positive_result_counts_against_it_whenever_it_was_known(reported: str) -> None:
    positive = pregnancy_test("2026-05-26", "positive", reported=reported)

    assert value(positive) == "violation"


def test_what_is_still_to_come_may_count_on_every_result_that_is_known() -> None:
    chart = a_woman(
        booked("infusion", "2026-05-29T14:00+08:00"),
        negative("2026-05-29T11:00+08:00", at="2026-05-28"),
    )

    assert value_of(chart, "IN-10b", now=NOW) == "met"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reported": "2026-05-27T07:59+08:00"}, "lies before the sample was taken; correct one"),
        ({"reported": "2026-05-29T12:01+08:00"}, "lies after 2026-05-29T12:00+08:00 (now)"),
        (
            {"reported": "2026-05-27", "result": "pending"},
            "is given although the result is pending; record the result, or leave this out",
        ),
        ({"reported": "soon"}, "“soon” is not a date like"),
    ],
)
def test_a_report_that_cannot_be_is_refused(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(InputRefused) as refused:
        value({**negative(), **fields})
    [fault] = refused.value.faults

    assert fault.path == "facts[1].reported"
    assert say_refusal(fault.reason, "en").startswith(said)
