"""Minutes, days and months: when something was, as far as it is known."""

import calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.moments import (
    MINUTES_PER_HOUR,
    Span,
    add_months,
    at_zone,
    day_span,
    end_of,
    iso,
    local_day,
    read_span,
    start_of,
    to_minute,
)
from models.reasons.refusals.refusal import ValueRefused
from tests.refusals import refuses

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
SANTIAGO = ZoneInfo("America/Santiago")  # its clocks skip midnight
APIA = ZoneInfo("Pacific/Apia")  # it skipped a whole day
ZONES = st.sampled_from([SHANGHAI, BERLIN, SANTIAGO, APIA, ZoneInfo("UTC")])
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
DAY_MINUTES = 24 * MINUTES_PER_HOUR


def minute(text: str) -> int:
    moment = datetime.fromisoformat(text)
    assert moment.tzinfo is not None
    return int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()) // 60


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026-03-09T10:00+08:00", "2026-03-09T02:00Z", "2026-03-09T02:00Z"),
        ("2026-03-09T10:00Z", "2026-03-09T10:00Z", "2026-03-09T10:00Z"),
        ("2026-03-09T10:00-05:30", "2026-03-09T15:30Z", "2026-03-09T15:30Z"),
        ("2026-03-09T10:00:00+08:00", "2026-03-09T02:00Z", "2026-03-09T02:00Z"),
        ("2026-03-09T10:00:00Z", "2026-03-09T10:00Z", "2026-03-09T10:00Z"),
        ("2026-03-09", "2026-03-08T16:00Z", "2026-03-09T15:59Z"),
        ("2026-03", "2026-02-28T16:00Z", "2026-03-31T15:59Z"),
        ("2024-02", "2024-01-31T16:00Z", "2024-02-29T15:59Z"),  # a leap year
        ("2026", "2025-12-31T16:00Z", "2026-12-31T15:59Z"),
    ],
)
def test_a_time_is_as_exact_as_it_was_recorded(text: str, earliest: str, latest: str) -> None:
    assert read_span(text, SHANGHAI) == Span(minute(earliest), minute(latest))


@pytest.mark.parametrize(
    ("text", "past"), [("10:00:00", 0), ("10:00:01", 1_000_000), ("10:00:59.999999", 59_999_999)]
)
def test_seconds_are_kept_beside_their_minute(text: str, past: int) -> None:
    known = minute("2026-03-09T02:00Z")

    assert read_span(f"2026-03-09T{text}+08:00", SHANGHAI) == Span(known, known, past)


def test_only_one_known_minute_is_exact() -> None:
    assert read_span("2026-03-09T10:00+08:00", SHANGHAI).exact
    assert read_span("2026-03-09T10:00:30+08:00", SHANGHAI).exact
    assert not read_span("2026-03-09", SHANGHAI).exact


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-02-30", "is not a day of the calendar"),
        ("2026-13", "is not a day of the calendar"),
        ("2026-00-10", "is not a day of the calendar"),
        ("2026-03-09T24:00+08:00", "is not an instant of the calendar"),
        ("2026-02-30T10:00+08:00", "is not an instant of the calendar"),
        ("2026-03-09T10:00+24:00", "is not an instant of the calendar"),
        ("1899-12-31", "is outside the years 1900 to 2200"),
        ("1899", "is outside the years 1900 to 2200"),
        ("2201-01", "is outside the years 1900 to 2200"),
        ("2201-01-01T00:00+08:00", "is outside the years 1900 to 2200"),
        ("2026-03-09T10:00", "or an instant with its offset"),
        ("2026-03-09 10:00+08:00", "or an instant with its offset"),
        ("09.03.2026", "is not a date like 2026-03-09"),
        ("x" * 1000, "“" + "x" * 40 + "…” is not a date"),
        ("", "is not a date like 2026-03-09"),
    ],
)
def test_what_is_no_time_is_refused_with_the_reason(text: str, reason: str) -> None:
    with refuses(ValueRefused, match=reason):
        read_span(text, SHANGHAI)


@pytest.mark.parametrize("text", ["1900-01-01", "2200-12-31", "2200", "1900-01-01T00:00+14:00"])
def test_the_first_and_last_years_are_read(text: str) -> None:
    span = read_span(text, SHANGHAI)

    assert span.earliest <= span.latest
    assert iso(span.latest, SHANGHAI)


# ---------------------------------------------------------------- local days


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2026, 3, 9), SHANGHAI, 24),
        (date(2026, 3, 29), BERLIN, 23),  # clocks go forward
        (date(2026, 10, 25), BERLIN, 25),  # and back
        (date(2026, 9, 6), SANTIAGO, 23),  # forward at midnight: the day begins at 01:00
        (date(2026, 4, 4), SANTIAGO, 25),  # back at midnight: 23:00 comes twice
    ],
)
def test_a_day_has_all_its_minutes_and_no_other(day: date, zone: ZoneInfo, hours: int) -> None:
    span = day_span(day, zone)

    assert span.latest - span.earliest + 1 == hours * MINUTES_PER_HOUR
    assert local_day(span.earliest, zone) == local_day(span.latest, zone) == day
    assert local_day(span.earliest - 1, zone) < day < local_day(span.latest + 1, zone)


def test_where_clocks_skip_midnight_a_day_begins_at_one() -> None:
    assert iso(start_of(date(2026, 9, 6), SANTIAGO), SANTIAGO) == "2026-09-06T01:00-03:00"


@given(DAYS, ZONES)
def test_days_follow_one_another_without_gap_or_overlap(day: date, zone: ZoneInfo) -> None:
    assert end_of(day, zone) + 1 == start_of(day + timedelta(days=1), zone)


@given(st.integers(0, 60_000_000), ZONES)
def test_every_minute_lies_in_its_day(some: int, zone: ZoneInfo) -> None:
    span = day_span(local_day(some, zone), zone)

    assert span.earliest <= some <= span.latest


# ---------------------------------------------------------------- instants


def test_seconds_are_rounded_down_to_the_minute() -> None:
    assert to_minute(datetime(2026, 3, 9, 2, 0, 59, 999999, tzinfo=UTC)) == minute(
        "2026-03-09T02:00Z"
    )


def test_before_1970_too_seconds_are_rounded_down() -> None:
    assert to_minute(datetime(1969, 12, 31, 23, 59, 30, tzinfo=UTC)) == -1


def test_a_moment_without_a_zone_is_no_minute() -> None:
    with pytest.raises(TypeError):
        to_minute(datetime(2026, 3, 9))  # noqa: DTZ001  what must not get in


@pytest.mark.parametrize(
    ("text", "zone", "said"),
    [
        ("2026-03-09T02:00Z", SHANGHAI, "2026-03-09T10:00+08:00"),
        ("2026-03-29T00:59Z", BERLIN, "2026-03-29T01:59+01:00"),
        ("2026-03-29T01:00Z", BERLIN, "2026-03-29T03:00+02:00"),  # over the change
        ("2026-10-25T00:30Z", BERLIN, "2026-10-25T02:30+02:00"),
        ("2026-10-25T01:30Z", BERLIN, "2026-10-25T02:30+01:00"),  # the same clock an hour later
    ],
)
def test_a_minute_is_said_with_its_offset(text: str, zone: ZoneInfo, said: str) -> None:
    assert iso(minute(text), zone) == said
    assert at_zone(minute(text), zone).format("YYYY-MM-DD[T]HH:mmZ") == said


@given(st.integers(-10_000_000, 60_000_000), ZONES)
def test_a_minute_is_read_back_as_it_is_said(some: int, zone: ZoneInfo) -> None:
    assert read_span(iso(some, zone), zone) == Span(some, some)


# ---------------------------------------------------------------- months


@pytest.mark.parametrize(
    ("day", "months", "reached"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_a_day_that_the_month_lacks_becomes_its_last(day: date, months: int, reached: date) -> None:
    assert add_months(day, months) == reached


@given(DAYS, DAYS, st.integers(-240, 240))
def test_adding_months_keeps_the_order_of_days(one: date, other: date, months: int) -> None:
    early, late = sorted((one, other))

    assert add_months(early, months) <= add_months(late, months)


@given(DAYS, st.integers(-240, 240))
def test_months_change_the_day_of_the_month_only_at_its_end(day: date, months: int) -> None:
    reached = add_months(day, months)

    last = calendar.monthrange(reached.year, reached.month)[1]
    assert reached.day == min(day.day, last)
    assert (reached.year - day.year) * 12 + reached.month - day.month == months
