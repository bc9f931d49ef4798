"""What a site's own calendars move: suggested dates and what is counted from them, no verdict."""

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.chart import read_chart
from models.moments import Minute, Span, read_span
from models.plan import plan
from models.protocol import Protocol
from models.protocol.site import Closure
from models.protocol.site_calendars import (
    CalendarKind,
    ClosedHours,
    SiteCalendar,
    with_site_calendars,
)
from models.timeline.network.working_days import working_calendar
from tests.closed_days import why_closed
from tests.spec.charts import PROTOCOL, Json, a_chart, a_woman, booked, done, drug, pregnancy_test
from wording.plan_document import plan_document

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = "2026-06-01T08:00+08:00"  # a Monday
SCREENED = (done("consent", "2026-05-20"), done("screening", "2026-05-22"))


def at(text: str) -> Minute:
    return read_span(text, SHANGHAI).earliest


def closures(*days: tuple[date, date], hours: tuple[tuple[str, str], ...] = ()) -> SiteCalendar:
    return SiteCalendar(
        site="CN01",
        name="closures",
        kind=CalendarKind.CLOSURES,
        closures=tuple(Closure(first, last, "ward moves") for first, last in days),
        closed_hours=tuple(ClosedHours(at(a), at(b) - 1, "staff meeting") for a, b in hours),
    )


def slots(*begins: str, step: str = "apheresis", name: str = "unit") -> SiteCalendar:
    """Free slots at instants, or on whole days from the opening hour to the closing one."""
    return SiteCalendar(
        site="CN01",
        name=name,
        kind=CalendarKind.SLOTS,
        step=step,
        slots=tuple(_slot(text) for text in begins),
    )


def _slot(text: str) -> Span:
    if "T" in text:
        return Span(at(text), at(text))
    return Span(at(f"{text}T09:00+08:00"), at(f"{text}T16:59+08:00"))


def at_a_site_with(*calendars: SiteCalendar) -> Protocol:
    return with_site_calendars(PROTOCOL, {"CN01": calendars} if calendars else {})


def planned(chart: Json, *calendars: SiteCalendar, now: str = NOW) -> Json:
    protocol = at_a_site_with(*calendars)
    moment = at(now)
    facts = read_chart(chart, protocol=protocol, now=moment)
    return plan_document(plan(facts, protocol, moment), protocol)


def step_of(made: Json, step: str) -> dict[str, Any]:
    return next(outcome for outcome in made["steps"] if outcome["step"] == step)


def proposed(step: str, *calendars: SiteCalendar, chart: Json | None = None) -> str | None:
    made = planned(a_chart(*SCREENED) if chart is None else chart, *calendars)
    found: str | None = step_of(made, step)["proposed"]
    return found


# CLOSURES


def test_without_a_calendar_apheresis_is_suggested_at_once() -> None:
    assert proposed("apheresis") == "2026-06-01T09:00+08:00"


def test_a_closure_moves_the_suggested_date_past_it() -> None:
    week = closures((date(2026, 6, 1), date(2026, 6, 5)))

    assert proposed("apheresis", week) == "2026-06-08T09:00+08:00"


def test_a_closed_morning_moves_the_suggested_time_to_the_afternoon() -> None:
    morning = closures(hours=(("2026-06-01T08:00+08:00", "2026-06-01T13:00+08:00"),))

    assert proposed("apheresis", morning) == "2026-06-01T13:00+08:00"


def test_a_day_that_is_closed_piece_by_piece_is_no_day_to_suggest() -> None:
    pieces = closures(
        hours=(
            ("2026-06-01T08:00+08:00", "2026-06-01T12:00+08:00"),
            ("2026-06-01T12:00+08:00", "2026-06-01T18:00+08:00"),
        )
    )

    assert proposed("apheresis", pieces) == "2026-06-02T09:00+08:00"


def test_a_closure_of_another_site_moves_nothing() -> None:
    elsewhere = {"CN02": (closures((date(2026, 6, 1), date(2026, 6, 5))),)}
    protocol = with_site_calendars(PROTOCOL, elsewhere)

    assert protocol.sites["CN01"] is PROTOCOL.sites["CN01"]
    assert protocol.sites["CN02"].closures


def test_a_closure_is_stronger_than_a_day_that_the_site_works_extra() -> None:
    saturday = date(2026, 6, 6)
    works = replace(PROTOCOL.sites["CN01"], extra_working_days=(saturday,))
    protocol = PROTOCOL.model_copy(update={"sites": {"CN01": works}})
    closed = with_site_calendars(protocol, {"CN01": (closures((saturday, saturday)),)})

    assert working_calendar(works).is_working(saturday)
    assert not working_calendar(closed.sites["CN01"]).is_working(saturday)


def test_a_closure_says_its_reason_to_whoever_asks_about_the_day() -> None:
    site = at_a_site_with(closures((date(2026, 6, 1), date(2026, 6, 5)))).sites["CN01"]

    assert why_closed(working_calendar(site), date(2026, 6, 3)) == "ward moves"


# SLOTS


def test_apheresis_is_suggested_at_the_first_free_slot() -> None:
    unit = slots("2026-06-04T08:30+08:00", "2026-06-11T08:30+08:00")

    assert proposed("apheresis", unit) == "2026-06-04T08:30+08:00"


def test_a_slot_that_begins_before_the_window_opens_is_no_slot() -> None:
    unit = slots("2026-06-01T07:59+08:00", "2026-06-01T08:00+08:00")  # it is 08:00 now

    assert proposed("apheresis", unit) == "2026-06-01T08:00+08:00"


def test_a_slot_without_a_time_is_free_from_opening_to_closing() -> None:
    assert proposed("apheresis", slots("2026-06-04")) == "2026-06-04T09:00+08:00"


def test_two_units_slots_count_as_one_listing() -> None:
    one = slots("2026-06-11T08:30+08:00", name="one")
    other = slots("2026-06-04T08:30+08:00", name="other")

    assert proposed("apheresis", one, other) == "2026-06-04T08:30+08:00"


def test_a_slot_on_a_weekend_counts_because_the_unit_offers_it() -> None:
    assert proposed("apheresis", slots("2026-06-06T08:30+08:00")) == "2026-06-06T08:30+08:00"


def test_a_slot_on_a_day_on_which_the_site_is_closed_does_not_count() -> None:
    unit = slots("2026-06-04T08:30+08:00", "2026-06-11T08:30+08:00")
    closed = closures((date(2026, 6, 4), date(2026, 6, 4)))

    assert proposed("apheresis", unit, closed) == "2026-06-11T08:30+08:00"


def test_what_is_counted_from_apheresis_waits_for_its_slot_and_says_so() -> None:
    made = planned(a_chart(*SCREENED), slots("2026-06-04T08:30+08:00"))
    release = step_of(made, "product_release")

    assert release["opens"] == "2026-06-18T00:00+08:00"  # 14 days of manufacturing
    assert "SITE-slots" in release["opened_by"]
    assert "at a free slot of the site" in release["why"][0]
    assert step_of(made, "apheresis")["opened_by"] == ["now"]


def test_a_window_in_which_no_slot_lies_has_no_suggestion_and_says_why() -> None:
    imatinib_ends = a_chart(*SCREENED, booked("infusion", "2026-07-20T10:00+08:00"))
    unit = slots("2026-05-28T08:30+08:00")  # all over: the unit has listed nothing since
    apheresis = step_of(planned(imatinib_ends, unit), "apheresis")

    assert apheresis["proposed"] is None
    assert apheresis["why"][0] == (
        "No date is suggested for apheresis, as none of the free slots of the site is"
        " in its window; the last one listed is 2026-05-28 08:30"
    )


def test_a_unit_without_any_free_slot_is_told_as_such() -> None:
    apheresis = step_of(planned(a_chart(*SCREENED), slots()), "apheresis")

    assert apheresis["proposed"] is None
    assert apheresis["why"][0] == (
        "No date is suggested for apheresis, as the site lists no free slot"
    )


def test_after_the_last_listed_slot_the_rest_of_the_path_is_still_dated() -> None:
    made = planned(a_chart(*SCREENED), slots("2026-05-28T08:30+08:00"))

    assert made["feasible"]
    assert step_of(made, "infusion")["proposed"] is not None


def test_a_window_between_two_slots_is_a_conflict_that_names_the_slots() -> None:
    chart = a_chart(*SCREENED, done("infusion", "2026-05-11"))  # Day 28 is 5 to 11 June
    clinic = slots("2026-06-04T09:00+08:00", "2026-06-12T09:00+08:00", step="day_28")
    made = planned(chart, clinic)

    conflict = next(each for each in made["conflicts"] if each["step"] == "day_28")
    assert "SITE-slots" in conflict["rules"]
    assert "the site lists no free slot between" in conflict["text"]
    assert step_of(made, "day_28")["state"] == "blocked"


def test_a_visit_is_suggested_at_the_free_slot_nearest_after_its_ideal_day() -> None:
    chart = a_chart(*SCREENED, done("infusion", "2026-05-11"))  # its ideal day is 8 June
    clinic = slots(
        *("2026-06-05T09:00+08:00", "2026-06-10T14:00+08:00", "2026-06-11T09:00+08:00"),
        step="day_28",
    )

    assert proposed("day_28", clinic, chart=chart) == "2026-06-10T14:00+08:00"


def test_before_its_ideal_day_a_visit_takes_the_last_free_slot_if_none_is_left_after() -> None:
    chart = a_chart(*SCREENED, done("infusion", "2026-05-11"))
    clinic = slots("2026-06-05T09:00+08:00", "2026-06-05T14:00+08:00", step="day_28")

    assert proposed("day_28", clinic, chart=chart) == "2026-06-05T14:00+08:00"


def test_a_booking_that_no_slot_before_it_allows_is_a_conflict_that_names_the_slots() -> None:
    chart = a_chart(*SCREENED, booked("infusion", "2026-06-26T10:00+08:00"))
    unit = slots("2026-05-28T08:30+08:00", "2026-06-29T08:30+08:00")
    made = planned(chart, unit)

    assert not made["feasible"]
    assert "SITE-slots" in made["conflicts"][0]["rules"]
    alert = next(each for each in made["alerts"] if each["kind"] == "window_violated")
    assert "at a free slot of the site" in alert["text"]


def test_a_day_without_an_hour_is_moved_to_a_free_slot_and_its_hour() -> None:
    chart = a_chart(
        *SCREENED,
        done("apheresis", "2026-06-01T10:00+08:00"),
        booked("conditioning_start", "2026-06-10T09:00+08:00"),
        booked("infusion", "2026-06-17"),
    )
    free = slots("2026-06-20T10:00+08:00", "2026-06-24T10:00+08:00", step="infusion")

    def moves(*calendars: SiteCalendar) -> list[str]:
        conflicts = planned(chart, *calendars, now="2026-06-02T08:00+08:00")["conflicts"]
        first = next(each for each in conflicts if each["step"] == "conditioning_start")
        return [move["to"] for move in first["repairs"][0]["moves"] if move["step"] == "infusion"]

    assert moves() == ["2026-06-22"]
    assert moves(free) == ["2026-06-20T10:00+08:00"]


def test_a_booking_outside_every_listed_slot_is_as_sound_as_before() -> None:
    chart = a_chart(*SCREENED, booked("apheresis", "2026-06-03T10:00+08:00"))
    unit = slots("2026-06-11T08:30+08:00")  # a slot that is booked is free no longer

    assert step_of(planned(chart, unit), "apheresis")["state"] == "booked"
    assert planned(chart, unit)["feasible"]


@pytest.mark.parametrize(
    "calendar",
    [closures((date(2026, 6, 15), date(2026, 6, 19))), slots("2026-06-11T08:30+08:00")],
)
def test_a_calendar_changes_no_verdict_on_what_is_booked(calendar: SiteCalendar) -> None:
    chart = a_chart(
        *SCREENED,
        drug("imatinib", "2026-06-12T09:00+08:00"),
        booked("apheresis", "2026-06-03T10:00+08:00"),
        booked("infusion", "2026-06-22T10:00+08:00"),
    )

    assert planned(chart, calendar)["verdicts"] == planned(chart)["verdicts"]


def test_when_a_slot_has_passed_the_next_one_is_suggested() -> None:
    chart = a_chart(*SCREENED)
    unit = slots("2026-06-01T10:00+08:00", "2026-06-11T08:30+08:00")

    last_chance = planned(chart, unit, now="2026-06-01T10:00+08:00")
    too_late = planned(chart, unit, now="2026-06-01T10:01+08:00")

    assert step_of(last_chance, "apheresis")["proposed"] == "2026-06-01T10:00+08:00"
    assert step_of(too_late, "apheresis")["proposed"] == "2026-06-11T08:30+08:00"


def test_the_minute_after_a_slot_is_when_the_plan_changes_by_itself() -> None:
    """A test of 1 June counts for apheresis until 4 June; the next slot is a week later."""
    chart = a_woman(*SCREENED, pregnancy_test("2026-06-01"))
    unit = slots("2026-06-04T08:30+08:00", "2026-06-11T08:30+08:00")
    made = planned(chart, unit, now="2026-06-04T08:00+08:00")

    assert made["next_change_at"] == "2026-06-04T08:31+08:00"
