"""What events mean at a site: closed days, closed hours, slots in which a step may begin."""

from datetime import date

from calendars.imported import ImportedEvents, closures_in, slots_in
from models.moments import iso
from models.protocol.site import Closure
from models.protocol.site_calendars import SiteCalendar
from models.protocol.sites import load_sites
from tests.unit.calendars.ics import FIRST, LAST, SHANGHAI, event, ics, read

SITE = load_sites()["CN01"]


def closures(*components: str) -> SiteCalendar:
    return closures_in(read(ics(*components)), SITE, "ward")


def slots(*components: str) -> SiteCalendar:
    events: ImportedEvents = read(ics(*components))
    return slots_in(events, SITE, "unit", step="apheresis", first=FIRST, last=LAST)


def said(calendar: SiteCalendar) -> list[str]:
    """Each slot's first and last minute at which something may begin."""
    return [
        f"{iso(slot.earliest, SHANGHAI)[5:16]} to {iso(slot.latest, SHANGHAI)[5:16]}"
        for slot in calendar.slots
    ]


def test_an_all_day_event_closes_its_days_for_the_reason_in_its_title() -> None:
    found = closures(
        event("DTSTART;VALUE=DATE:20260518", "DTEND;VALUE=DATE:20260520", "SUMMARY:audit")
    )

    assert found.closures == (Closure(date(2026, 5, 18), date(2026, 5, 19), "audit"),)


def test_an_event_without_a_title_closes_as_well() -> None:
    assert closures(event("DTSTART;VALUE=DATE:20260518")).closures[0].reason == "closed"


def test_a_timed_event_closes_its_hours_to_the_minute_before_it_ends() -> None:
    found = closures(event("DTSTART:20260518T130000", "DTEND:20260518T170000"))
    (hours,) = found.closed_hours

    assert iso(hours.first, SHANGHAI) == "2026-05-18T13:00+08:00"
    assert iso(hours.last, SHANGHAI) == "2026-05-18T16:59+08:00"
    assert found.closures == ()


def test_a_minute_that_is_closed_in_part_is_closed() -> None:
    (hours,) = closures(event("DTSTART:20260518T130030", "DTEND:20260518T170001")).closed_hours

    assert iso(hours.first, SHANGHAI) == "2026-05-18T13:00+08:00"
    assert iso(hours.last, SHANGHAI) == "2026-05-18T17:00+08:00"


def test_an_event_from_midnight_to_midnight_closes_whole_days() -> None:
    found = closures(event("DTSTART:20260518T000000", "DTEND:20260520T000000"))

    assert found.closures == (Closure(date(2026, 5, 18), date(2026, 5, 19), "closed"),)
    assert found.closed_hours == ()


def test_what_leaves_time_free_or_has_no_length_closes_nothing() -> None:
    found = closures(
        event("DTSTART;VALUE=DATE:20260518", "TRANSP:TRANSPARENT", uid="1"),
        event("DTSTART:20260518T090000", "DTEND:20260518T100000", "TRANSP:TRANSPARENT", uid="2"),
        event("DTSTART:20260518T090000", uid="3"),
    )

    assert (found.closures, found.closed_hours) == ((), ())


def test_a_slot_may_begin_when_its_event_begins_and_no_later() -> None:
    found = slots(event("DTSTART:20260326T083000", "DTEND:20260326T123000"))

    assert said(found) == ["03-26T08:30 to 03-26T08:30"]
    assert (found.step, found.closures) == ("apheresis", ())


def test_a_slot_is_a_slot_whether_its_event_leaves_time_free_or_has_an_end() -> None:
    found = slots(
        event("DTSTART:20260326T083000", "TRANSP:TRANSPARENT", uid="1"),
        event("DTSTART:20260327T083000", uid="2"),
    )

    assert len(found.slots) == 2


def test_a_slot_without_a_time_may_begin_while_the_site_is_open_on_each_of_its_days() -> None:
    found = slots(event("DTSTART;VALUE=DATE:20260326", "DTEND;VALUE=DATE:20260329"))

    assert said(found) == [
        "03-26T09:00 to 03-26T16:59",
        "03-27T09:00 to 03-27T16:59",
        "03-28T09:00 to 03-28T16:59",  # a Saturday: the unit says that it is free
    ]


def test_slots_of_a_long_event_end_with_the_months_that_are_asked_for() -> None:
    found = slots(event("DTSTART;VALUE=DATE:19000101", "DTEND;VALUE=DATE:22000101"))

    assert len(found.slots) == (LAST - FIRST).days + 1
    assert said(found)[0] == "03-10T09:00 to 03-10T16:59"


def test_a_slot_that_began_before_today_is_over() -> None:
    events = read(ics(event("DTSTART:20260309T220000", "DTEND:20260310T060000")))

    assert len(events.timed) == 1
    assert slots_in(events, SITE, "unit", step="apheresis", first=FIRST, last=LAST).slots == ()
