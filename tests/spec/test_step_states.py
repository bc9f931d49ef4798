"""Where a step stands: each state from a small chart, at 08:00 on Monday 1 June 2026.

A state follows from the chart and from now, and from nothing else.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    booked,
    cancelled,
    done,
    drug,
    event,
    finding,
    missed,
    picture_of,
    pregnancy_test,
    step_of,
)

CONSENTED = done("consent", "2026-05-20")
SCREENED = done("screening", "2026-05-22")


@pytest.mark.parametrize(
    ("state", "step", "chart"),
    [
        ("done", "consent", a_chart(CONSENTED)),
        # infusion on 27 April: Day 28 is 25 May, its window 22 to 28 May
        ("done", "day_28", a_chart(done("infusion", "2026-04-27"), done("day_28", "2026-05-28"))),
        (
            "done_out_of_window",
            "day_28",
            a_chart(done("infusion", "2026-04-27"), done("day_28", "2026-05-29")),
        ),
        (
            "done_out_of_window",
            "day_28",
            a_chart(done("infusion", "2026-04-27"), done("day_28", "2026-05-21")),
        ),
        (
            "done_out_of_window",  # a washout was not over
            "infusion",
            a_chart(drug("pegaspargase", "2026-05-01"), done("infusion", "2026-05-20")),
        ),
        (
            "booked",
            "apheresis",
            a_chart(CONSENTED, SCREENED, booked("apheresis", "2026-06-10T10:00+08:00")),
        ),
        # infusion on 4 May: the window of Day 28 is 29 May to 4 June
        ("due", "day_28", a_chart(done("infusion", "2026-05-04"))),
        (
            "due",  # booked for today
            "apheresis",
            a_chart(CONSENTED, SCREENED, booked("apheresis", "2026-06-01T10:00+08:00")),
        ),
        # infusion on 20 April: its window was 15 to 21 May
        ("overdue", "day_28", a_chart(done("infusion", "2026-04-20"))),
        (
            "overdue",  # past its booking
            "apheresis",
            a_chart(CONSENTED, SCREENED, booked("apheresis", "2026-05-29T10:00+08:00")),
        ),
        (
            "overdue",  # by a minute
            "apheresis",
            a_chart(CONSENTED, SCREENED, booked("apheresis", "2026-06-01T07:59+08:00")),
        ),
        (
            "at_risk",  # the booking breaks a rule
            "infusion",
            a_chart(drug("pegaspargase", "2026-06-01"), booked("infusion", "2026-06-29")),
        ),
        (
            "at_risk",  # the booking cannot be judged: 72 hours after which hour?
            "infusion",
            a_chart(drug("imatinib", "2026-06-26"), booked("infusion", "2026-06-29")),
        ),
        # infusion on 18 May: its window opens on 12 June
        ("planned", "day_28", a_chart(done("infusion", "2026-05-18"))),
        ("planned", "infusion", a_chart(CONSENTED)),
        (
            "blocked",  # a step before it was missed
            "product_release",
            a_chart(CONSENTED, SCREENED, missed("apheresis", "2026-05-29")),
        ),
        ("missed", "apheresis", a_chart(missed("apheresis", "2026-05-29"))),
        ("cancelled", "apheresis", a_chart(cancelled("apheresis", "2026-05-29"))),
        ("not_applicable", "pregnancy_test_infusion", a_chart()),
        ("not_applicable", "contraception_end", a_woman(childbearing_potential=False)),
    ],
)
def test_each_state_from_a_small_chart(state: str, step: str, chart: Json) -> None:
    assert step_of(chart, step)["state"] == state


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-05-28T23:59+08:00", "planned"),  # Day 24
        ("2026-05-29T00:00+08:00", "due"),  # Day 25, its first minute
        ("2026-06-04T16:59+08:00", "due"),  # Day 31, the last minute that the site is open
        ("2026-06-05T00:00+08:00", "overdue"),  # Day 32
    ],
)
def test_a_visit_goes_from_planned_over_due_to_overdue(now: str, state: str) -> None:
    assert step_of(a_chart(done("infusion", "2026-05-04")), "day_28", now=now)["state"] == state


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-06-09T23:59+08:00", "booked"),
        ("2026-06-10T00:00+08:00", "due"),
        ("2026-06-10T10:00+08:00", "due"),
        ("2026-06-10T10:01+08:00", "overdue"),
    ],
)
def test_a_booking_goes_from_booked_over_due_to_overdue(now: str, state: str) -> None:
    chart = a_chart(CONSENTED, SCREENED, booked("apheresis", "2026-06-10T10:00+08:00"))

    assert step_of(chart, "apheresis", now=now)["state"] == state


def test_a_booking_for_a_day_is_overdue_only_when_the_day_is_over() -> None:
    chart = a_chart(CONSENTED, SCREENED, booked("apheresis", "2026-06-10"))

    assert step_of(chart, "apheresis", now="2026-06-10T23:59+08:00")["state"] == "due"
    assert step_of(chart, "apheresis", now="2026-06-11T00:00+08:00")["state"] == "overdue"


def test_what_is_done_is_done_whatever_else_is_recorded() -> None:
    chart = a_chart(done("consent", "2026-05-20"), booked("consent", "2026-06-10"))

    assert step_of(chart, "consent")["state"] == "done"
    assert step_of(chart, "consent")["at"] == "2026-05-20"


def test_a_missed_step_that_is_booked_again_is_booked() -> None:
    chart = a_chart(
        CONSENTED, SCREENED, missed("apheresis", "2026-05-25"), booked("apheresis", "2026-06-10")
    )

    assert step_of(chart, "apheresis")["state"] == "booked"
    assert step_of(chart, "product_release")["state"] == "planned"


def test_of_two_bookings_the_later_record_holds() -> None:
    chart = a_chart(
        booked("infusion", "2026-07-10T10:00+08:00"), booked("infusion", "2026-07-08T10:00+08:00")
    )

    assert step_of(chart, "infusion")["at"] == "2026-07-08T10:00+08:00"


def test_an_assumption_overrides_a_booking_and_never_what_is_done() -> None:
    on_paper = a_chart(booked("infusion", "2026-07-10T10:00+08:00"))
    happened = a_chart(done("infusion", "2026-05-20T10:00+08:00"))

    assert step_of(on_paper, "infusion", infusion="2026-07-13")["at"] == "2026-07-13"
    assert step_of(happened, "infusion", infusion="2026-07-13")["at"] == "2026-05-20T10:00+08:00"


@pytest.mark.parametrize(
    ("sample", "state"),
    [
        ("2026-05-30", "done"),  # a test that counts is the step
        ("2026-05-29", "due"),  # one that does not leaves it to be done
    ],
)
def test_a_pregnancy_test_step_is_done_by_a_test_that_counts(sample: str, state: str) -> None:
    chart = a_woman(
        CONSENTED, SCREENED, pregnancy_test(sample), booked("apheresis", "2026-06-02T10:00+08:00")
    )

    assert step_of(chart, "pregnancy_test_apheresis")["state"] == state


def test_every_step_of_the_path_has_a_state_in_the_protocols_order() -> None:
    assert [outcome["step"] for outcome in picture_of(a_chart())["steps"]] == [
        "consent",
        "screening",
        "study_entry",
        "pregnancy_test_apheresis",
        "apheresis",
        "product_release",
        "conditioning_start",
        "conditioning_end",
        "pregnancy_test_infusion",
        "infusion",
        "day_28",
        *(f"month_{month}" for month in range(3, 25, 3)),
        "contraception_end",
    ]


@pytest.mark.parametrize(
    ("screening", "state"),
    [
        ("2026-05-19T17:00+08:00", "done_out_of_window"),  # before consent
        ("2026-05-20T09:59+08:00", "done_out_of_window"),  # by a minute
        ("2026-05-20T10:00+08:00", "done"),
        ("2026-05-20", "done"),  # the same day: nothing says that it was before
    ],
)
def test_screening_follows_consent(screening: str, state: str) -> None:
    chart = a_chart(done("consent", "2026-05-20T10:00+08:00"), done("screening", screening))

    assert step_of(chart, "screening")["state"] == state


@pytest.mark.parametrize(
    ("apheresis", "state"),
    [
        ("2026-05-22T09:59+08:00", "done_out_of_window"),  # before screening
        ("2026-05-22T10:00+08:00", "done"),
    ],
)
def test_apheresis_follows_screening(apheresis: str, state: str) -> None:
    chart = a_chart(
        CONSENTED, done("screening", "2026-05-22T10:00+08:00"), done("apheresis", apheresis)
    )

    assert step_of(chart, "apheresis")["state"] == state


def test_study_entry_recorded_before_consent_is_out_of_order() -> None:
    early = a_chart(
        done("consent", "2026-05-20T10:00+08:00"), done("study_entry", "2026-05-20T09:59+08:00")
    )
    same = a_chart(
        done("consent", "2026-05-20T10:00+08:00"), done("study_entry", "2026-05-20T10:00+08:00")
    )

    assert step_of(early, "study_entry")["state"] == "done_out_of_window"
    assert step_of(same, "study_entry")["state"] == "done"


def test_a_visit_is_due_to_the_end_of_its_last_day_though_the_site_has_closed() -> None:
    """Month 3 after 10 March is 10 June ± 7 days: on 17 June at 20:00 it can still be done."""
    chart = a_chart(done("infusion", "2026-03-10T10:00+08:00"))

    evening = step_of(chart, "month_3", now="2026-06-17T20:00+08:00")
    next_day = step_of(chart, "month_3", now="2026-06-18T00:00+08:00")

    assert evening["state"] == "due"
    assert next_day["state"] == "overdue"


@pytest.mark.parametrize(
    ("now", "state", "alerts"),
    [
        ("2026-04-30T18:00+08:00", "due", {"due_soon"}),  # the site has closed on the last day
        ("2026-05-01T00:00+08:00", "blocked", {"infeasible"}),  # Labour Day holiday to 5 May
        ("2026-05-04T23:59+08:00", "blocked", {"infeasible"}),
        ("2026-05-05T00:00+08:00", "overdue", {"overdue"}),
    ],
)
def test_on_the_closed_days_at_its_windows_end_a_visit_has_no_time_left(
    now: str, state: str, alerts: set[str]
) -> None:
    chart = a_chart(
        done("consent", "2026-02-11"),
        done("screening", "2026-02-12"),
        done("apheresis", "2026-03-01"),
        done("product_release", "2026-03-19"),
        done("conditioning_start", "2026-03-29"),
        done("conditioning_end", "2026-03-31"),
        done("infusion", "2026-04-03"),
    )

    assert step_of(chart, "day_28", now=now)["state"] == state
    plan = picture_of(chart, now=now)
    found = {alert["kind"] for alert in plan["alerts"] if alert["step"] == "day_28"}
    assert found == alerts


def test_a_step_that_can_no_longer_be_held_in_time_is_blocked_even_on_its_last_day() -> None:
    # infusion on 4 June: lymphodepletion ends on 1 June, and has not even begun
    chart = a_chart(
        CONSENTED,
        SCREENED,
        done("apheresis", "2026-05-04"),
        done("product_release", "2026-05-25"),
        booked("infusion", "2026-06-04T10:00+08:00"),
    )
    step = step_of(chart, "conditioning_end")

    assert step["opens"] is None  # there is no time at which it can be held
    assert step["closes"] is not None
    assert step["state"] == "blocked"


def test_a_booked_step_still_shows_the_date_that_would_be_suggested_without_it() -> None:
    chart = a_chart(
        CONSENTED,
        SCREENED,
        done("apheresis", "2026-05-04"),
        done("product_release", "2026-05-25"),
        booked("infusion", "2026-06-22T10:00+08:00"),
    )
    infusion, visit = step_of(chart, "infusion"), step_of(chart, "day_28")

    assert (infusion["at"], infusion["proposed"]) == (
        "2026-06-22T10:00+08:00",
        "2026-06-08T09:00+08:00",  # Day −5 is today at the earliest, Day 0 is no weekend
    )
    assert visit["proposed"] == "2026-07-20T09:00+08:00"  # counted from the booking


def test_a_cancelled_step_is_judged_at_no_date() -> None:
    chart = a_chart(
        CONSENTED,
        SCREENED,
        drug("pegaspargase", "2026-05-29"),
        booked("infusion", "2026-06-22"),
        cancelled("infusion", "2026-05-31"),
    )
    [verdict] = [v for v in picture_of(chart)["verdicts"] if v["fact"] == "f3"]

    assert step_of(chart, "infusion")["proposed"] is None
    assert verdict["judged_at"] is None


def test_the_window_of_a_step_that_is_done_says_which_rules_set_it() -> None:
    step = step_of(a_chart(done("infusion", "2026-04-27"), done("day_28", "2026-05-28")), "day_28")

    assert (step["opens"], step["opened_by"]) == ("2026-05-22T00:00+08:00", ["PATH-day-28"])
    assert (step["closes"], step["closed_by"]) == ("2026-05-28T23:59+08:00", ["PATH-day-28"])


def test_what_another_of_its_group_settles_hides_nothing_of_another_step() -> None:
    """One item of inclusion 3 suffices: the late relapse is no violation, the washout is one."""
    chart = a_chart(
        event("first_remission", "2024-01-10"),
        event("relapse", "2026-03-10"),
        finding("second_marrow_relapse", True, "2026-05-10"),
        SCREENED,
        drug("pegaspargase", "2026-05-29"),
        booked("infusion", "2026-06-22"),
    )

    assert step_of(chart, "screening")["state"] == "done"
    assert step_of(chart, "infusion")["state"] == "at_risk"


def test_nothing_that_comes_after_a_called_off_step_has_a_time() -> None:
    chart = a_chart(CONSENTED, SCREENED, cancelled("apheresis", "2026-05-30"))
    steps = {step["step"]: step["proposed"] for step in picture_of(chart)["steps"]}

    assert {name for name, proposed in steps.items() if proposed} == set()


def test_visits_are_counted_from_a_booked_infusion_though_apheresis_was_called_off() -> None:
    """Day 28 of 20 July is 17 August, a Monday; what leads up to the infusion has no time."""
    chart = a_chart(
        CONSENTED, SCREENED, cancelled("apheresis", "2026-05-30"), booked("infusion", "2026-07-20")
    )
    steps = {step["step"]: step["proposed"] for step in picture_of(chart)["steps"]}

    assert steps["day_28"] == "2026-08-17T09:00+08:00"
    assert steps["product_release"] is None
    assert steps["conditioning_start"] is None
    assert steps["conditioning_end"] is None


def test_lymphodepletion_has_no_time_while_the_infusion_alone_is_called_off() -> None:
    chart = a_chart(
        CONSENTED,
        SCREENED,
        done("apheresis", "2026-05-25"),
        cancelled("infusion", "2026-05-30"),
    )
    steps = {step["step"]: step["proposed"] for step in picture_of(chart)["steps"]}

    assert steps["product_release"] is not None
    assert steps["conditioning_start"] is None
    assert steps["conditioning_end"] is None


def test_a_step_that_was_called_off_still_says_from_when_it_could_be() -> None:
    """Only what comes after it waits for it; manufacturing takes 14 days from 25 May."""
    chart = a_chart(
        CONSENTED,
        SCREENED,
        done("apheresis", "2026-05-25"),
        cancelled("product_release", "2026-05-30"),
    )

    assert step_of(chart, "product_release")["opened_by"] == ["PATH-manufacturing"]
    assert "not before 2026-06-08" in step_of(chart, "product_release")["why"][0]
    assert step_of(chart, "conditioning_start")["opened_by"] == []
