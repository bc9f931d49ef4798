"""What an alert or the gate asks for: a date that would do, else what a person must find out."""

from zoneinfo import ZoneInfo

import pytest

from models.chart import read_chart
from models.moments import read_span
from models.plan import assess
from models.reasons.alerts.asked import Asked
from models.reasons.alerts.moves import CheckFact, MoveStep
from models.timeline.states.mending import ask_to_mend
from models.timeline.windows.case import open_case
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    a_woman,
    booked,
    done,
    drug,
    event,
    finding,
    picture_of,
    pregnancy_test,
    steroid,
)

NOW = "2026-06-01T08:00+08:00"  # a Monday
TO_RELEASE = (
    done("consent", "2026-04-20"),
    done("screening", "2026-04-22"),
    done("apheresis", "2026-04-27"),
    done("product_release", "2026-05-18"),
)
ETOPOSIDE = drug("etoposide", "2026-05-28")  # 15 days: from 12 June on
PEGASPARGASE = drug("pegaspargase", "2026-05-11", route="im")  # 28 days: from 9 June on
INFUSION = booked("infusion", "2026-06-08T10:00+08:00")
TRIAL_DRUG = drug(
    "XY-101",
    "2026-06-20",  # its planned end
    purpose="other",
    other_trial={"marketed": True},
)

GIVEN = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    done("apheresis", "2026-06-25T09:30+08:00"),
    done("product_release", "2026-07-16"),
    done("conditioning_start", "2026-07-22"),
    done("conditioning_end", "2026-07-24"),  # it serves an infusion until 7 August
)
AFTER_IT = "2026-07-28T12:00+08:00"


def asked(chart: Json, rule: str, now: str = NOW, **assumed: str) -> Json:
    """What the one alert on a rule asks for."""
    alerts = picture_of(chart, now=now, **assumed)["alerts"]
    found = [one for one in alerts if one["rule"] == rule]
    assert len(found) == 1, f"{len(found)} alerts on {rule}"
    return dict(found[0]["ask"])


def asked_at_the_gate(chart: Json, rule: str, now: str = NOW) -> Json:
    """What the gate asks for on a rule."""
    [item] = [one for one in picture_of(chart, now=now)["gate"]["missing"] if one["rule"] == rule]
    return dict(item["ask"])


# ---------------------------------------------------------------- a date that would do


def test_the_one_date_that_would_do_is_asked_for_by_itself() -> None:
    chart = a_chart(*TO_RELEASE, PEGASPARGASE, INFUSION)
    move = asked(chart, "EX-03.5")

    assert (move["kind"], move["step"]) == ("move_step", "infusion")
    assert (move["since"], move["to"]) == ("2026-06-08T10:00+08:00", "2026-06-09T10:00+08:00")
    assert asked_at_the_gate(chart, "EX-03.5") == move


def test_an_assumed_date_is_moved_as_a_booking_is() -> None:
    chart = a_chart(*TO_RELEASE, PEGASPARGASE)
    move = asked(chart, "EX-03.5", infusion="2026-06-08T10:00+08:00")

    assert (move["kind"], move["to"]) == ("move_step", "2026-06-09T10:00+08:00")


def test_of_two_bookings_each_of_which_would_do_both_ways_are_told() -> None:
    chart = a_chart(booked("consent", "2026-07-20"), booked("screening", "2026-07-15"))
    ask = asked(chart, "PATH-screening-after-consent", "2026-07-13T12:30+08:00")

    assert ask["kind"] == "any_of"
    assert [(way["step"], way["to"][:10]) for way in ask["ways"]] == [
        ("screening", "2026-07-20"),
        ("consent", "2026-07-15"),
    ]


def test_a_washout_asks_to_move_its_own_step_and_not_what_another_conflict_moves() -> None:
    chart = a_chart(
        done("consent", "2026-05-25"),
        booked("screening", "2026-06-03"),
        event("acute_gvhd", "2026-05-20", severity="II"),
        drug("pegaspargase", "2026-06-25", route="im"),  # its planned end
        booked("infusion", "2026-07-20T10:00+08:00"),
    )
    screening, infusion = asked(chart, "EX-08a"), asked(chart, "EX-03.5")

    assert (screening["kind"], screening["step"]) == ("move_step", "screening")
    assert (infusion["kind"], infusion["step"]) == ("move_step", "infusion")


@pytest.mark.parametrize(
    "given",
    [
        (PEGASPARGASE, ETOPOSIDE),
        (PEGASPARGASE, drug("vincristine", "2026-05-22")),  # over by now
        (drug("pegaspargase", "2026-05-11/2026-05-14", route="im"),),  # perhaps over sooner
        (ETOPOSIDE, TRIAL_DRUG),  # of the second nobody knows the half-life
    ],
)
def test_for_a_booking_whose_time_has_passed_no_date_was_tried_and_none_is_named(
    given: tuple[Json, ...],
) -> None:
    chart = a_chart(*TO_RELEASE, *given, booked("infusion", "2026-06-01T07:00+08:00"))
    dated = [one for one in picture_of(chart, now=NOW)["gate"]["missing"] if one["fact"] == "f5"]

    assert [one["ask"] for one in dated] == [{"kind": "find_other_date", "step": "infusion"}]


# ---------------------------------------------------------------- no date that would do


def test_what_an_exposure_that_goes_on_forbids_is_not_to_be_held() -> None:
    chart = a_chart(*TO_RELEASE, drug("imatinib", first="2026-05-25"), INFUSION)

    assert asked(chart, "EX-03.2") == {"kind": "do_not_hold", "step": "infusion"}


def test_a_drug_whose_half_life_nobody_knows_leaves_no_date_to_move_to() -> None:
    chart = a_chart(*TO_RELEASE, TRIAL_DRUG, INFUSION)

    assert asked(chart, "EX-20b")["kind"] == "do_not_hold"


def test_without_a_booking_the_end_of_what_goes_on_is_asked_for() -> None:
    chart = a_chart(*TO_RELEASE, drug("imatinib", first="2026-05-25"))
    ask = asked(chart, "EX-03.2")

    assert (ask["kind"], ask["fact"]) == ("record_end", "f5")


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("2026-07-09", "move_step"),  # from 7 August on, the last day that it serves
        ("2026-07-10", "ask_whether_to_repeat"),
        ("2026-07-06/2026-07-20", "ask_whether_to_repeat"),  # perhaps in time, perhaps not
    ],
)
def test_an_infusion_later_than_lymphodepletion_serves_asks_whether_to_give_it_again(
    last: str, kind: str
) -> None:
    late = drug("pegaspargase", last, route="im")
    chart = a_chart(*GIVEN, late, booked("infusion", "2026-07-30T10:00+08:00"))

    assert asked(chart, "EX-03.5", AFTER_IT)["kind"] == kind


def test_a_booking_that_no_date_of_its_path_would_mend_needs_another_date() -> None:
    """An infection holds lymphodepletion, so that no day for the infusion can be named."""
    infected = finding("active_infection", True, "2026-05-30")
    chart = a_chart(*TO_RELEASE, infected, booked("infusion", "2026-06-05T10:00+08:00"))

    assert asked_at_the_gate(chart, "PATH-conditioning-start") == {
        "kind": "find_other_date",
        "step": "infusion",
    }


def test_a_step_without_a_date_for_which_no_time_is_left_is_to_be_decided_on() -> None:
    """The site is closed in the National Day week, and after it lymphodepletion serves no more."""
    chart = a_woman(
        done("consent", "2026-08-20"),
        done("screening", "2026-08-20"),
        pregnancy_test("2026-08-24"),
        done("apheresis", "2026-08-25T09:30+08:00"),
        done("product_release", "2026-09-18"),
        done("conditioning_start", "2026-09-21"),
        done("conditioning_end", "2026-09-23"),
        booked("infusion", "2026-10-05T10:00+08:00"),
    )
    now = "2026-10-01T12:00+08:00"
    [conflict] = [
        one
        for one in picture_of(chart, now=now)["conflicts"]
        if one["step"] == "pregnancy_test_infusion"
    ]

    assert conflict["repairs"] == []
    assert asked(chart, "IN-10b", now) == {
        "kind": "decide_on_step",
        "step": "pregnancy_test_infusion",
    }


LATE_RELEASE = (*GIVEN[:3], booked("product_release", "2026-07-24"))
TOO_SOON = (
    booked("conditioning_start", "2026-07-22"),
    booked("infusion", "2026-07-27T10:00+08:00"),
)
BEFORE_IT = "2026-07-17T12:00+08:00"


def what_would_mend(chart: Json, now: str) -> Asked:
    """What is asked for against the one conflict with a rule of the path."""
    moment = read_span(now, ZoneInfo("UTC")).earliest
    facts = read_chart(chart, protocol=PROTOCOL, now=moment)
    conflicts = assess(open_case(facts, PROTOCOL), moment).conflicts
    [conflict] = [one for one in conflicts if one.rules == ("PATH-conditioning-after-release",)]
    return ask_to_mend(conflict)


def test_a_check_of_what_is_recorded_is_not_asked_for_where_a_date_would_do() -> None:
    chart = a_chart(*LATE_RELEASE, *TOO_SOON)
    [conflict, _] = picture_of(chart, now=BEFORE_IT)["conflicts"]  # the infusion's is the other
    ask = what_would_mend(chart, BEFORE_IT)

    assert [repair["kind"] for repair in conflict["repairs"]] == ["move_booking", "query_fact"]
    assert isinstance(ask, MoveStep)
    assert ask.step == "conditioning_start"


def test_where_no_date_would_do_the_date_that_is_not_ours_is_to_be_checked() -> None:
    infected = finding("active_infection", True, "2026-07-16")
    ask = what_would_mend(a_chart(*LATE_RELEASE, infected, *TOO_SOON), BEFORE_IT)

    assert isinstance(ask, CheckFact)
    assert ask.fact == "f4"


# ---------------------------------------------------------------- the fact that an answer is of


def test_a_question_of_a_severity_names_the_event_that_it_is_about() -> None:
    chart = a_chart(done("screening", "2026-04-22"), event("chronic_gvhd", "2026-04-15"))
    ask = asked(chart, "EX-08a")

    assert (ask["kind"], ask["question"]["kind"], ask["fact"]) == (
        "record_fact",
        "severity_asked",
        "f2",
    )


def test_a_question_of_a_dose_names_its_drug_itself() -> None:
    chart = a_chart(*TO_RELEASE, steroid("prednisone", None, "2026-06-07"), INFUSION)
    ask = asked(chart, "EX-05")

    assert (ask["question"]["kind"], ask["question"]["given"]["fact"]) == ("dose_asked", "f5")
    assert ask["fact"] is None
