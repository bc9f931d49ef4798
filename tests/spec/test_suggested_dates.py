"""The date that the planner suggests: at the site's hours, as appointments are given there."""

from datetime import date

import pytest

from tests.spec.charts import Json, a_chart, booked, done, drug, step_of
from tests.spec.test_imported_closures_and_slots import closures, planned, slots
from tests.spec.test_imported_closures_and_slots import step_of as step_in

SCREENED = (done("consent", "2026-05-20"), done("screening", "2026-05-22"))
COLLECTED = (*SCREENED, done("apheresis", "2026-05-25T10:00+08:00"))
RELEASED = (*COLLECTED, done("product_release", "2026-06-02"))
GIVEN = (done("infusion", "2026-04-20"),)
"""Day 28 is 18 May, a Monday; its window goes from Friday 15 May to Thursday 21 May."""


def suggested(step: str, chart: Json, now: str) -> str | None:
    found: str | None = step_of(chart, step, now=now)["proposed"]
    return found


# ---------------------------------------------------------------- the hours of the site


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-06-01T08:00+08:00", "2026-06-01T09:00+08:00"),  # when the site opens
        ("2026-06-01T10:07+08:00", "2026-06-01T10:15+08:00"),  # the next quarter of an hour
        ("2026-06-01T10:15+08:00", "2026-06-01T10:15+08:00"),
        ("2026-06-01T10:16+08:00", "2026-06-01T10:30+08:00"),
        ("2026-06-01T16:45+08:00", "2026-06-01T16:45+08:00"),  # the last one of the day
        ("2026-06-01T16:46+08:00", "2026-06-02T09:00+08:00"),
        ("2026-06-05T17:00+08:00", "2026-06-08T09:00+08:00"),  # Friday evening: on Monday
        ("2026-06-06T10:00+08:00", "2026-06-08T09:00+08:00"),
    ],
)
def test_apheresis_is_suggested_at_the_next_quarter_of_an_hour_at_which_the_site_works(
    now: str, at: str
) -> None:
    assert suggested("apheresis", a_chart(*SCREENED), now) == at


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-05-21T16:45+08:00", "2026-05-21T16:45+08:00"),
        ("2026-05-21T16:50+08:00", "2026-05-21T16:50+08:00"),  # no quarter is left: at once
        ("2026-05-21T16:59+08:00", "2026-05-21T16:59+08:00"),
        ("2026-05-21T17:00+08:00", None),
    ],
)
def test_in_the_last_hour_of_its_window_a_visit_is_suggested_to_the_minute(
    now: str, at: str | None
) -> None:
    assert suggested("day_28", a_chart(*GIVEN), now) == at


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-06-03T08:00+08:00", "2026-06-07T09:00+08:00"),  # Day −5 is a Sunday
        ("2026-06-07T18:07+08:00", "2026-06-07T18:07+08:00"),  # what is left of its day
        ("2026-06-07T23:59+08:00", "2026-06-07T23:59+08:00"),  # to the last minute
        ("2026-06-08T00:00+08:00", None),
    ],
)
def test_lymphodepletion_is_suggested_on_any_day_and_late_on_its_last_at_any_hour(
    now: str, at: str | None
) -> None:
    chart = a_chart(*RELEASED, booked("infusion", "2026-06-12T10:00+08:00"))

    assert suggested("conditioning_start", chart, now) == at


def test_the_end_of_contraception_is_a_date_and_no_appointment() -> None:
    end = step_of(a_chart(*GIVEN), "contraception_end", now="2026-06-01T08:00+08:00")

    assert (end["proposed"], end["closes"]) == ("2028-04-20T00:00+08:00", None)
    assert end["opens"] == end["proposed"]


# ---------------------------------------------------------------- the ideal day of a visit


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-05-15T08:00+08:00", "2026-05-18T09:00+08:00"),  # its ideal day, and not the first
        ("2026-05-18T12:10+08:00", "2026-05-18T12:15+08:00"),
        ("2026-05-19T12:10+08:00", "2026-05-19T12:15+08:00"),  # then as soon as may be
    ],
)
def test_a_visit_is_suggested_on_its_ideal_day_or_soon_after(now: str, at: str) -> None:
    assert suggested("day_28", a_chart(*GIVEN), now) == at


@pytest.mark.parametrize(
    ("now", "closed", "at"),
    [
        # closed from its ideal day on: on the last day before it
        ("2026-05-11T08:00+08:00", ("2026-05-18", "2026-05-21"), "2026-05-15T09:00+08:00"),
        ("2026-05-15T10:20+08:00", ("2026-05-18", "2026-05-21"), "2026-05-15T10:20+08:00"),
        ("2026-05-15T16:59+08:00", ("2026-05-18", "2026-05-21"), "2026-05-15T16:59+08:00"),
        ("2026-05-15T17:00+08:00", ("2026-05-18", "2026-05-21"), None),
        # closed on its ideal day alone: on the day after
        ("2026-05-11T08:00+08:00", ("2026-05-18", "2026-05-18"), "2026-05-19T09:00+08:00"),
        # closed in the whole window
        ("2026-05-11T08:00+08:00", ("2026-05-15", "2026-05-21"), None),
        ("2026-05-11T08:00+08:00", ("2026-05-14", "2026-05-31"), None),
    ],
)
def test_where_the_site_is_closed_from_its_ideal_day_on_a_visit_comes_before_it(
    now: str, closed: tuple[str, str], at: str | None
) -> None:
    first, last = (date.fromisoformat(day) for day in closed)
    made = planned(a_chart(*GIVEN), closures((first, last)), now=now)

    assert step_in(made, "day_28")["proposed"] == at


@pytest.mark.parametrize(
    ("begins", "at"),
    [
        ("2026-05-21T23:59+08:00", "2026-05-21T23:59+08:00"),  # the last minute of the window
        ("2026-05-22T00:00+08:00", None),
        ("2026-05-15T00:00+08:00", "2026-05-15T00:00+08:00"),  # the first
        ("2026-05-14T23:59+08:00", None),
        ("2026-05-18T00:00+08:00", "2026-05-18T00:00+08:00"),  # the first of its ideal day
    ],
)
def test_a_free_slot_counts_from_the_first_to_the_last_minute_of_the_window(
    begins: str, at: str | None
) -> None:
    chart = a_chart(*GIVEN)
    made = planned(chart, slots(begins, step="day_28"), now="2026-05-11T08:00+08:00")

    assert step_in(made, "day_28")["proposed"] == at


# ---------------------------------------------------------------- what has no suggestion


def test_nothing_is_suggested_for_what_is_done_and_what_must_wait_for_an_exposure() -> None:
    goes_on = drug("imatinib", first="2026-05-01")
    chart, now = a_chart(*COLLECTED, goes_on), "2026-06-01T08:00+08:00"

    assert suggested("apheresis", chart, now) is None
    assert suggested("conditioning_start", chart, now) is None
    assert suggested("infusion", chart, now) is None
    assert suggested("product_release", chart, now) == "2026-06-08T09:00+08:00"
