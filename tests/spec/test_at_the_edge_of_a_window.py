"""A date at the very edge of its window holds; one that may lie in it is not said to break it."""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    cancelled,
    done,
    drug,
    missed,
    picture_of,
    pregnancy_test,
    step_of,
)

NOW = "2026-05-01T08:00+08:00"
INFUSED = done("infusion", "2026-04-20")
"""Day 28 is 18 May; its window goes from 15 to 21 May."""

RULE = "PATH-infusion-after-conditioning"
COLLECTED = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    done("apheresis", "2026-06-25T09:30+08:00"),
)
RELEASED = (*COLLECTED, done("product_release", "2026-07-16"))
BEGUN = (*RELEASED, done("conditioning_start", "2026-07-22"))
GIVEN = (*BEGUN, done("conditioning_end", "2026-07-24"))
AFTER_IT = "2026-07-28T12:00+08:00"


def conflicts(chart: Json, now: str = NOW, **assumed: str) -> list[Json]:
    return list(picture_of(chart, now=now, **assumed)["conflicts"])


# ---------------------------------------------------------------- bookings


@pytest.mark.parametrize(
    ("visit", "state"),
    [
        ("2026-05-14T23:59+08:00", "at_risk"),
        ("2026-05-15T00:00+08:00", "booked"),  # its first minute
        ("2026-05-14", "at_risk"),
        ("2026-05-14/2026-05-15", "booked"),  # perhaps on the first day
        ("2026-05-21/2026-05-22", "booked"),  # perhaps on the last
        ("2026-05-21T23:59+08:00", "booked"),  # its last minute
        ("2026-05-22T00:00+08:00", "at_risk"),
        ("2026-05-22", "at_risk"),
    ],
)
def test_a_visit_is_at_risk_and_a_conflict_only_where_it_certainly_lies_outside(
    visit: str, state: str
) -> None:
    chart = a_chart(INFUSED, booked("day_28", visit))
    found = [one["rules"] for one in conflicts(chart) if one["step"] == "day_28"]

    assert step_of(chart, "day_28", now=NOW)["state"] == state
    assert found == ([["PATH-day-28"]] if state == "at_risk" else [])


@pytest.mark.parametrize(
    ("visit", "now", "state"),
    [
        ("2026-05-18/2026-05-20", "2026-05-17T23:59+08:00", "booked"),
        ("2026-05-18/2026-05-20", "2026-05-18T00:00+08:00", "due"),  # it may be today
        ("2026-05-18/2026-05-20", "2026-05-20T23:59+08:00", "due"),
        ("2026-05-18/2026-05-20", "2026-05-21T00:00+08:00", "overdue"),
        ("2026-05-18T10:00+08:00", "2026-05-18T10:00+08:00", "due"),
        ("2026-05-18T10:00+08:00", "2026-05-18T10:01+08:00", "overdue"),
    ],
)
def test_a_booking_of_some_days_is_due_from_the_first_and_overdue_after_the_last(
    visit: str, now: str, state: str
) -> None:
    assert step_of(a_chart(INFUSED, booked("day_28", visit)), "day_28", now=now)["state"] == state


def test_an_infusion_booked_too_late_names_what_closes_its_window_and_its_bookings() -> None:
    late = booked("infusion", "2026-08-08T00:00+08:00")
    [conflict] = conflicts(a_chart(*GIVEN, late), AFTER_IT)

    assert (conflict["step"], conflict["rules"]) == ("infusion", [RULE])
    assert conflict["facts"] == ["f6", "f7"]
    assert [way["kind"] for way in conflict["repairs"]] == ["move_booking", "repeat_step"]


def test_a_booking_whose_time_has_passed_is_late_and_no_conflict() -> None:
    etoposide = drug("etoposide", "2026-07-20")
    chart = a_chart(*GIVEN, etoposide, booked("infusion", "2026-07-28T10:00+08:00"))

    assert conflicts(chart, "2026-07-28T10:00+08:00") != []
    assert conflicts(chart, "2026-07-28T10:01+08:00") == []


def test_two_bookings_that_exclude_each_other_are_told_once_with_both_dates() -> None:
    chart = a_chart(
        done("consent", "2026-04-20"),
        booked("screening", "2026-05-13"),
        booked("apheresis", "2026-05-12T10:00+08:00"),
    )
    [conflict] = conflicts(chart)

    assert conflict["facts"] == ["f2", "f3"]
    assert conflict["text"] == (
        "Apheresis booked for 2026-05-12 10:00 does not fit with screening booked for 2026-05-13"
        " (PATH-apheresis-after-screening)."
    )


def test_a_date_that_is_only_assumed_is_said_to_be_assumed() -> None:
    chart = a_chart(done("consent", "2026-04-20"), booked("screening", "2026-05-13"))
    [conflict] = conflicts(chart, apheresis="2026-05-12T10:00+08:00")

    assert conflict["facts"] == ["f2"]
    assert conflict["text"] == (
        "Apheresis assumed for 2026-05-12 10:00 does not fit with screening booked for 2026-05-13"
        " (PATH-apheresis-after-screening)."
    )


def test_a_coarse_end_that_may_lie_in_time_still_asks_whether_to_repeat() -> None:
    """Pegaspargase ended some day from 6 to 20 July: from 4 August on at best, 18 August surely."""
    coarse = drug("pegaspargase", "2026-07-06/2026-07-20", route="im")
    chart = a_chart(*GIVEN, coarse, booked("infusion", "2026-07-30T10:00+08:00"))
    [conflict] = conflicts(chart, AFTER_IT)

    assert [way["kind"] for way in conflict["repairs"]] == ["repeat_step", "query_fact"]


# ---------------------------------------------------------------- what was done


@pytest.mark.parametrize(
    ("visit", "state"),
    [
        ("2026-05-14T23:59+08:00", "done_out_of_window"),
        ("2026-05-15T00:00+08:00", "done"),
        ("2026-05-14/2026-05-15", "done"),  # perhaps in time
        ("2026-05-21/2026-05-22", "done"),
        ("2026-05-21T23:59+08:00", "done"),
        ("2026-05-22T00:00+08:00", "done_out_of_window"),
    ],
)
def test_a_visit_that_was_made_is_out_of_its_window_only_where_that_is_certain(
    visit: str, state: str
) -> None:
    chart, now = a_chart(INFUSED, done("day_28", visit)), "2026-06-01T08:00+08:00"
    step = step_of(chart, "day_28", now=now)

    assert step["state"] == state
    assert (step["opens"], step["closes"]) == (
        "2026-05-15T00:00+08:00",
        "2026-05-21T23:59+08:00",
    )


@pytest.mark.parametrize(
    ("visit", "state"),
    [
        ("2026-05-15T00:00+08:00", "done"),  # 25 days after the first day that it may have been
        ("2026-05-14T23:59+08:00", "done_out_of_window"),
        ("2026-05-23T23:59+08:00", "done"),  # 31 days after the last one
        ("2026-05-24T00:00+08:00", "done_out_of_window"),
    ],
)
def test_after_an_infusion_on_some_day_of_three_a_visit_has_the_days_of_each(
    visit: str, state: str
) -> None:
    infused = done("infusion", "2026-04-20/2026-04-22")
    chart = a_chart(infused, done("day_28", visit))

    assert step_of(chart, "day_28", now="2026-06-01T08:00+08:00")["state"] == state


def test_of_all_that_bounds_a_step_that_was_done_the_latest_opening_and_the_rules_are_told() -> (
    None
):
    chart = a_chart(*GIVEN, done("infusion", "2026-08-07T10:00+08:00"))
    now = "2026-08-10T08:00+08:00"
    infusion = step_of(chart, "infusion", now=now)
    apheresis = step_of(chart, "apheresis", now=now)
    release = step_of(chart, "product_release", now=now)
    consent = step_of(chart, "consent", now=now)

    assert (infusion["opens"], infusion["opened_by"]) == (
        "2026-07-16T00:00+08:00",
        ["PATH-infusion-after-release"],
    )
    assert (infusion["closes"], infusion["closed_by"]) == ("2026-08-07T23:59+08:00", [RULE])
    assert apheresis["opened_by"] == ["PATH-apheresis-after-screening"]
    assert (apheresis["closes"], apheresis["closed_by"]) == (None, [])
    # sooner than expected is no breach: it may be there from the collection on
    assert (release["opens"], release["opened_by"]) == (
        "2026-06-25T09:30+08:00",
        ["PATH-manufacturing"],
    )
    assert (consent["opens"], consent["opened_by"]) == (None, [])


def test_a_planned_offset_binds_no_step_that_was_done() -> None:
    """Lymphodepletion on Day −16: planned for Day −5, but an infusion may slip behind it."""
    chart = a_chart(*GIVEN, done("infusion", "2026-08-07T10:00+08:00"))
    start = step_of(chart, "conditioning_start", now="2026-08-10T08:00+08:00")

    assert (start["state"], start["opened_by"]) == ("done", ["PATH-conditioning-after-release"])
    assert (start["closes"], start["closed_by"]) == (
        "2026-08-02T23:59+08:00",
        ["PATH-conditioning-start"],
    )


def test_the_days_of_a_test_are_no_window_of_its_step() -> None:
    test = done("pregnancy_test_apheresis", "2026-06-20")
    chart = a_woman(*COLLECTED, pregnancy_test("2026-06-20"), test)
    step = step_of(chart, "pregnancy_test_apheresis", now="2026-07-01T08:00+08:00")

    assert (step["opens"], step["closes"], step["closed_by"]) == (None, None, [])


@pytest.mark.parametrize(
    ("visit", "said", "at", "limit"),
    [
        (
            "2026-05-12/2026-05-13",
            "done 2 days before its window",
            "2026-05-13T23:59+08:00",
            "2026-05-15T00:00+08:00",
        ),
        (
            "2026-05-23/2026-05-24",
            "done 2 days after its window",
            "2026-05-23T00:00+08:00",
            "2026-05-21T23:59+08:00",
        ),
    ],
)
def test_a_deviation_is_said_by_the_ends_that_lie_nearest_to_each_other(
    visit: str, said: str, at: str, limit: str
) -> None:
    chart = a_chart(INFUSED, done("day_28", visit))
    [alert] = alerts_of(chart, "window_violated", now="2026-06-01T08:00+08:00")

    assert said in alert["text"]
    assert (alert["reason"]["at"], alert["reason"]["limit"]) == (at, limit)


# ---------------------------------------------------------------- what will not come


@pytest.mark.parametrize(
    ("mark", "state"), [(missed, "blocked"), (cancelled, "blocked"), (booked, "planned")]
)
def test_what_comes_right_after_a_step_that_is_lost_has_no_date(mark: object, state: str) -> None:
    assert callable(mark)
    chart = a_chart(*COLLECTED[:2], mark("apheresis", "2026-07-10"))

    assert step_of(chart, "product_release", now="2026-07-10T08:00+08:00")["state"] == state
