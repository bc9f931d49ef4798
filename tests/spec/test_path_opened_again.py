"""Who was a screen failure, withdrew or was lost may come back: from then on the path is open.

After a withdrawal consent is held again before all else. After death nothing opens it.
"""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.errors import InputRefused
from models.reasons.alerts.clarifying import HoldAgain
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    alerts_of,
    booked,
    done,
    event,
    picture_of,
    step_of,
    value_of,
)
from wording import Voice, say
from wording.refusals import say_refusal

BACK = ("withdrawn", "screen_failure", "lost_to_follow_up")
PATH = (
    done("consent", "2026-04-20"),
    done("screening", "2026-04-22"),
    done("apheresis", "2026-05-04"),
)
INFUSION = booked("infusion", "2026-06-22T10:00+08:00")


def reopened(at: str, **fields: Any) -> Json:
    return event("path_reopened", at, **{"reason": "came back", **fields})


def state(chart: Json, step: str) -> str:
    return str(step_of(chart, step)["state"])


@pytest.mark.parametrize("end", BACK)
def test_a_path_that_was_opened_again_is_open(end: str) -> None:
    closed = a_chart(*PATH, event(end, "2026-05-10"), INFUSION)
    again = a_chart(*PATH, event(end, "2026-05-10"), reopened("2026-05-20"), INFUSION)

    assert state(closed, "infusion") == "cancelled"
    assert state(again, "infusion") == "booked"
    assert picture_of(closed)["ended"] is not None
    assert picture_of(again)["ended"] is None


@pytest.mark.parametrize(
    ("facts", "is_open"),
    [
        ((("end", "2026-05-20"), ("again", "2026-05-19")), False),  # the day before
        (
            (("end", "2026-05-20"), ("again", "2026-05-20")),
            True,
        ),  # of one day, the later in the file
        ((("again", "2026-05-20"), ("end", "2026-05-20")), False),
        ((("end", "2026-05-20"), ("again", "2026-05-21")), True),
        ((("again", "2026-05-21"), ("end", "2026-05-20")), True),  # a later day, whatever the order
        ((("end", "2026-05-20"), ("again", "2026-05-21"), ("end", "2026-05-22")), False),
        (
            (
                ("end", "2026-05-20"),
                ("again", "2026-05-21"),
                ("end", "2026-05-22"),
                ("again", "2026-05-23"),
            ),
            True,
        ),
        ((("end", "2026-05-20T10:00+08:00"), ("again", "2026-05-20T09:00+08:00")), True),
        ((("end", "2026-05-UN"), ("again", "2026-05-20")), True),  # may be: the later in the file
        ((("again", "2026-05-20"), ("end", "2026-05-UN")), False),
    ],
)
@pytest.mark.parametrize("end", BACK)
def test_what_came_last_counts(
    end: str, facts: tuple[tuple[str, str], ...], *, is_open: bool
) -> None:
    told = [event(end, at) if what == "end" else reopened(at) for what, at in facts]

    assert (picture_of(a_chart(*PATH, *told))["ended"] is None) == is_open


@pytest.mark.parametrize("end", BACK)
def test_who_ended_twice_needs_each_end_undone(end: str) -> None:
    chart = a_chart(
        *PATH,
        event("screen_failure", "2026-05-10"),
        reopened("2026-05-12"),
        event(end, "2026-05-20"),
    )

    assert picture_of(chart)["ended"] == {"kind": "path_ended", "event": end}


def test_after_death_no_path_is_open_again() -> None:
    chart = a_chart(*PATH, INFUSION, event("death", "2026-05-10"), reopened("2026-05-20"))

    told = {alert["reason"]["kind"] for alert in alerts_of(chart, "needs_information")}

    assert state(chart, "infusion") == "cancelled"
    assert "after_the_end" in told


def test_death_ends_a_path_that_ended_otherwise_before() -> None:
    chart = a_chart(
        done("infusion", "2026-03-10"),
        event("withdrawn", "2026-04-10"),
        event("death", "2026-05-10"),
    )

    assert picture_of(chart)["ended"] == {"kind": "path_ended", "event": "death"}
    assert state(chart, "contraception_end") == "cancelled"


def test_what_was_done_stays_done_but_for_consent_after_a_withdrawal() -> None:
    withdrew, failed = (
        a_chart(*PATH, event(end, "2026-05-10"), reopened("2026-05-20"))
        for end in ("withdrawn", "screen_failure")
    )

    assert [state(failed, step) for step in ("consent", "screening", "apheresis")] == ["done"] * 3
    assert [state(withdrew, step) for step in ("consent", "screening", "apheresis")] == [
        "due",
        "done",
        "done",
    ]


def test_the_consent_of_before_stays_in_view_as_what_it_was() -> None:
    plan = picture_of(a_chart(*PATH, event("withdrawn", "2026-05-10"), reopened("2026-05-20")))
    [before] = plan["earlier"]

    assert before["rule"] == "PATH-consent-again"
    assert {(step["step"], step["at"], step["fact"]) for step in before["steps"]} == {
        ("consent", "2026-04-20", "f1"),
        ("study_entry", "2026-04-20", "f1"),  # taken as the day of consent
    }


@pytest.mark.parametrize(
    ("consented", "expected"),
    [
        ("2026-05-09", "due"),  # before the withdrawal: another record of the first consent
        ("2026-05-10", "done"),  # of the same day, and recorded later
        ("2026-05-11", "done"),
        ("2026-05-21", "done"),
    ],
)
def test_a_consent_from_after_the_withdrawal_counts(consented: str, expected: str) -> None:
    chart = a_chart(
        *PATH, event("withdrawn", "2026-05-10"), reopened("2026-05-20"), done("consent", consented)
    )

    assert state(chart, "consent") == expected
    assert alerts_of(chart, "window_violated") == []  # screening came before this one, and may


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ((), True),
        ((booked("consent", "2026-06-10"),), False),
        ((booked("consent", "2026-06-22"), INFUSION), True),  # not certainly before it
        ((booked("consent", "2026-06-21"), INFUSION), False),
        ((done("consent", "2026-05-25"), INFUSION), False),
    ],
)
def test_it_is_asked_for_until_it_is_held_or_booked_in_time(
    facts: tuple[Json, ...], *, asked: bool
) -> None:
    chart = a_chart(*PATH, event("withdrawn", "2026-05-10"), reopened("2026-05-20"), *facts)
    told = [alert["reason"]["kind"] for alert in alerts_of(chart, "needs_information")]

    assert ("step_to_be_held_again" in told) == asked


def test_lymphodepletion_waits_for_it() -> None:
    chart = a_chart(
        *PATH,
        event("withdrawn", "2026-05-10"),
        reopened("2026-05-20"),
        done("product_release", "2026-05-19"),
        INFUSION,
    )

    assert "consent" in {missing["step"] for missing in picture_of(chart)["gate"]["missing"]}
    assert state(chart, "conditioning_start") == "planned"


def test_after_a_withdrawal_consent_is_obtained_again_and_not_held() -> None:
    chart = a_chart(*PATH, event("withdrawn", "2026-05-10"), reopened("2026-05-20"))
    told = [one for one in alerts_of(chart, "needs_information") if one["step"] == "consent"]
    chinese = Voice(language="zh", zone=ZoneInfo("Asia/Shanghai"), protocol=PROTOCOL)

    assert [one["text"].partition(". ")[0] for one in told] == ["Obtain consent again"]
    assert say(HoldAgain(step="consent"), chinese) == "请重新取得知情同意。"
    assert say(HoldAgain(step="screening"), chinese) == "请重新进行筛选。"  # in no words of its own


def test_age_is_judged_at_the_consent_that_counts() -> None:
    chart = a_chart(
        *PATH,
        event("withdrawn", "2026-05-10"),
        reopened("2026-05-20"),
        done("consent", "2026-05-25"),
        born="1960-05-25",
    )

    assert value_of(chart, "IN-02") == "violation"


@pytest.mark.parametrize(
    ("fact", "path", "said"),
    [
        (
            event("path_reopened", "2026-05-20"),
            "facts[0].reason",
            "is missing; say why the path is open again",
        ),
        (reopened("2026-06-02"), "facts[0].at", "lies after 2026-06-01T08:00"),
        (
            event("screen_failure", "2026-05-20", reason="too ill"),
            "facts[0].corrects",
            "is missing; a reason belongs to a correction",
        ),
    ],
)
def test_it_says_when_and_why(fact: Json, path: str, said: str) -> None:
    with pytest.raises(InputRefused) as refused:
        picture_of(a_chart(fact))
    [fault] = refused.value.faults

    assert fault.path == path
    assert say_refusal(fault.reason, "en").startswith(said)
