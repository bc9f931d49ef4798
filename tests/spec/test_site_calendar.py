"""Sites: the eleven of the registry entry, and the days on which steps can be held there."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.moments import Minute, iso, read_span
from models.protocol.sites import Closure, Site, load_sites
from models.timeline.network.transfers import transferred
from models.timeline.network.working_days import WorkingCalendar, working_calendar
from tests.closed_days import why_closed

SHANGHAI = ZoneInfo("Asia/Shanghai")
BOREN = load_sites()["CN01"]


def at(text: str) -> Minute:
    return read_span(text, SHANGHAI).earliest


def shown(minute: Minute | None) -> str | None:
    return None if minute is None else iso(minute, SHANGHAI)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


# THE ELEVEN SITES, verbatim and in the order of the registry entry


@pytest.mark.parametrize(
    ("site", "name", "city", "province"),
    [
        ("CN01", "Beijing Boren Hospital", "Beijing", "Beijing Municipality"),
        ("CN02", "Xinqiao Hospital of TMMU", "Chongqing", "Chongqing Municipality"),
        ("CN03", "Nanfang Hospital", "Guangzhou", "Guangdong"),
        ("CN04", "Yanda hospital, Hebei medical university", "Sanhe", "Hebei"),
        ("CN05", "Henan Cancer Hospital", "Zhengzhou", "Henan"),
        (
            "CN06",
            "Union Hospital Tongji Medical College Huazhong University of Science and Technology",
            "Wuhan",
            "Hubei",
        ),
        ("CN07", "The affiliated hospital of Xuzhou medical university", "Xuzhou", "Jiangsu"),
        ("CN08", "Tongji Hospital of Tongji University", "Shanghai", "Shanghai Municipality"),
        ("CN09", "West China Hospital,Sichuan University", "Chengdu", "Sichuan"),
        (
            "CN10",
            "Institute of Hematology & Blood Diseases Hospital",
            "Tianjin",
            "Tianjin Municipality",
        ),
        (
            "CN11",
            "The First Affiliated Hospital, Zhejiang University school of Medicine",
            "Hangzhou",
            "Zhejiang",
        ),
    ],
)
def test_a_site_is_named_as_in_the_entry(site: str, name: str, city: str, province: str) -> None:
    found = load_sites()[site]
    assert (found.names.english, found.cities.english, found.province) == (name, city, province)
    assert found.source == "NCT04684147 locations"


def test_there_are_eleven_sites_in_the_order_of_the_entry() -> None:
    assert list(load_sites()) == [f"CN{number:02}" for number in range(1, 12)]


@pytest.mark.parametrize("site", load_sites().values(), ids=list(load_sites()))
def test_every_site_keeps_chinese_time_and_says_that_its_hours_are_a_default(site: Site) -> None:
    assert site.zone == SHANGHAI
    assert str(site.hours) == "09:00–17:00"
    assert site.hours.basis == "site default"


# THE OFFICIAL CALENDAR, as the State Council announced it


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 1, 1), date(2025, 1, 1)),  # New Year
        (date(2025, 1, 28), date(2025, 2, 4)),  # Spring Festival
        (date(2025, 4, 4), date(2025, 4, 6)),  # Tomb-Sweeping Day
        (date(2025, 5, 1), date(2025, 5, 5)),  # Labour Day
        (date(2025, 5, 31), date(2025, 6, 2)),  # Dragon Boat Festival
        (date(2025, 10, 1), date(2025, 10, 8)),  # National Day and Mid-Autumn Festival
        (date(2026, 1, 1), date(2026, 1, 3)),
        (date(2026, 2, 15), date(2026, 2, 23)),
        (date(2026, 4, 4), date(2026, 4, 6)),
        (date(2026, 5, 1), date(2026, 5, 5)),
        (date(2026, 6, 19), date(2026, 6, 21)),
        (date(2026, 9, 25), date(2026, 9, 27)),
        (date(2026, 10, 1), date(2026, 10, 7)),
    ],
)
def test_nobody_works_on_an_official_holiday(first: date, last: date) -> None:
    calendar = working_calendar(BOREN)
    assert not any(map(calendar.is_working, days(first, last)))
    assert all(map(calendar.why_closed, days(first, last)))


MADE_UP = [
    *(date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27)),
    *(date(2025, 9, 28), date(2025, 10, 11)),
    *(date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28)),
    *(date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10)),
]


@pytest.mark.parametrize("day", MADE_UP, ids=str)
def test_a_weekend_day_that_makes_up_for_a_holiday_is_worked(day: date) -> None:
    assert day.weekday() >= 5
    assert working_calendar(BOREN).is_working(day)
    assert why_closed(working_calendar(BOREN), day) is None


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_other_weekend_day_is_closed(year: int) -> None:
    weekends = [day for day in days(date(year, 1, 1), date(year, 12, 31)) if day.weekday() >= 5]
    worked = [day for day in weekends if working_calendar(BOREN).is_working(day)]
    assert worked == [day for day in MADE_UP if day.year == year]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 2, 17), "Chinese New Year (Spring Festival)"),
        (date(2026, 2, 23), "Day off (substituted from 2026-02-28)"),
        (date(2026, 3, 7), "Saturday"),
        (date(2026, 3, 8), "Sunday"),
    ],
)
def test_a_closed_day_says_why(day: date, reason: str) -> None:
    assert why_closed(working_calendar(BOREN), day) == reason


# YEARS THAT ARE NOT ANNOUNCED


@pytest.mark.parametrize(
    ("year", "provisional"),
    [
        (2000, True),  # before the first year with make-up days on record
        (2001, False),
        (2026, False),
        (2040, True),  # the State Council announces one year at a time
    ],
)
def test_a_year_without_an_official_list_is_provisional(year: int, provisional: bool) -> None:
    assert working_calendar(BOREN).is_provisional(year) is provisional


def test_where_no_weekends_are_exchanged_the_law_alone_fixes_a_year() -> None:
    berlin = replace(BOREN, country="DE", zone=ZoneInfo("Europe/Berlin"))

    assert working_calendar(berlin).is_provisional(2040) is False
    assert working_calendar(BOREN).is_provisional(2040)


def test_of_a_subject_who_goes_to_another_site_a_year_is_provisional_where_it_is_at_either() -> (
    None
):
    berlin = replace(BOREN, country="DE", zone=ZoneInfo("Europe/Berlin"))
    since = at("2040-06-01T00:00+08:00")

    for one, other, provisional in (
        (BOREN, berlin, True),
        (berlin, BOREN, True),
        (berlin, berlin, False),
    ):
        calendar = transferred(working_calendar(one), other, since)
        assert calendar.is_provisional(2040) is provisional


def test_a_provisional_year_still_closes_on_weekends_and_fixed_holidays() -> None:
    calendar = working_calendar(BOREN)
    assert why_closed(calendar, date(2040, 10, 1)) == "National Day"
    assert why_closed(calendar, date(2040, 10, 6)) == "Saturday"
    assert calendar.is_working(date(2040, 10, 17))


# A SITE'S OWN DAYS


@pytest.fixture
def own_days() -> WorkingCalendar:
    audit = Closure(date(2026, 5, 9), date(2026, 5, 11), "cell laboratory audit")
    return working_calendar(
        replace(BOREN, closures=(audit,), extra_working_days=(date(2026, 10, 2),))
    )


def test_a_sites_own_closure_wins_over_the_official_calendar(own_days: WorkingCalendar) -> None:
    closed = {day: why_closed(own_days, day) for day in days(date(2026, 5, 8), date(2026, 5, 12))}

    assert closed == {
        date(2026, 5, 8): None,
        date(2026, 5, 9): "cell laboratory audit",  # a make-up Saturday elsewhere
        date(2026, 5, 10): "cell laboratory audit",
        date(2026, 5, 11): "cell laboratory audit",
        date(2026, 5, 12): None,
    }


def test_a_sites_own_working_day_wins_over_a_holiday(own_days: WorkingCalendar) -> None:
    assert own_days.is_working(date(2026, 10, 2))
    assert why_closed(own_days, date(2026, 10, 1)) == "National Day"


def test_another_sites_days_are_its_own() -> None:
    assert working_calendar(load_sites()["CN02"]).is_working(date(2026, 5, 11))


# OPENING HOURS


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("2026-03-27T00:00+08:00", "2026-03-27T09:00+08:00"),
        ("2026-03-27T09:00+08:00", "2026-03-27T09:00+08:00"),
        ("2026-03-27T16:59+08:00", "2026-03-27T16:59+08:00"),
        ("2026-03-27T17:00+08:00", "2026-03-30T09:00+08:00"),  # closed; then a weekend
        ("2026-02-13T17:00+08:00", "2026-02-14T09:00+08:00"),  # a make-up Saturday
        ("2026-02-14T17:00+08:00", "2026-02-24T09:00+08:00"),  # over the Spring Festival
        ("2026-03-26T17:30+00:00", "2026-03-27T09:00+08:00"),  # already the 27th at the site
    ],
)
def test_the_first_open_minute_is_on_a_working_day_in_opening_hours(asked: str, opens: str) -> None:
    assert shown(working_calendar(BOREN).first_open_minute(at(asked))) == opens


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        ("2026-03-27T23:59+08:00", "2026-03-27T16:59+08:00"),
        ("2026-03-27T12:00+08:00", "2026-03-27T12:00+08:00"),
        ("2026-03-30T08:59+08:00", "2026-03-27T16:59+08:00"),
        ("2026-02-24T08:59+08:00", "2026-02-14T16:59+08:00"),
    ],
)
def test_the_last_open_minute_is_on_a_working_day_in_opening_hours(asked: str, last: str) -> None:
    assert shown(working_calendar(BOREN).last_open_minute(at(asked))) == last


def test_a_step_that_is_held_on_any_day_waits_only_for_the_hour() -> None:
    calendar = working_calendar(BOREN)
    sunday = at("2026-03-29T06:00+08:00")
    assert shown(calendar.first_open_minute(sunday, any_day=True)) == "2026-03-29T09:00+08:00"
    assert shown(calendar.last_open_minute(sunday, any_day=True)) == "2026-03-28T16:59+08:00"


def test_a_site_that_never_opens_in_the_limit_has_no_minute() -> None:
    rebuilding = Closure(date(2026, 1, 1), date(2027, 12, 31), "rebuilding")
    calendar = working_calendar(replace(BOREN, closures=(rebuilding,)))
    day = at("2026-12-20T09:00+08:00")

    assert calendar.first_open_minute(day, limit_days=376) is None  # until 31 December 2027
    assert calendar.last_open_minute(day, limit_days=353) is None  # back to 1 January 2026
    earlier = calendar.last_open_minute(day, limit_days=354)
    assert shown(earlier) == "2025-12-31T16:59+08:00"
