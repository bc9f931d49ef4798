"""What cannot hold together is named with its smallest single repairs; never a shorter washout."""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    done,
    drug,
    event,
    picture_of,
    pregnancy_test,
    step_of,
)

TO_RELEASE = (
    done("consent", "2026-04-20"),
    done("screening", "2026-04-22"),
    done("apheresis", "2026-04-27"),
    done("product_release", "2026-05-18"),
)
PEGASPARGASE = drug("pegaspargase", "2026-05-11", route="im")  # 28 days on 8 June
TOO_EARLY = a_chart(*TO_RELEASE, PEGASPARGASE, booked("infusion", "2026-06-08T10:00+08:00"))
KINDS = (
    *("move_planned", "move_booking", "repeat_evidence"),
    *("repeat_step", "window_deviation", "query_fact"),
)


def test_a_plan_in_which_all_can_hold_is_feasible() -> None:
    chart = a_chart(*TO_RELEASE, PEGASPARGASE, booked("infusion", "2026-06-09T10:00+08:00"))
    plan = picture_of(chart)

    assert (plan["feasible"], plan["conflicts"]) == (True, [])


def test_a_conflict_names_the_rule_and_the_facts_and_no_others() -> None:
    plan = picture_of(TOO_EARLY)

    assert plan["feasible"] is False
    assert [
        (conflict["step"], conflict["rules"], sorted(conflict["facts"]))
        for conflict in plan["conflicts"]
    ] == [("infusion", ["EX-03.5"], ["f5", "f6"])]


def test_the_first_repair_moves_the_booking_as_little_as_it_can() -> None:
    repair = picture_of(TOO_EARLY)["conflicts"][0]["repairs"][0]

    assert repair["kind"] == "move_booking"
    assert repair["step"] == "infusion"
    assert repair["to"] == "2026-06-09T10:00+08:00"  # a Tuesday, at the hour of the booking
    assert repair["by_minutes"] == 24 * 60


def test_the_repaired_chart_is_feasible() -> None:
    repair = picture_of(TOO_EARLY)["conflicts"][0]["repairs"][0]
    repaired = a_chart(*TO_RELEASE, PEGASPARGASE, booked("infusion", repair["to"]))

    assert picture_of(repaired)["feasible"] is True


def test_an_assumed_date_is_moved_as_a_plan_and_not_as_a_booking() -> None:
    chart = a_chart(*TO_RELEASE, PEGASPARGASE)
    conflict = picture_of(chart, infusion="2026-06-08")["conflicts"][0]

    assert conflict["repairs"][0]["kind"] == "move_planned"
    assert conflict["facts"] == ["f5"]


def test_a_booking_that_the_path_cannot_reach_names_the_path() -> None:
    # released on 3 June: Day −5 is 3 June at the earliest, Day 0 is 8 June
    chart = a_chart(
        *TO_RELEASE[:3],
        done("product_release", "2026-06-03T15:00+08:00"),
        booked("infusion", "2026-06-05T10:00+08:00"),
    )
    plan = picture_of(chart, now="2026-06-03T16:00+08:00")
    conflict = next(c for c in plan["conflicts"] if c["step"] == "infusion")

    assert plan["feasible"] is False
    assert "PATH-conditioning-start" in conflict["rules"]
    assert conflict["repairs"][0]["to"] == "2026-06-08T10:00+08:00"


def test_a_visit_whose_window_has_closed_needs_a_documented_deviation() -> None:
    # infusion on 20 April: the window of Day 28 closed with 21 May
    plan = picture_of(a_chart(done("infusion", "2026-04-20")))
    conflict = next(c for c in plan["conflicts"] if c["step"] == "day_28")

    assert plan["feasible"] is False
    assert conflict["rules"] == ["PATH-day-28"]
    assert conflict["facts"] == ["f1"]
    assert [repair["kind"] for repair in conflict["repairs"]] == ["window_deviation"]
    said = "No time is left for day 28 visit (PATH-day-28): its window closed on 2026-05-21 23:59."
    assert conflict["text"] == said


def _kinds(conflict: Json) -> list[str]:
    return [repair["kind"] for repair in conflict["repairs"]]


TWO_WASHOUTS = a_chart(
    *TO_RELEASE,
    PEGASPARGASE,
    drug("etoposide", "2026-05-28"),  # 15 days: 12 June, the later bound
    booked("infusion", "2026-06-08T10:00+08:00"),
)


def test_each_of_two_washouts_that_a_booking_breaks_is_a_conflict_by_itself() -> None:
    conflicts = picture_of(TWO_WASHOUTS)["conflicts"]

    # the facts are pegaspargase f5, etoposide f6 and the booking f7
    assert {(*c["rules"], *c["facts"]) for c in conflicts} == {
        ("EX-03.5", "f5", "f7"),
        ("EX-03", "f6", "f7"),
    }
    for conflict in conflicts:  # one date mends both
        assert conflict["repairs"][0]["to"] == "2026-06-12T10:00+08:00"
        assert conflict["repairs"][1]["fact"] in conflict["facts"]


def test_they_are_told_in_one_alert_which_says_the_move_once() -> None:
    [alert] = [a for a in picture_of(TWO_WASHOUTS)["alerts"] if a["step"] == "infusion"]

    assert alert["kind"] == "washout_violated"
    assert {(place["rule"], place["fact"]) for place in alert["also"]} >= {("EX-03", "f6")}
    assert alert["text"].count("Move infusion from 2026-06-08 10:00 to 2026-06-12 10:00") == 1


def test_a_washout_and_the_path_that_a_booking_breaks_are_two_conflicts() -> None:
    chart = a_chart(
        *TO_RELEASE[:3],
        done("product_release", "2026-06-01T07:00+08:00"),
        PEGASPARGASE,
        booked("infusion", "2026-06-04T10:00+08:00"),
    )
    rules = [conflict["rules"] for conflict in picture_of(chart)["conflicts"]]

    assert ["EX-03.5"] in rules
    assert ["PATH-conditioning-start"] in rules


def test_two_bookings_that_exclude_each_other_are_one_conflict_mended_by_moving_either() -> None:
    chart = a_chart(
        *TO_RELEASE,
        booked("conditioning_start", "2026-06-10"),  # Day 0 is Monday 15 June at the earliest
        booked("infusion", "2026-06-12T10:00+08:00"),
    )
    [conflict] = picture_of(chart)["conflicts"]

    assert conflict["rules"] == ["PATH-conditioning-start"]
    assert conflict["facts"] == ["f5", "f6"]
    assert [(repair["step"], repair["to"]) for repair in conflict["repairs"]] == [
        ("conditioning_start", "2026-06-07"),  # Day −5; booked without an hour
        ("infusion", "2026-06-15T10:00+08:00"),
    ]
    assert "infusion booked for 2026-06-12 10:00" in conflict["text"]


def test_an_assumed_date_is_moved_before_a_booking() -> None:
    chart = a_chart(*TO_RELEASE, booked("conditioning_start", "2026-06-10"))
    [conflict] = picture_of(chart, infusion="2026-06-12")["conflicts"]

    assert _kinds(conflict) == ["move_planned", "move_booking"]


def test_a_visit_booked_too_late_is_moved_to_the_last_day_that_would_do_at_its_hour() -> None:
    # infusion on 11 May: the window of Day 28 closes with Thursday 11 June
    chart = a_chart(done("infusion", "2026-05-11"), booked("day_28", "2026-06-15T10:00+08:00"))
    conflict = next(c for c in picture_of(chart)["conflicts"] if c["step"] == "day_28")

    assert conflict["repairs"][0]["to"] == "2026-06-11T10:00+08:00"


def test_no_date_is_offered_against_a_positive_pregnancy_test() -> None:
    chart = a_woman(
        *TO_RELEASE,
        pregnancy_test("2026-05-31", "positive"),
        booked("infusion", "2026-06-03T10:00+08:00"),
    )
    plan = picture_of(chart)
    [conflict] = [c for c in plan["conflicts"] if c["rules"] == ["HOLD-pregnancy"]]
    [alert] = [a for a in plan["alerts"] if a["kind"] == "hold"]

    assert (conflict["step"], _kinds(conflict)) == ("infusion", ["query_fact"])
    assert alert["text"].startswith("Do not go on to lymphodepletion start until ")


def test_no_date_is_offered_while_an_exposure_goes_on() -> None:
    chart = a_chart(
        *TO_RELEASE,
        PEGASPARGASE,
        drug("imatinib", first="2026-05-01"),
        booked("infusion", "2026-06-08T10:00+08:00"),
    )
    conflicts = picture_of(chart)["conflicts"]

    assert sorted(conflict["rules"] for conflict in conflicts) == [["EX-03.2"], ["EX-03.5"]]
    assert {kind for conflict in conflicts for kind in _kinds(conflict)} == {"query_fact"}
    assert {repair["text"] for conflict in conflicts for repair in conflict["repairs"]} == {
        "Check whether pegaspargase (f5) is recorded correctly.",
        "Record when imatinib (f6) was or will be stopped.",
    }


def test_a_booking_is_moved_only_where_the_other_one_then_holds() -> None:
    # lymphodepletion on 8 June needs Day 0 on Saturday 13 June, when the site is closed
    chart = a_chart(
        *TO_RELEASE,
        booked("conditioning_start", "2026-06-08"),
        booked("infusion", "2026-06-10T10:00+08:00"),
    )
    [conflict] = picture_of(chart)["conflicts"]

    assert [repair["step"] for repair in conflict["repairs"]] == ["conditioning_start"]


def test_the_alert_of_a_conflict_keeps_its_key_over_a_weekend() -> None:
    # nothing before lymphodepletion is done: its earliest day waits with the site's days
    chart = a_chart(done("consent", "2026-05-20"), booked("conditioning_start", "2026-06-12"))
    keys = [
        [alert["key"] for alert in alerts_of(chart, "window_violated", now=now)]
        for now in ("2026-06-05T12:00+08:00", "2026-06-06T12:00+08:00")  # Friday, Saturday
    ]

    assert keys[0] == keys[1] != []


def test_one_way_into_the_trial_that_fails_excludes_nobody_while_another_holds() -> None:
    chart = a_chart(
        done("consent", "2026-05-20"),
        event("induction_start", "2025-01-10"),
        event("first_remission", "2025-03-10"),  # after 59 days: IN-03.2 holds
        event("relapse", "2026-05-10"),  # after 14 months: IN-03.1 does not
        booked("screening", "2026-06-10T10:00+08:00"),
    )
    plan = picture_of(chart)

    assert (plan["feasible"], plan["conflicts"]) == (True, [])
    assert step_of(chart, "screening")["state"] == "booked"


def test_each_of_two_independent_bookings_has_its_own_conflict() -> None:
    chart = a_woman(
        done("consent", "2026-05-20"),
        done("screening", "2026-05-21"),
        pregnancy_test("2026-05-31", "positive"),
        booked("apheresis", "2026-06-02T10:00+08:00"),
        drug("pegaspargase", "2026-05-30", route="im"),
        booked("infusion", "2026-06-25T10:00+08:00"),
    )
    steps = [conflict["step"] for conflict in picture_of(chart)["conflicts"]]

    assert sorted(steps) == ["apheresis", "infusion"]


@pytest.mark.parametrize(
    "chart",
    [
        TOO_EARLY,
        a_chart(done("infusion", "2026-04-20")),
        a_chart(
            *TO_RELEASE, drug("imatinib", first="2026-05-01"), booked("infusion", "2026-06-09")
        ),
        a_chart(*TO_RELEASE, drug("etoposide", "2026-06-05"), booked("infusion", "2026-06-09")),
    ],
)
def test_no_repair_ever_shortens_a_washout(chart: Json) -> None:
    plan = picture_of(chart)
    infusion = next(step for step in plan["steps"] if step["step"] == "infusion")
    repairs = [repair for conflict in plan["conflicts"] for repair in conflict["repairs"]]

    assert {repair["kind"] for repair in repairs} <= set(KINDS)
    for repair in repairs:
        if repair["step"] == "infusion" and repair["to"] is not None:
            assert infusion["clears_at"] is not None
            assert repair["to"] >= infusion["clears_at"]


@pytest.mark.parametrize("chart", [TOO_EARLY, a_chart(done("infusion", "2026-04-20"))])
def test_repairs_come_in_the_order_in_which_they_hurt_least(chart: Json) -> None:
    for conflict in picture_of(chart)["conflicts"]:
        order = [KINDS.index(repair["kind"]) for repair in conflict["repairs"]]

        assert order
        assert order == sorted(order)
