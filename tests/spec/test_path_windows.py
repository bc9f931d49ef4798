"""The path around Day 0: what is counted from the infusion, and what the infusion waits for.

Conditioning days, visits, their windows and the time of manufacturing are site defaults.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    done,
    drug,
    picture_of,
    step_of,
)

TO_APHERESIS = (
    done("consent", "2026-05-04"),
    done("screening", "2026-05-06"),
    done("apheresis", "2026-05-13"),
)


def day_of(moment: str) -> str:
    return moment[:10]


def window(step: Json) -> tuple[str, str]:
    """First and last local day."""
    return day_of(step["opens"]), day_of(step["closes"])


@pytest.mark.parametrize(
    ("step", "number", "day"),
    [
        ("conditioning_start", -5, "2026-07-05"),
        ("conditioning_end", -3, "2026-07-07"),
    ],
)
def test_lymphodepletion_is_on_days_minus_5_to_minus_3(step: str, number: int, day: str) -> None:
    outcome = step_of(a_chart(booked("infusion", "2026-07-10T10:00+08:00")), step)

    assert outcome["day"] == number
    assert window(outcome) == (day, day)
    assert outcome["opens"] == f"{day}T00:00+08:00"


def test_infusion_is_day_0_and_months_have_no_number() -> None:
    numbers = {outcome["step"]: outcome["day"] for outcome in picture_of(a_chart())["steps"]}

    assert {step: day for step, day in numbers.items() if day is not None} == {
        "conditioning_start": -5,
        "conditioning_end": -3,
        "infusion": 0,
        "day_28": 28,
    }


@pytest.mark.parametrize(
    ("step", "first", "last"),
    [
        ("day_28", "2026-04-04", "2026-04-10"),  # Day 25 to 31
        ("month_3", "2026-06-03", "2026-06-17"),  # 10 June ± 7 days
        ("month_6", "2026-09-03", "2026-09-17"),
        ("month_9", "2026-11-26", "2026-12-24"),  # 10 December ± 14 days
        ("month_12", "2027-02-24", "2027-03-24"),
        ("month_15", "2027-05-27", "2027-06-24"),
        ("month_18", "2027-08-27", "2027-09-24"),
        ("month_21", "2027-11-26", "2027-12-24"),
        ("month_24", "2028-02-25", "2028-03-24"),  # over a leap day
    ],
)
def test_visits_are_counted_from_the_infusion(step: str, first: str, last: str) -> None:
    chart = a_chart(done("infusion", "2026-03-10T10:00+08:00"))
    visit = step_of(chart, step, now="2026-03-11T08:00+08:00")

    assert window(visit) == (first, last)
    assert visit["opens"] == f"{first}T00:00+08:00"
    assert visit["opened_by"] == visit["closed_by"] == [f"PATH-{step.replace('_', '-')}"]


def test_a_month_visit_of_a_month_end_is_clamped() -> None:
    chart = a_chart(done("infusion", "2025-11-30"))
    visit = step_of(chart, "month_3", now="2025-12-01T08:00+08:00")

    assert window(visit) == ("2026-02-21", "2026-03-07")  # 28 February ± 7 days


def test_visits_move_with_a_booked_infusion() -> None:
    visit = step_of(a_chart(), "day_28", infusion="2026-07-10")

    assert window(visit) == ("2026-08-04", "2026-08-10")


def test_a_done_visit_keeps_the_window_it_had() -> None:
    chart = a_chart(done("infusion", "2026-03-10"), done("day_28", "2026-04-09"))
    visit = step_of(chart, "day_28")

    assert (visit["state"], visit["at"]) == ("done", "2026-04-09")
    assert window(visit) == ("2026-04-04", "2026-04-10")


def test_the_infusion_waits_for_manufacturing_and_lymphodepletion() -> None:
    # apheresis 13 May + 14 days = 27 May, Day −5; + 5 days = 1 June, a Monday
    chart = a_chart(*TO_APHERESIS)
    now = "2026-05-14T08:00+08:00"
    infusion = step_of(chart, "infusion", now=now)

    assert step_of(chart, "product_release", now=now)["opens"] == "2026-05-27T00:00+08:00"
    assert step_of(chart, "conditioning_start", now=now)["opens"] == "2026-05-27T00:00+08:00"
    assert infusion["opens"] == "2026-06-01T00:00+08:00"
    assert infusion["opens_worst"] == "2026-06-15T00:00+08:00"  # 28 days instead of 14
    assert infusion["proposed"] == "2026-06-01T09:00+08:00"


def test_the_real_release_replaces_the_expected_one() -> None:
    chart = a_chart(*TO_APHERESIS, done("product_release", "2026-06-03T15:00+08:00"))
    infusion = step_of(chart, "infusion", now="2026-06-03T16:00+08:00")

    assert infusion["opens"] == "2026-06-08T00:00+08:00"  # Day −5 is that same 3 June


@pytest.mark.parametrize(
    ("released", "state"),
    [
        ("2026-05-12", "done_out_of_window"),  # before the cells were collected
        ("2026-05-13", "done"),
        ("2026-05-20", "done"),  # in a week: sooner than expected is no deviation
        ("2026-05-27", "done"),
    ],
)
def test_a_product_may_be_released_sooner_than_expected(released: str, state: str) -> None:
    chart = a_chart(*TO_APHERESIS, done("product_release", released))
    told = [a["rule"] for a in alerts_of(chart, "window_violated")]

    assert step_of(chart, "product_release")["state"] == state
    assert told == ([] if state == "done" else ["PATH-manufacturing"])


def test_a_washout_that_outlasts_the_path_opens_the_infusion() -> None:
    chart = a_chart(*TO_APHERESIS, drug("pegaspargase", "2026-05-12", route="im"))
    infusion = step_of(chart, "infusion", now="2026-05-14T08:00+08:00")

    assert infusion["opens"] == "2026-06-10T00:00+08:00"  # 29 days
    assert infusion["opened_by"] == ["EX-03.5"]
    assert infusion["why"][0].startswith("infusion not before 2026-06-10")


def test_lymphodepletion_follows_the_washout_that_moved_the_infusion() -> None:
    chart = a_chart(*TO_APHERESIS, drug("pegaspargase", "2026-05-12", route="im"))
    start = step_of(chart, "conditioning_start", now="2026-05-14T08:00+08:00")

    assert day_of(start["proposed"]) == "2026-06-05"  # Day −5 of 10 June


@pytest.mark.parametrize(
    ("apheresis", "proposed"),
    [
        ("2026-05-11", "2026-06-01T09:00+08:00"),  # 30 May is a Saturday
        ("2026-05-31", "2026-06-22T09:00+08:00"),  # 19 June is Dragon Boat Festival, a Friday
        ("2026-09-21", "2026-10-10T09:00+08:00"),  # a Saturday made a working day
    ],
)
def test_the_proposal_is_on_the_sites_working_days(apheresis: str, proposed: str) -> None:
    chart = a_chart(*TO_APHERESIS[:2], done("apheresis", apheresis))

    assert step_of(chart, "infusion", now=f"{apheresis}T20:00+08:00")["proposed"] == proposed


def test_now_opens_what_the_past_has_allowed_for_long() -> None:
    chart = a_chart(*TO_APHERESIS, done("product_release", "2026-05-20"))
    infusion = step_of(chart, "infusion", now="2026-06-01T08:00+08:00")

    assert infusion["opens"] == "2026-06-06T00:00+08:00"  # today is Day −5 at the earliest
    assert infusion["proposed"] == "2026-06-08T09:00+08:00"  # 6 June is a Saturday


@pytest.mark.parametrize(
    ("step", "anchor", "first", "last"),
    [
        ("pregnancy_test_apheresis", "apheresis", "2026-07-07", "2026-07-10"),
        ("pregnancy_test_infusion", "infusion", "2026-07-07", "2026-07-10"),
    ],
)
def test_pregnancy_tests_have_the_days_of_their_rule(
    step: str, anchor: str, first: str, last: str
) -> None:
    outcome = step_of(a_woman(), step, **{anchor: "2026-07-10T10:00+08:00"})

    assert window(outcome) == (first, last)
    assert outcome["closes"] == "2026-07-10T10:00+08:00"  # before the procedure begins
    assert day_of(outcome["proposed"]) == "2026-07-09"  # the day before


def test_contraception_ends_two_years_after_and_closes_never() -> None:
    outcome = step_of(a_chart(), "contraception_end", infusion="2026-07-10")

    assert (outcome["opens"], outcome["closes"]) == ("2028-07-10T00:00+08:00", None)


def test_of_two_rules_that_end_a_window_at_one_minute_both_are_named() -> None:
    chart = a_chart(booked("infusion", "2026-06-08T10:00+08:00"))
    start = step_of(chart, "conditioning_start")

    assert start["closes"] == "2026-06-03T23:59+08:00"
    assert start["closed_by"] == ["PATH-conditioning-course", "PATH-conditioning-start"]
