"""Make-up working days that a site's calendar brings in, before the official list is known.

China announces the exchanged days of a year in the November before it.
"""

from datetime import date
from typing import Any

from models.chart import read_chart
from models.extra_working_days import (
    ExtraWorkingDays,
    naming_extra_days,
    with_imported_calendars,
)
from models.plan import plan
from models.protocol import Protocol
from models.protocol.site_calendars import SiteCalendar
from models.timeline.network.working_days import working_calendar
from tests.closed_days import why_closed
from tests.spec.charts import PROTOCOL, a_chart
from tests.spec.test_imported_closures_and_slots import SCREENED, at, closures
from wording.plan_document import plan_document

SATURDAY, SUNDAY, MONDAY = date(2026, 6, 6), date(2026, 6, 7), date(2026, 6, 8)


def works(first: date, last: date, calendar: SiteCalendar | None = None) -> SiteCalendar:
    extra = ExtraWorkingDays(first, last, "端午节 补班")
    return naming_extra_days(closures() if calendar is None else calendar, [extra])


def at_a_site_with(*calendars: SiteCalendar, protocol: Protocol = PROTOCOL) -> Protocol:
    return with_imported_calendars(protocol, {"CN01": calendars})


def is_working(day: date, protocol: Protocol) -> bool:
    return working_calendar(protocol.sites["CN01"]).is_working(day)


def proposed_apheresis(*calendars: SiteCalendar) -> str | None:
    """When apheresis is suggested on Saturday morning, 6 June."""
    protocol, now = at_a_site_with(*calendars), at("2026-06-06T08:00+08:00")
    facts = read_chart(a_chart(*SCREENED), protocol=protocol, now=now)
    made: dict[str, Any] = dict(plan_document(plan(facts, protocol, now), protocol))
    found: str | None = next(each for each in made["steps"] if each["step"] == "apheresis")[
        "proposed"
    ]
    return found


def test_on_an_extra_working_saturday_a_step_is_suggested_and_on_another_it_is_not() -> None:
    assert proposed_apheresis() == "2026-06-08T09:00+08:00"
    assert proposed_apheresis(works(SATURDAY, SATURDAY)) == "2026-06-06T09:00+08:00"
    assert proposed_apheresis(works(SUNDAY, SUNDAY)) == "2026-06-07T09:00+08:00"


def test_every_day_from_the_first_to_the_last_is_worked() -> None:
    protocol = at_a_site_with(works(SATURDAY, SUNDAY))

    assert is_working(SATURDAY, protocol)
    assert is_working(SUNDAY, protocol)
    assert not is_working(date(2026, 6, 13), protocol)


def test_a_closure_of_any_calendar_is_stronger_than_an_extra_working_day() -> None:
    closed = closures((SATURDAY, SATURDAY))

    for calendars in (
        (works(SATURDAY, SUNDAY, closed),),
        (works(SATURDAY, SUNDAY), closed),
        (closed, works(SATURDAY, SUNDAY)),
    ):
        protocol = at_a_site_with(*calendars)
        assert not is_working(SATURDAY, protocol)
        assert is_working(SUNDAY, protocol)


def test_next_years_list_moves_dates_before_the_library_knows_it() -> None:
    """The list of 2031 is years away: its weekends are taken as free, its exchanges unknown."""
    new_year = closures((date(2031, 1, 1), date(2031, 1, 3)))
    made_up = date(2031, 1, 5)  # a Sunday
    protocol = at_a_site_with(works(made_up, made_up, new_year))

    calendar = working_calendar(protocol.sites["CN01"])
    assert calendar.is_provisional(2031)
    assert not is_working(made_up, PROTOCOL)
    assert is_working(date(2031, 1, 2), PROTOCOL)
    assert calendar.is_working(made_up)
    assert why_closed(calendar, date(2031, 1, 2)) == "ward moves"


def test_other_sites_and_their_order_stay_as_they_were() -> None:
    protocol = at_a_site_with(works(SATURDAY, SATURDAY))

    assert list(protocol.sites) == list(PROTOCOL.sites)
    assert protocol.sites["CN02"] is PROTOCOL.sites["CN02"]


def test_a_site_that_the_protocol_has_no_more_is_passed_over() -> None:
    gone = with_imported_calendars(PROTOCOL, {"CN99": (works(SATURDAY, SATURDAY),)})

    assert dict(gone.sites) == dict(PROTOCOL.sites)
