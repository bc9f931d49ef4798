"""The earliest infusion is a time at which it can really be held; where there is none, none is."""

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
    pregnancy_test,
    step_of,
    verdict_of,
)

NOW = "2026-07-20T18:00+08:00"  # a Monday evening
BEFORE = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    done("apheresis", "2026-06-25T09:30+08:00"),
    done("product_release", "2026-07-16"),
)
LYMPHODEPLETION = (
    booked("conditioning_start", "2026-07-22"),
    booked("conditioning_end", "2026-07-24"),
)
INFUSION = booked("infusion", "2026-07-27T10:00+08:00")


# ---------------------------------------------------------------- lymphodepletion comes first


@pytest.mark.parametrize(
    ("facts", "opens"),
    [
        ((), "2026-07-25T00:00+08:00"),  # five days from today, and nothing is booked
        ((INFUSION,), "2026-07-25T00:00+08:00"),
        ((*LYMPHODEPLETION, INFUSION), "2026-07-27T00:00+08:00"),  # as it is booked
        (
            (done("conditioning_start", "2026-07-19"), INFUSION),
            "2026-07-24T00:00+08:00",  # as it began
        ),
    ],
)
def test_infusion_waits_five_days_for_lymphodepletion(facts: tuple[Json, ...], opens: str) -> None:
    infusion = step_of(a_chart(*BEFORE, *facts), "infusion", now=NOW)

    assert infusion["opens"] == opens
    assert infusion["proposed"] >= opens


@pytest.mark.parametrize("infused", [(), (INFUSION,)])
@pytest.mark.parametrize(
    ("begins", "opens"),
    [
        ("2026-07-23", "2026-07-29T00:00+08:00"),  # a day before the product can be there
        ("2026-07-24", "2026-07-29T00:00+08:00"),  # as it is booked
        ("2026-07-25", "2026-07-30T00:00+08:00"),
    ],
)
def test_no_infusion_is_offered_on_a_lymphodepletion_that_has_to_move(
    begins: str, opens: str, infused: tuple[Json, ...]
) -> None:
    """The product collected on 10 July can be released on the 24th at the earliest."""
    collected = done("apheresis", "2026-07-10T09:30+08:00")
    chart = a_chart(*BEFORE[:2], collected, booked("conditioning_start", begins), *infused)
    infusion = step_of(chart, "infusion", now=NOW)

    assert infusion["opens"] == opens
    assert infusion["proposed"] is None or infusion["proposed"] >= opens


@pytest.mark.parametrize(
    ("facts", "infused", "begins", "ends"),
    [
        ((), None, "2026-07-22", "2026-07-24"),  # it can be held as it is booked
        ((drug("pegaspargase", "2026-07-14"),), "2026-08-12", "2026-08-07", "2026-08-09"),
        # a drug that nobody knows may need four weeks
        ((drug("XY-1234", "2026-07-15"),), "2026-08-13", "2026-08-08", "2026-08-10"),
    ],
)
def test_lymphodepletion_is_suggested_for_the_infusion_that_can_be_held(
    facts: tuple[Json, ...], infused: str | None, begins: str, ends: str
) -> None:
    chart = a_chart(*BEFORE, *facts, INFUSION)
    start, end = (step_of(chart, f"conditioning_{name}", now=NOW) for name in ("start", "end"))

    if infused is not None:
        assert step_of(chart, "infusion", now=NOW)["proposed"][:10] == infused
    assert (start["proposed"][:10], end["proposed"][:10]) == (begins, ends)
    for step in (start, end):
        assert step["opens"] <= step["proposed"] <= step["closes"]


def test_what_is_suggested_so_holds_once_it_is_booked() -> None:
    facts = (*BEFORE, drug("pegaspargase", "2026-07-14"))
    waiting = a_chart(*facts, INFUSION)
    steps = ("conditioning_start", "conditioning_end", "infusion")
    moved = (booked(name, step_of(waiting, name, now=NOW)["proposed"]) for name in steps)
    chart = a_chart(*facts, *moved)

    assert [step_of(chart, name, now=NOW)["state"] for name in steps] == ["booked"] * 3


def test_a_washout_that_ends_in_that_same_minute_is_no_rule_of_the_path() -> None:
    """Lymphodepletion has to move for its end; the dose of 10 January is over on the 25th too."""
    chart = a_chart(
        done("consent", "2025-12-06"),
        done("screening", "2025-12-08"),
        done("apheresis", "2025-12-19"),
        done("product_release", "2026-01-08"),
        booked("conditioning_start", "2026-01-15"),
        booked("conditioning_end", "2026-01-22"),
        booked("infusion", "2026-01-21"),
        drug("fludarabine", "2026-01-10", purpose="lymphodepletion"),
    )
    infusion = step_of(chart, "infusion", now="2026-01-12T00:30+08:00")

    assert (infusion["state"], infusion["opens"]) == ("at_risk", "2026-01-25T00:00+08:00")


# ---------------------------------------------------------------- what is still being given


def test_no_date_is_offered_while_a_drug_is_being_given() -> None:
    chart = a_chart(*BEFORE, drug("dasatinib", first="2026-07-01", ongoing=True))
    infusion = step_of(chart, "infusion", now=NOW)
    verdict = verdict_of(chart, "EX-03.2", now=NOW)

    assert (infusion["opens"], infusion["proposed"], infusion["clears_at"]) == (None, None, None)
    assert infusion["opened_by"] == ["EX-03.2"]
    assert (verdict["verdict"], verdict["judged_at"]) == ("violation", None)
    assert infusion["why"][0].startswith("no date is safe for infusion while fact f5 is ongoing")
    assert "counted as if it stopped now" in infusion["why"][1]


@pytest.mark.parametrize("step", ["conditioning_start", "conditioning_end", "day_28", "month_24"])
def test_nor_is_one_for_what_is_counted_from_the_infusion(step: str) -> None:
    chart = a_chart(*BEFORE, drug("dasatinib", first="2026-07-01", ongoing=True))
    outcome = step_of(chart, step, now=NOW)

    assert (outcome["opens"], outcome["proposed"]) == (None, None)
    assert "which has no safe date yet" in outcome["why"][0]


def test_the_one_alert_asks_when_it_stops() -> None:
    chart = a_chart(*BEFORE, drug("dasatinib", first="2026-07-01", ongoing=True))
    [alert] = alerts_of(chart, "washout_violated", now=NOW)

    assert alert["severity"] == "warning"
    assert alert["text"].startswith("Record when dasatinib (f5) was or will be stopped")


@pytest.mark.parametrize(
    ("collected", "severity"),
    [((), "info"), ((done("apheresis", "2026-06-25T09:30+08:00"),), "warning")],
)
def test_it_is_loud_once_the_product_is_being_made(
    collected: tuple[Json, ...], severity: str
) -> None:
    given = drug("hydroxyurea", first="2026-07-01", ongoing=True)
    chart = a_chart(done("consent", "2026-06-22"), *collected, given)

    assert [one["severity"] for one in alerts_of(chart, "washout_violated", now=NOW)] == [severity]


@pytest.mark.parametrize(
    ("last", "proposed"),
    [
        ("2026-07-23T17:59+08:00", "2026-07-27T09:00+08:00"),
        ("2026-07-24T09:00+08:00", "2026-07-27T09:15+08:00"),  # 72 hours must have gone by
        ("2026-07-24", "2026-07-28T09:00+08:00"),
    ],
)
def test_a_planned_stop_gives_a_date(last: str, proposed: str) -> None:
    chart = a_chart(*BEFORE, drug("dasatinib", last, first="2026-07-01"))

    assert step_of(chart, "infusion", now=NOW)["proposed"] == proposed


def test_a_booking_with_a_drug_still_given_is_critical_and_has_no_earliest_date() -> None:
    chart = a_chart(
        *BEFORE, *LYMPHODEPLETION, INFUSION, drug("dasatinib", first="2026-07-01", ongoing=True)
    )
    infusion = step_of(chart, "infusion", now=NOW)
    [alert] = alerts_of(chart, "washout_violated", now=NOW)

    assert (infusion["state"], infusion["opens"], infusion["proposed"]) == ("at_risk", None, None)
    assert alert["severity"] == "critical"
    # the rest keeps the dates that are counted from the booking
    assert step_of(chart, "day_28", now=NOW)["proposed"] == "2026-08-24T09:00+08:00"


# ---------------------------------------------------------------- where no time is left


def test_a_path_that_has_ended_offers_no_date() -> None:
    chart = a_chart(*BEFORE, *LYMPHODEPLETION, INFUSION, event("withdrawn", "2026-07-20"))
    infusion = step_of(chart, "infusion", now=NOW)

    assert (infusion["state"], infusion["opens"], infusion["proposed"]) == ("cancelled", None, None)


def test_a_window_that_ends_before_it_opens_has_no_opening() -> None:
    # infusion on 23 July: lymphodepletion would have had to start on 18 July
    chart = a_chart(*BEFORE, booked("infusion", "2026-07-23T10:00+08:00"))
    start = step_of(chart, "conditioning_start", now=NOW)

    assert (start["opens"], start["closes"]) == (None, "2026-07-18T23:59+08:00")


# ---------------------------------------------------------------- visits never bound Day 0

GIVEN = (
    done("consent", "2025-12-29"),
    done("screening", "2025-12-29"),
    done("apheresis", "2026-01-04T10:00+08:00"),
    done("product_release", "2026-01-14"),
    done("conditioning_start", "2026-01-16"),
    done("conditioning_end", "2026-01-18"),
)


def test_a_visit_in_a_holiday_week_is_itself_at_risk_and_never_the_infusion() -> None:
    # Day 28 ± 3 of Wednesday 21 January is 15 to 21 February, in the Spring Festival
    chart = a_chart(*GIVEN, booked("infusion", "2026-01-21T10:00+08:00"))
    now = "2026-01-19T15:00+08:00"

    assert step_of(chart, "infusion", now=now)["state"] == "booked"
    assert step_of(chart, "day_28", now=now)["state"] == "blocked"
    assert [alert["step"] for alert in alerts_of(chart, "infeasible", now=now)] == ["day_28"]


def test_a_visit_that_is_booked_bounds_no_infusion_either() -> None:
    visit = booked("day_28", "2026-03-05T09:00+08:00")
    chart = a_chart(*GIVEN, booked("infusion", "2026-01-21T10:00+08:00"), visit)
    infusion = step_of(chart, "infusion", now="2026-01-19T15:00+08:00")

    assert infusion["opened_by"]
    assert "PATH-day-28" not in infusion["opened_by"]
    assert "PATH-day-28" not in infusion["closed_by"]


# ---------------------------------------------------------------- when a test is best taken


@pytest.mark.parametrize(
    ("infusion", "proposed"),
    [
        ("2026-07-29T10:00+08:00", "2026-07-28T09:00+08:00"),  # Wednesday: the day before
        ("2026-07-28T10:00+08:00", "2026-07-27T09:00+08:00"),
        ("2026-07-27T10:00+08:00", "2026-07-24T09:00+08:00"),  # Monday: on Friday, not on Sunday
        ("2026-07-27T09:00+08:00", "2026-07-24T09:00+08:00"),
        ("2026-07-27", "2026-07-24T09:00+08:00"),
    ],
)
def test_a_pregnancy_test_is_proposed_on_a_working_day_before_infusion(
    infusion: str, proposed: str
) -> None:
    chart = a_woman(*BEFORE, booked("infusion", infusion), pregnancy_test("2026-06-24"))

    assert step_of(chart, "pregnancy_test_infusion", now=NOW)["proposed"] == proposed


@pytest.mark.parametrize(
    ("now", "proposed"),
    [
        ("2026-07-24T16:00+08:00", "2026-07-24T16:00+08:00"),  # the last hour of Friday
        ("2026-07-25T09:00+08:00", "2026-07-27T09:00+08:00"),  # the weekend: on the day itself
        ("2026-07-27T09:50+08:00", "2026-07-27T09:50+08:00"),  # ten minutes before
        ("2026-07-27T10:00+08:00", None),  # never at the infusion's own minute
    ],
)
def test_late_it_is_proposed_while_there_is_time_and_never_with_the_infusion(
    now: str, proposed: str | None
) -> None:
    chart = a_woman(*BEFORE, INFUSION, pregnancy_test("2026-06-24"))

    assert step_of(chart, "pregnancy_test_infusion", now=now)["proposed"] == proposed


def test_a_collection_after_a_long_holiday_leaves_a_day_for_its_test() -> None:
    # the site is closed from 15 to 23 February: the test on Tuesday, apheresis on Wednesday
    screened = (done("consent", "2026-02-09"), done("screening", "2026-02-10"))
    chart, now = a_woman(*screened), "2026-02-14T18:00+08:00"

    assert step_of(chart, "pregnancy_test_apheresis", now=now)["proposed"] == (
        "2026-02-24T09:00+08:00"
    )
    assert step_of(chart, "apheresis", now=now)["proposed"] == "2026-02-25T09:00+08:00"
    assert step_of(a_chart(*screened), "apheresis", now=now)["proposed"] == (
        "2026-02-24T09:00+08:00"
    )


def test_a_test_that_is_on_record_already_moves_no_collection() -> None:
    screened = (done("consent", "2026-02-09"), done("screening", "2026-02-10"))
    chart = a_woman(*screened, pregnancy_test("2026-02-23"))

    assert step_of(chart, "apheresis", now="2026-02-23T18:00+08:00")["proposed"] == (
        "2026-02-24T09:00+08:00"
    )


def test_no_date_is_suggested_outside_the_window_that_a_booking_leaves() -> None:
    chart = a_chart(
        done("consent", "2026-03-09"),
        done("screening", "2026-03-09"),
        done("apheresis", "2026-04-05T09:30+08:00"),
        booked("conditioning_start", "2026-04-15"),  # before any product can be there
    )
    end = step_of(chart, "conditioning_end", now="2026-04-13T12:00+08:00")

    assert (end["closes"], end["proposed"]) == ("2026-04-17T23:59+08:00", None)
