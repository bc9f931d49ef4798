"""Where the steps before and after lymphodepletion stand while something of it is not recorded."""

import pytest

from tests.spec.charts import Json, a_chart, a_woman, booked, done, missed, pregnancy_test, step_of
from tests.spec.test_imported_closures_and_slots import planned, slots
from tests.spec.test_imported_closures_and_slots import step_of as step_in

COLLECTED = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    done("apheresis", "2026-06-25T09:30+08:00"),
)
RELEASED = (*COLLECTED, done("product_release", "2026-07-16"))
GIVEN = (
    *RELEASED,
    done("conditioning_start", "2026-07-22"),
    done("conditioning_end", "2026-07-24"),
)
INFUSION = booked("infusion", "2026-07-27T10:00+08:00")


def state(chart: Json, step: str, now: str) -> str:
    return str(step_of(chart, step, now=now)["state"])


def test_a_start_whose_end_is_recorded_was_held_and_the_infusion_is_counted_from_it() -> None:
    start, end = booked("conditioning_start", "2026-07-22"), done("conditioning_end", "2026-07-24")
    chart, now = a_chart(*RELEASED, start, end, INFUSION), "2026-07-25T08:00+08:00"
    infusion = step_of(chart, "infusion", now=now)

    assert state(chart, "conditioning_start", now) == "overdue"
    assert (infusion["state"], infusion["opens"]) == ("booked", "2026-07-27T00:00+08:00")
    assert infusion["closes"] == "2026-08-07T23:59+08:00"


@pytest.mark.parametrize(
    ("now", "release_closes"),
    [
        ("2026-07-22T23:59+08:00", "2026-07-22T00:00+08:00"),  # its day is not over
        ("2026-07-23T00:00+08:00", "2026-08-05T23:59+08:00"),
    ],
)
def test_a_start_booked_for_the_first_minute_of_a_day_counts_to_the_end_of_the_day(
    now: str, release_closes: str
) -> None:
    chart = a_chart(
        *COLLECTED,
        booked("conditioning_start", "2026-07-22T00:00+08:00"),
        booked("infusion", "2026-08-10T10:00+08:00"),
    )

    assert step_of(chart, "product_release", now=now)["closes"] == release_closes


@pytest.mark.parametrize(
    ("infusion", "expected"), [((), "planned"), ((INFUSION,), "due")], ids=["undated", "booked"]
)
def test_before_an_infusion_without_a_date_lymphodepletion_is_not_due(
    infusion: tuple[Json, ...], expected: str
) -> None:
    chart, now = a_chart(*RELEASED, *infusion), "2026-07-22T08:00+08:00"

    assert state(chart, "conditioning_start", now) == expected


@pytest.mark.parametrize(
    ("now", "expected", "opens"),
    [
        ("2026-08-07T08:00+08:00", "due", "2026-08-07T08:00+08:00"),
        ("2026-08-07T16:59+08:00", "due", "2026-08-07T16:59+08:00"),
        ("2026-08-07T17:00+08:00", "due", None),  # the site has closed on the last day
        ("2026-08-08T00:00+08:00", "blocked", None),
    ],
)
def test_an_infusion_is_due_to_the_end_of_the_days_that_lymphodepletion_serves(
    now: str, expected: str, opens: str | None
) -> None:
    infusion = step_of(a_chart(*GIVEN), "infusion", now=now)

    assert (infusion["state"], infusion["opens"]) == (expected, opens)
    assert (infusion["proposed"] is None) == (opens is None)


@pytest.mark.parametrize(
    ("tests", "expected"),
    [
        ((), "overdue"),  # only its record can be missing
        ((pregnancy_test("2026-07-26"),), "done"),
        ((pregnancy_test("2026-07-24"),), "done"),
        ((pregnancy_test("2026-07-23"),), "missed"),  # none counts for it
    ],
)
def test_after_the_infusion_its_test_is_done_missed_or_not_recorded(
    tests: tuple[Json, ...], expected: str
) -> None:
    chart = a_woman(*GIVEN, *tests, done("infusion", "2026-07-27T10:00+08:00"))

    assert state(chart, "pregnancy_test_infusion", "2026-07-28T08:00+08:00") == expected


@pytest.mark.parametrize(
    ("released", "expected"),
    [
        ("2026-06-25T00:00+08:00", "done"),  # the collection was at some hour of that day
        ("2026-06-24T23:59+08:00", "done_out_of_window"),
    ],
)
def test_a_release_before_the_first_hour_of_the_collections_day_is_out_of_order(
    released: str, expected: str
) -> None:
    chart = a_chart(
        *COLLECTED[:2], done("apheresis", "2026-06-25"), done("product_release", released)
    )
    release = step_of(chart, "product_release", now="2026-07-25T08:00+08:00")

    assert (release["state"], release["opens"]) == (expected, "2026-06-25T00:00+08:00")


@pytest.mark.parametrize(
    ("begins", "facts", "told"),
    [
        ("2026-07-09T08:30+08:00", (), False),  # a slot that will do
        ("2026-06-01T08:30+08:00", (), True),
        # what is booked needs no slot
        ("2026-06-01T08:30+08:00", (booked("apheresis", "2026-07-10T10:00+08:00"),), False),
    ],
)
def test_that_no_slot_fits_is_told_only_of_a_step_without_a_date_and_a_slot(
    begins: str, facts: tuple[Json, ...], *, told: bool
) -> None:
    chart = a_chart(*COLLECTED[:2], *facts)
    made = planned(chart, slots(begins), now="2026-07-01T08:00+08:00")
    why = step_in(made, "apheresis")["why"]

    assert any("No date is suggested for apheresis" in reason for reason in why) is told
    assert why[-1] == "apheresis not before 2026-07-01 08:00, as it is not done yet"


@pytest.mark.parametrize(
    ("infusion", "visit_opens"),
    [
        ("2026-08-08T00:00+08:00", "2026-09-02T00:00+08:00"),  # just possible: it stands
        ("2026-08-08", "2026-09-02T00:00+08:00"),
        ("2026-08-07T23:59+08:00", "2026-09-04T00:00+08:00"),  # from Monday, 10 August, on
        ("2026-08-07", "2026-09-04T00:00+08:00"),
    ],
)
def test_after_a_lost_product_a_booking_counts_from_when_another_could_be_there(
    infusion: str, visit_opens: str
) -> None:
    """Apheresis on 20 July, a Monday; release and lymphodepletion on 3 August; then Day 0."""
    lost = missed("product_release", "2026-07-17")
    chart = a_chart(*RELEASED, booked("infusion", infusion), lost)

    assert step_of(chart, "day_28", now="2026-07-18T12:00+08:00")["opens"] == visit_opens


def test_a_booked_release_closes_with_the_next_start_once_the_booked_one_has_lapsed() -> None:
    chart = a_chart(
        *COLLECTED,
        booked("product_release", "2026-07-30"),
        booked("conditioning_start", "2026-07-22"),
        booked("infusion", "2026-08-10T10:00+08:00"),
    )
    before = step_of(chart, "product_release", now="2026-07-22T23:59+08:00")
    after = step_of(chart, "product_release", now="2026-07-23T00:00+08:00")

    assert (before["state"], before["closes"]) == ("booked", None)  # the start is what conflicts
    assert (after["state"], after["closes"]) == ("booked", "2026-08-05T23:59+08:00")


def test_an_infusion_booked_for_a_day_is_due_on_it_and_overdue_after_it() -> None:
    chart = a_chart(*GIVEN, booked("infusion", "2026-07-27"))

    assert state(chart, "infusion", "2026-07-26T23:59+08:00") == "booked"
    assert state(chart, "infusion", "2026-07-27T00:00+08:00") == "due"
    assert state(chart, "infusion", "2026-07-28T00:00+08:00") == "overdue"
