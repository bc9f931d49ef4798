"""VTIMEZONE against zoneinfo, read back by two strangers."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from ical.timezone import Timezone as IcalTimezone
from icalendar import Calendar, Timezone

from calendars.feeds.zones import is_local, timezone_bytes, timezone_component
from tests.unit.timeline.plan_builder import first

ZONES = [
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour of summer time, south of the equator
    "Asia/Jerusalem",  # the Friday before the last Sunday: no rule of one weekday of a month
    "America/Santiago",  # the day in September wanders between two weeks
    "Africa/Casablanca",  # follows the moon, and its summer time is the lesser one
    "Europe/Moscow",  # gave up summer time
    "Pacific/Apia",  # skipped a day
    "Asia/Kolkata",
]
STEP = timedelta(hours=5)  # meets every hour of the day within five days


def calendar_of(zone: str) -> str:
    return (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"
        + timezone_bytes(zone)
        + b"END:VCALENDAR\r\n"
    ).decode()


def moments(first_year: int, last_year: int) -> list[datetime]:
    start = datetime(first_year, 1, 1, tzinfo=UTC)
    count = (datetime(last_year + 1, 1, 1, tzinfo=UTC) - start) // STEP
    return [start + STEP * index for index in range(count)]


@pytest.mark.parametrize("zone", ZONES)
def test_a_reader_that_knows_no_zones_finds_every_offset(zone: str) -> None:
    # lookup_tzid=False: built from our component alone
    [component] = Calendar.from_ical(calendar_of(zone)).walk("VTIMEZONE")
    assert isinstance(component, Timezone)
    told = component.to_tz(lookup_tzid=False)
    known = ZoneInfo(zone)
    for moment in moments(2010, 2036):
        wall = moment.astimezone(known).replace(tzinfo=None)
        if _names_one_moment(wall, known):
            assert wall.replace(tzinfo=told).utcoffset() == moment.astimezone(known).utcoffset()


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "America/New_York"])
def test_vobject_finds_every_offset_of_some_years(zone: str) -> None:
    told = vobject.readOne(calendar_of(zone)).vtimezone.tzinfo
    known = ZoneInfo(zone)
    for moment in moments(2024, 2028):
        wall = moment.astimezone(known).replace(tzinfo=None)
        if _names_one_moment(wall, known):
            assert wall.replace(tzinfo=told).utcoffset() == moment.astimezone(known).utcoffset()


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_summer_time_is_two_rules_as_another_library_writes_them(zone: str) -> None:
    ours = timezone_component(zone)
    theirs = IcalTimezone.from_tzif(zone)
    for name, observances in (("DAYLIGHT", theirs.daylight), ("STANDARD", theirs.standard)):
        [our_part] = ours.walk(name)
        [their_part] = observances
        assert their_part.rrule is not None
        rule = our_part["RRULE"].to_ical()
        assert isinstance(rule, bytes)
        assert rule.decode().split(";") == unordered(their_part.rrule.as_rrule_str())
        assert f"{their_part.dtstart:%H%M%S}" in str(our_part["DTSTART"].to_ical())


def unordered(rule: str) -> list[str]:
    frequency, *parts = rule.split(";")
    return [frequency, *sorted(parts)]


def test_a_zone_without_summer_time_is_one_line_of_offset() -> None:
    assert timezone_bytes("Asia/Shanghai").decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Shanghai",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:CST",
        "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


@pytest.mark.parametrize("zone", ["Africa/Casablanca", "America/Santiago", "Asia/Jerusalem"])
def test_moves_that_follow_no_rule_stand_one_by_one_and_never_as_rdate(zone: str) -> None:
    assert b"RDATE" not in timezone_bytes(zone)
    assert timezone_bytes(zone).count(b"TZOFFSETTO") > 20


def test_a_few_years_alike_at_the_end_are_chance_and_no_rule() -> None:
    spring = timezone_component("Asia/Jerusalem").walk("DAYLIGHT")
    assert len(spring) > 20
    assert not any("RRULE" in part for part in spring)


@pytest.mark.parametrize(
    ("moment", "zone", "local"),
    [
        ("2026-04-15T10:00+08:00", "Asia/Shanghai", True),
        ("2009-12-31T23:59+08:00", "Asia/Shanghai", False),  # before what a VTIMEZONE tells
        ("2026-04-15T10:00+00:00", "Etc/UTC", False),  # UTC is written with a Z
        ("2026-10-25T02:30+02:00", "Europe/Berlin", True),
        ("2026-10-25T02:30+01:00", "Europe/Berlin", False),  # the second of two equal times
    ],
)
def test_a_time_is_local_where_its_zone_can_name_it(moment: str, zone: str, *, local: bool) -> None:
    assert is_local(first(moment), ZoneInfo(zone)) is local


def _names_one_moment(wall: datetime, zone: ZoneInfo) -> bool:
    there_and_back = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    once = wall.replace(tzinfo=zone).utcoffset() == wall.replace(tzinfo=zone, fold=1).utcoffset()
    return once and there_and_back.replace(tzinfo=None) == wall
