"""A step without a date whose window has closed, or has no hour at which the site works."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    booked,
    done,
    drug,
    picture_of,
    pregnancy_test,
    step_of,
)
from tests.spec.test_imported_closures_and_slots import closures, planned

GIVEN = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    done("apheresis", "2026-06-25T09:30+08:00"),
    done("product_release", "2026-07-16"),
    done("conditioning_start", "2026-07-22"),
    done("conditioning_end", "2026-07-24"),  # it serves an infusion until 7 August
)
TESTED = (*GIVEN[:2], pregnancy_test("2026-06-24"), *GIVEN[2:])


def told(plan: Json) -> Iterator[tuple[Any, ...]]:
    """Step, facts, sentence and the sentences of what would mend it."""
    for one in plan["conflicts"]:
        yield one["step"], one["facts"], one["text"], [way["text"] for way in one["repairs"]]


def rules(plan: Json, step: str) -> list[str]:
    """The rules of the one conflict of a step."""
    [found] = [one["rules"] for one in plan["conflicts"] if one["step"] == step]
    return list(found)


# ---------------------------------------------------------------- its window has closed


def test_each_visit_whose_window_has_closed_is_told_by_itself_and_may_be_held_tomorrow() -> None:
    plan = picture_of(a_chart(done("infusion", "2026-04-20")), now="2026-08-20T08:00+08:00")

    assert list(told(plan)) == [
        (
            "day_28",
            ["f1"],
            (
                "No time is left for day 28 visit (PATH-day-28):"
                " its window closed on 2026-05-21 23:59."
            ),
            [
                (
                    "Do day 28 visit on 2026-08-21 09:00, 92 days after its window,"
                    " and record the deviation."
                )
            ],
        ),
        (
            "month_3",
            ["f1"],
            (
                "No time is left for month 3 visit (PATH-month-3):"
                " its window closed on 2026-07-27 23:59."
            ),
            [
                (
                    "Do month 3 visit on 2026-08-21 09:00, 25 days after its window,"
                    " and record the deviation."
                )
            ],
        ),
    ]


def test_a_visit_that_was_booked_in_time_and_has_passed_is_late_and_no_conflict() -> None:
    chart = a_chart(done("infusion", "2026-04-20"), booked("day_28", "2026-05-19"))
    plan = picture_of(chart, now="2026-06-20T08:00+08:00")

    assert step_of(chart, "day_28", now="2026-06-20T08:00+08:00")["state"] == "overdue"
    assert plan["conflicts"] == []


def test_of_a_test_for_an_infusion_that_was_held_only_the_record_can_be_missing() -> None:
    """Whether the sample was in time cannot be told of an infusion on some day of a week."""
    infused = done("infusion", "2026-07-28/2026-08-03")
    chart = a_woman(*TESTED, infused, pregnancy_test("2026-07-28"))
    now = "2026-08-20T08:00+08:00"

    assert step_of(chart, "pregnancy_test_infusion", now=now)["state"] == "overdue"
    assert picture_of(chart, now=now)["conflicts"] == []


def test_past_the_days_that_lymphodepletion_serves_it_is_told_of_infusion_and_of_visits() -> None:
    plan = picture_of(a_chart(*GIVEN), now="2026-08-20T08:00+08:00")
    again = (
        "Ask the investigator whether to repeat lymphodepletion:"
        " that of 2026-07-22 serves infusion until 2026-08-07 only."
    )
    served = "PATH-infusion-after-conditioning"

    assert list(told(plan)) == [
        (
            "infusion",
            ["f6"],
            f"No time is left for infusion ({served}): its window closed on 2026-08-07 23:59.",
            [again],
        ),
        (
            "day_28",
            ["f6"],
            (
                f"No time is left for day 28 visit (PATH-day-28, {served}):"
                " not before 2026-09-14, not after 2026-09-07 23:59."
            ),
            [
                (
                    "Do day 28 visit on 2026-09-14 09:00, 7 days after its window,"
                    " and record the deviation."
                )
            ],
        ),
        (
            "month_6",
            ["f6"],
            (
                f"No time is left for month 6 visit ({served}, PATH-month-6, SITE-working-days):"
                " not before 2027-02-13, not after 2027-02-14 23:59, and the site is closed then"
                " (Saturday, Sunday)."
            ),
            [
                (
                    "Do month 6 visit on 2027-02-15 09:00, 1 day after its window,"
                    " and record the deviation."
                )
            ],
        ),
    ]


def test_a_window_that_closed_before_a_washout_is_over_says_both_ends() -> None:
    chart = a_chart(*GIVEN, drug("pegaspargase", "2026-08-12", route="im"))
    found = {one[0]: one for one in told(picture_of(chart, now="2026-08-20T08:00+08:00"))}

    assert found["infusion"][1:3] == (
        ["f6", "f7"],
        (
            "No time is left for infusion (EX-03.5, PATH-infusion-after-conditioning):"
            " not before 2026-09-10, not after 2026-08-07 23:59."
        ),
    )
    assert found["day_28"][3] == [
        "Do day 28 visit on 2026-10-08 09:00, 31 days after its window, and record the deviation."
    ]


def test_a_date_that_is_not_ours_and_lies_behind_it_may_have_changed() -> None:
    late = (*GIVEN[:3], booked("product_release", "2026-08-20"), GIVEN[4])
    plan = picture_of(a_chart(*late), now="2026-07-28T08:00+08:00")
    found = {one[0]: one for one in told(plan)}

    assert rules(plan, "infusion") == [
        "PATH-infusion-after-conditioning",
        "PATH-infusion-after-release",
    ]
    assert found["infusion"][3] == [
        (
            "Ask the investigator whether to repeat lymphodepletion:"
            " that of 2026-07-22 serves infusion until 2026-08-07 only."
        ),
        "Check whether product release (f4) is recorded correctly.",
    ]


# ---------------------------------------------------------------- the site is closed


def test_a_test_in_the_last_hours_before_the_site_opens_says_that_no_hours_are_left() -> None:
    chart = a_woman(*TESTED, booked("infusion", "2026-07-28T08:00+08:00"))
    until = "2026-07-28 08:00"

    for now in ("2026-07-28T07:59+08:00", "2026-07-28T08:00+08:00"):
        opens = now[:16].replace("T", " ")
        [(step, facts, text, ways)] = told(picture_of(chart, now=now))
        assert (step, facts) == ("pregnancy_test_infusion", ["f8"])
        assert text == (
            "No time is left for pregnancy test before infusion (IN-10b, SITE-working-days):"
            f" not before {opens}, not after {until}, and the site is closed then"
            " (no opening hours are left)."
        )
        assert ways == ["Move infusion from 2026-07-28 08:00 to 2026-07-28 09:00."]


def test_what_hangs_on_one_booking_is_told_once() -> None:
    """No test is possible before this infusion, and its Day 28 lies in the Spring Festival."""
    chart = a_woman(
        done("consent", "2025-12-29"),
        done("screening", "2025-12-29"),
        pregnancy_test("2026-01-03"),
        done("apheresis", "2026-01-04T10:00+08:00"),
        done("product_release", "2026-01-14"),
        done("conditioning_start", "2026-01-16"),
        done("conditioning_end", "2026-01-18"),
        booked("infusion", "2026-01-21T10:00+08:00"),
    )
    moved = closures((date(2026, 1, 18), date(2026, 1, 21)))
    made = planned(chart, moved, now="2026-01-19T08:00+08:00")
    states = {one["step"]: one["state"] for one in made["steps"]}

    assert (states["pregnancy_test_infusion"], states["day_28"]) == ("blocked", "blocked")
    assert [one["step"] for one in made["conflicts"]] == ["pregnancy_test_infusion"]


def test_what_hangs_on_a_booking_that_is_told_hides_nothing_that_hangs_on_another() -> None:
    chart = a_woman(
        done("consent", "2026-09-01"),
        booked("screening", "2026-10-06"),
        booked("apheresis", "2026-10-05T10:00+08:00"),
        booked("infusion", "2026-11-13T10:00+08:00"),
    )
    moved = closures((date(2026, 11, 9), date(2026, 11, 13)))
    made = planned(chart, moved, now="2026-09-20T08:00+08:00")

    assert [one["text"] for one in made["conflicts"]] == [
        (
            "Apheresis booked for 2026-10-05 10:00 does not fit with screening booked"
            " for 2026-10-06 (PATH-apheresis-after-screening)."
        ),
        (
            "No time is left for pregnancy test before infusion (IN-10b, SITE-working-days):"
            " not before 2026-11-10, not after 2026-11-13 10:00, and the site is closed then"
            " (ward moves)."
        ),
    ]
