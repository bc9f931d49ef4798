from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.moments import Minute, iso, read_span
from models.protocol.sites import Closure, OpeningHours, Site, load_sites
from models.timeline.network.working_days import working_calendar
from tests.closed_days import why_closed

BERLIN = ZoneInfo("Europe/Berlin")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def site(
    *,
    opens: int = 9 * 60,
    closes: int = 17 * 60,
    zone: ZoneInfo = SHANGHAI,
    country: str = "CN",
    closures: tuple[Closure, ...] = (),
) -> Site:
    hours = OpeningHours(opens, closes, "test")
    return replace(load_sites()["CN01"], hours=hours, zone=zone, country=country, closures=closures)


def berlin(opens: str, closes: str) -> Site:
    def minutes(clock: str) -> int:
        return int(clock[:2]) * 60 + int(clock[3:])

    return site(opens=minutes(opens), closes=minutes(closes), zone=BERLIN, country="DE")


def opened(at: Site, day: str) -> tuple[str, str] | None:
    """First and last open minute of a day at a site that opens on any day."""
    whole = read_span(day, at.zone)
    calendar = working_calendar(at)
    first = calendar.first_open_minute(whole.earliest, any_day=True, limit_days=0)
    last = calendar.last_open_minute(whole.latest, any_day=True, limit_days=0)
    assert (first is None) == (last is None)
    return None if first is None or last is None else (iso(first, at.zone), iso(last, at.zone))


# A CLOCK THAT CHANGES: in Berlin on 29 March 2026 02:00 becomes 03:00,
# on 25 October 2026 03:00 becomes 02:00


@pytest.mark.parametrize(
    ("opens", "closes", "first", "last"),
    [
        ("09:00", "17:00", "09:00+02:00", "16:59+02:00"),
        ("01:00", "17:00", "01:00+01:00", "16:59+02:00"),
        ("02:00", "17:00", "03:00+02:00", "16:59+02:00"),  # 02:00 to 02:59 does not exist
        ("02:30", "17:00", "03:00+02:00", "16:59+02:00"),
        ("03:00", "17:00", "03:00+02:00", "16:59+02:00"),
        ("03:01", "17:00", "03:01+02:00", "16:59+02:00"),
        ("01:00", "02:30", "01:00+01:00", "01:59+01:00"),  # closes as the clock jumps
        ("00:00", "24:00", "00:00+01:00", "23:59+02:00"),
    ],
)
def test_an_hour_that_summer_time_skips_is_not_lost(
    opens: str, closes: str, first: str, last: str
) -> None:
    day = "2026-03-29"
    assert opened(berlin(opens, closes), day) == (f"{day}T{first}", f"{day}T{last}")


def test_hours_that_summer_time_skips_whole_are_no_hours() -> None:
    assert opened(berlin("02:15", "02:45"), "2026-03-29") is None


@pytest.mark.parametrize(
    ("opens", "closes", "first", "last"),
    [
        ("09:00", "17:00", "09:00+01:00", "16:59+01:00"),
        ("02:30", "17:00", "02:30+02:00", "16:59+01:00"),  # opens the first time it is 02:30
        ("00:00", "02:30", "00:00+02:00", "02:29+02:00"),  # closes the first time it is 02:30
        ("00:00", "03:00", "00:00+02:00", "02:59+01:00"),
    ],
)
def test_an_hour_that_comes_twice_counts_from_its_first_time(
    opens: str, closes: str, first: str, last: str
) -> None:
    day = "2026-10-25"
    assert opened(berlin(opens, closes), day) == (f"{day}T{first}", f"{day}T{last}")


def test_a_site_abroad_keeps_its_own_clock_and_holidays() -> None:
    calendar = working_calendar(berlin("09:00", "17:00"))
    easter_monday = read_span("2026-04-06", BERLIN)

    opens = calendar.first_open_minute(easter_monday.earliest)

    assert why_closed(calendar, date(2026, 4, 6)) == "Easter Monday"
    assert opens is not None
    assert iso(opens, BERLIN) == "2026-04-07T09:00+02:00"


def test_a_country_that_never_exchanges_weekends_is_never_provisional() -> None:
    assert not working_calendar(berlin("09:00", "17:00")).is_provisional(2040)


# ONE CALENDAR FOR A SITE


def test_a_site_has_one_calendar() -> None:
    assert working_calendar(load_sites()["CN01"]) is working_calendar(load_sites()["CN01"])


def test_what_a_calendar_has_looked_up_does_not_make_it_another() -> None:
    asked = working_calendar(load_sites()["CN03"])
    asked.is_working(date(2026, 1, 1))
    fresh = replace(asked)

    assert fresh == asked
    assert hash(fresh) == hash(asked)


# PROPERTIES: the nearest open minute, against a look at every minute on the way


def wall(minute: Minute, zone: ZoneInfo) -> datetime:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)).astimezone(zone)


def open_by_the_clock(minute: Minute, at: Site) -> bool:
    shown = wall(minute, at.zone)
    in_hours = at.hours.opens <= shown.hour * 60 + shown.minute < at.hours.closes
    return in_hours and working_calendar(at).is_working(shown.date())


@st.composite
def some_site(draw: st.DrawFn) -> Site:
    """Draw hours that no change of clocks touches, and perhaps a week's closure."""
    opens = draw(st.integers(4 * 60, 22 * 60))
    closes = draw(st.integers(opens + 1, 24 * 60))
    zone, country = draw(st.sampled_from([(SHANGHAI, "CN"), (BERLIN, "DE")]))
    first = draw(st.dates(date(2026, 1, 1), date(2026, 12, 24)))
    closure = Closure(first, first + timedelta(days=draw(st.integers(0, 6))), "ward moves")
    closures = draw(st.sampled_from([(), (closure,)]))
    return site(opens=opens, closes=closes, zone=zone, country=country, closures=closures)


in_2026 = st.integers(29_453_760, 29_979_360)  # minutes of UTC, 2026 from end to end


@settings(deadline=None)  # looks at up to three weeks of minutes
@given(at=some_site(), asked=in_2026)
def test_the_first_open_minute_is_open_and_none_before_it_is(at: Site, asked: Minute) -> None:
    found = working_calendar(at).first_open_minute(asked)

    assert found is not None
    assert open_by_the_clock(found, at)
    assert not any(open_by_the_clock(minute, at) for minute in range(asked, found))


@settings(deadline=None)  # looks at up to three weeks of minutes
@given(at=some_site(), asked=in_2026)
def test_the_last_open_minute_is_open_and_none_after_it_is(at: Site, asked: Minute) -> None:
    found = working_calendar(at).last_open_minute(asked)

    assert found is not None
    assert open_by_the_clock(found, at)
    assert not any(open_by_the_clock(minute, at) for minute in range(found + 1, asked + 1))


@given(at=some_site(), asked=in_2026)
def test_a_site_is_open_as_its_clock_says(at: Site, asked: Minute) -> None:
    assert working_calendar(at).is_open(asked) == open_by_the_clock(asked, at)


@given(at=some_site(), asked=in_2026)
def test_any_day_never_moves_a_step_further(at: Site, asked: Minute) -> None:
    calendar = working_calendar(at)
    strict = calendar.first_open_minute(asked)
    free = calendar.first_open_minute(asked, any_day=True)

    assert strict is not None
    assert free is not None
    assert asked <= free <= strict
