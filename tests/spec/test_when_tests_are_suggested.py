"""When a test is suggested, and a step that tests are for: its result must be there in time."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from models.chart import read_chart
from models.moments import read_span
from models.plan import assess
from models.protocol import Protocol
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.site_calendars import SiteCalendar, with_site_calendars
from models.timeline.windows.case import open_case
from tests.spec.charts import PROTOCOL, a_chart, a_woman, booked, cd19_test, pregnancy_test
from tests.spec.test_imported_closures_and_slots import closures, planned, slots
from tests.spec.test_imported_closures_and_slots import step_of as step_in
from tests.spec.test_suggested_dates import RELEASED, SCREENED, suggested


def shut(first: str, last: str) -> SiteCalendar:
    return closures((date.fromisoformat(first), date.fromisoformat(last)))


def closed(day: str) -> SiteCalendar:
    return shut(day, day)


def free(*begins: str) -> SiteCalendar:
    return slots(*(f"{at}+08:00" for at in begins), step="pregnancy_test_infusion")


ON_MONDAY = (*RELEASED, pregnancy_test("2026-05-24"), booked("infusion", "2026-06-15T10:00+08:00"))


@pytest.mark.parametrize(
    ("now", "closed", "at"),
    [
        # the day before the infusion is a Sunday: on Friday
        ("2026-06-03T08:00+08:00", None, "2026-06-12T09:00+08:00"),
        ("2026-06-12T10:20+08:00", None, "2026-06-12T10:20+08:00"),
        # on the day itself, where no day before it is left
        ("2026-06-12T17:00+08:00", None, "2026-06-15T09:00+08:00"),
        ("2026-06-03T08:00+08:00", ("2026-06-12", "2026-06-12"), "2026-06-15T09:00+08:00"),
        ("2026-06-15T09:40+08:00", None, "2026-06-15T09:45+08:00"),
        ("2026-06-15T09:59+08:00", None, "2026-06-15T09:59+08:00"),
        ("2026-06-03T08:00+08:00", ("2026-06-12", "2026-06-15"), None),
    ],
)
def test_a_test_is_suggested_while_its_result_can_be_there_else_on_the_day_itself(
    now: str, closed: tuple[str, str] | None, at: str | None
) -> None:
    days = [] if closed is None else [shut(*closed)]
    made = planned(a_woman(*ON_MONDAY), *days, now=now)

    assert step_in(made, "pregnancy_test_infusion")["proposed"] == at


@pytest.mark.parametrize(
    "infusion", ["2026-06-11T10:00+08:00", "2026-06-11T08:30+08:00", "2026-06-11"]
)
def test_a_result_takes_a_day_so_the_test_is_on_the_day_before_whatever_the_hour(
    infusion: str,
) -> None:
    chart = a_woman(*RELEASED, pregnancy_test("2026-05-24"), booked("infusion", infusion))
    found = suggested("pregnancy_test_infusion", chart, "2026-06-03T08:00+08:00")

    assert found == "2026-06-10T09:00+08:00"


def test_of_an_infusion_at_no_known_hour_no_test_is_suggested_on_its_day() -> None:
    chart = a_woman(*RELEASED, pregnancy_test("2026-05-24"), booked("infusion", "2026-06-15"))

    assert suggested("pregnancy_test_infusion", chart, "2026-06-12T16:00+08:00") is not None
    assert suggested("pregnancy_test_infusion", chart, "2026-06-12T17:00+08:00") is None


def with_a_test_that_takes(days: int, aimed_at: int | None) -> Protocol:
    """The trial, were the result before infusion there some days later, or aimed at another day."""
    within = Quantity(days=days)
    target = None if aimed_at is None else Quantity(days=aimed_at)
    evidence = [
        one.model_copy(update={"result_within": within}) if one.rule == "IN-10b" else one
        for one in PROTOCOL.evidence
    ]
    steps = [
        one.model_copy(update={"target": target}) if one.evidence == "IN-10b" else one
        for one in PROTOCOL.step
    ]
    return PROTOCOL.model_copy(update={"evidence": tuple(evidence), "step": tuple(steps)})


EXACTLY, ON_ONE_OF_TWO_DAYS = "2026-06-11T10:00+08:00", "2026-06-11/2026-06-12"


@pytest.mark.parametrize(
    ("days", "aimed_at", "infusion", "calendar", "at"),
    [
        (1, -1, EXACTLY, None, "2026-06-10T09:00+08:00"),
        (3, -1, EXACTLY, None, "2026-06-08T09:00+08:00"),  # its result takes too long for -1
        (1, None, EXACTLY, None, "2026-06-10T09:00+08:00"),
        (1, -2, EXACTLY, None, "2026-06-09T09:00+08:00"),
        # closed on the day aimed at: the day before it, and not the one after
        (1, -2, EXACTLY, closed("2026-06-09"), "2026-06-08T09:00+08:00"),
        # counted from the first day on which the infusion may be
        (1, -2, ON_ONE_OF_TWO_DAYS, None, "2026-06-09T09:00+08:00"),
        (1, -1, ON_ONE_OF_TWO_DAYS, closed("2026-06-10"), "2026-06-09T09:00+08:00"),
        (1, None, ON_ONE_OF_TWO_DAYS, closed("2026-06-10"), "2026-06-09T09:00+08:00"),
        # the day aimed at ends with its last minute
        (1, -2, EXACTLY, free("2026-06-09T23:59", "2026-06-08T10:00"), "2026-06-09T23:59+08:00"),
        (1, -2, EXACTLY, free("2026-06-10T00:00", "2026-06-08T10:00"), "2026-06-08T10:00+08:00"),
    ],
)
def test_the_day_aimed_at_gives_way_to_the_time_that_a_result_takes(
    days: int, aimed_at: int | None, infusion: str, calendar: SiteCalendar | None, at: str
) -> None:
    chart = a_woman(*RELEASED, pregnancy_test("2026-05-24"), booked("infusion", infusion))
    calendars = () if calendar is None else (calendar,)
    protocol = with_site_calendars(with_a_test_that_takes(days, aimed_at), {"CN01": calendars})
    now = read_span("2026-06-03T08:00+08:00", ZoneInfo("UTC")).earliest
    facts = read_chart(chart, protocol=protocol, now=now)
    proposed = assess(open_case(facts, protocol), now).step("pregnancy_test_infusion").proposed

    assert proposed == read_span(at, ZoneInfo("UTC")).earliest


def test_a_test_booked_already_is_suggested_for_the_day_on_which_it_would_be_without() -> None:
    chart = a_woman(*ON_MONDAY, booked("pregnancy_test_infusion", "2026-06-15T09:00+08:00"))

    found = suggested("pregnancy_test_infusion", chart, "2026-06-03T08:00+08:00")
    assert found == "2026-06-12T09:00+08:00"


# ---------------------------------------------------------------- a step that tests are for


@pytest.mark.parametrize(
    ("tested", "now", "at"),
    [
        (None, "2026-06-01T08:00+08:00", "2026-06-02T09:00+08:00"),  # a day for the test
        ("2026-05-30T10:00+08:00", "2026-06-01T08:00+08:00", "2026-06-01T09:00+08:00"),
        ("2026-05-29", "2026-06-01T08:00+08:00", "2026-06-01T09:00+08:00"),  # the third day
        ("2026-05-29T00:00+08:00", "2026-06-01T08:00+08:00", "2026-06-01T09:00+08:00"),
        ("2026-05-28T23:59+08:00", "2026-06-01T08:00+08:00", "2026-06-02T09:00+08:00"),  # expired
        ("2026-05-28", "2026-06-01T08:00+08:00", "2026-06-02T09:00+08:00"),
        ("2026-05-28/2026-05-29", "2026-06-01T08:00+08:00", "2026-06-01T09:00+08:00"),  # may count
        ("2026-06-01T09:00+08:00", "2026-06-01T09:00+08:00", "2026-06-01T09:00+08:00"),
        ("2026-06-01", "2026-06-01T09:00+08:00", "2026-06-01T09:00+08:00"),
        (None, "2026-06-01T10:00+08:00", "2026-06-02T09:00+08:00"),
        (None, "2026-06-05T17:00+08:00", "2026-06-09T09:00+08:00"),  # on Monday, for Tuesday
    ],
)
def test_apheresis_is_suggested_for_when_its_pregnancy_test_can_be_had_before(
    tested: str | None, now: str, at: str
) -> None:
    tests = () if tested is None else (pregnancy_test(tested),)

    assert suggested("apheresis", a_woman(*SCREENED, *tests), now) == at


def test_a_test_of_another_kind_leaves_the_day_for_the_pregnancy_test() -> None:
    chart = a_woman(*SCREENED, cd19_test("2026-05-30"))

    assert suggested("apheresis", chart, "2026-06-01T08:00+08:00") == "2026-06-02T09:00+08:00"


@pytest.mark.parametrize(
    ("laboratory", "at"),
    [
        ("2026-06-11T09:00+08:00", "2026-06-12T09:00+08:00"),  # the tenth day on which it works
        ("2026-06-12T09:00+08:00", "2026-06-01T09:00+08:00"),  # none of ten days would do
        ("2026-07-01T09:00+08:00", "2026-06-01T09:00+08:00"),
    ],
)
def test_where_no_test_can_be_had_for_weeks_the_first_day_is_suggested_all_the_same(
    laboratory: str, at: str
) -> None:
    free_slot = slots(laboratory, step="pregnancy_test_apheresis")
    made = planned(a_woman(*SCREENED), free_slot, now="2026-06-01T08:00+08:00")

    assert step_in(made, "apheresis")["proposed"] == at


def test_a_man_needs_no_day_for_a_test() -> None:
    now = "2026-06-05T17:00+08:00"

    assert suggested("apheresis", a_chart(*SCREENED), now) == "2026-06-08T09:00+08:00"


def test_a_test_that_is_booked_needs_no_further_day() -> None:
    test = booked("pregnancy_test_apheresis", "2026-06-01T09:00+08:00")
    chart = a_woman(*SCREENED, test)

    assert suggested("apheresis", chart, "2026-06-01T08:00+08:00") == "2026-06-01T09:00+08:00"


def test_what_is_counted_from_the_collection_is_suggested_from_the_day_that_its_test_leaves() -> (
    None
):
    now = "2026-06-01T08:00+08:00"

    assert suggested("product_release", a_woman(*SCREENED), now) == "2026-06-16T09:00+08:00"
    assert suggested("product_release", a_chart(*SCREENED), now) == "2026-06-15T09:00+08:00"
