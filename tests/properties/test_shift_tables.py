"""Many minutes moved at once are each where it is when moved alone: days, months, every zone."""

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.moments import Minute, local_day, start_of
from models.protocol.arithmetic import shifts
from models.protocol.arithmetic.carries import Carry, Shift
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.arithmetic.shift_tables import (
    BEYOND,
    MARGIN_DAYS,
    OPEN_ABOVE,
    OPEN_BELOW,
    ShiftTables,
    days_after,
    shift_tables,
)
from tests.properties.budget import share

ZONES = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "Australia/Lord_Howe",  # changes by half an hour
    "America/St_Johns",  # no whole hours from UTC
    "Africa/Cairo",  # skips midnight itself
    "America/Havana",  # has midnight twice
)
YEARS = (2027, 2028)  # the second is a leap year
FIRST, LAST = date(2027, 1, 1), date(2028, 12, 31)
EPOCH = date(1970, 1, 1)

zones = st.sampled_from([ZoneInfo(name) for name in ZONES])
month_ends = st.builds(
    lambda first, back: first.replace(day=1) - timedelta(days=back),
    st.dates(date(2027, 2, 1), LAST),
    st.integers(-1, 3),
)
days = st.one_of(st.dates(FIRST, LAST), month_ends)
amounts = st.one_of(
    st.builds(lambda n: Quantity(months=n), st.integers(-13, 13)),
    st.builds(lambda n: Quantity(days=n), st.integers(-60, 60)),
    st.builds(lambda m, d: Quantity(months=m, days=d), st.integers(-13, 13), st.integers(-9, 9)),
    st.builds(lambda n: Quantity(minutes=n, elapsed=True), st.integers(-6_000, 6_000)),
)
times_of_day = st.one_of(st.sampled_from([-1, 0, 1, 1439, 1440]), st.integers(-90, 1530))


def a_carry(shift: Shift, amount: Quantity, *, both_ways: bool = False) -> Carry:
    return Carry(
        rule="PATH-a",
        source="a",
        target="b",
        lower=True,
        shift=shift,
        amount=amount,
        worst=Quantity(),
        both_ways=both_ways,
    )


def moved(tables: ShiftTables, minute: Minute, carry: Carry) -> Minute:
    return int(tables.moved(np.array([minute], dtype=np.int64), carry, worst=False)[0])


def alone(minute: Minute, carry: Carry, zone: ZoneInfo) -> Minute:
    amount, both_ways = carry.amount, carry.both_ways
    match carry.shift:
        case Shift.EARLIEST_AFTER:
            return shifts.earliest_after(minute, amount, zone, both_ways=both_ways)
        case Shift.LATEST_AFTER:
            return shifts.latest_after(minute, amount, zone)
        case Shift.LATEST_BEFORE_OPENING:
            return shifts.latest_before_opening(minute, amount, zone, both_ways=both_ways)
        case Shift.EARLIEST_BEFORE_CLOSING:
            return shifts.earliest_before_closing(minute, amount, zone)


@st.composite
def carries(draw: st.DrawFn) -> Carry:
    """No protocol closes a window both ways, and its end is counted forwards alone."""
    shift, amount = draw(st.sampled_from(Shift)), draw(amounts)
    opens = shift in {Shift.EARLIEST_AFTER, Shift.LATEST_BEFORE_OPENING}
    return a_carry(shift, amount, both_ways=opens and draw(st.booleans()))


@share(8)
@given(days, times_of_day, zones, carries())
def test_each_is_where_it_is_when_moved_alone(
    day: date, time: int, zone: ZoneInfo, carry: Carry
) -> None:
    tables = shift_tables(zone, *YEARS)
    first, last = tables.span
    minute = min(max(start_of(day, zone) + time, first), last)
    expected = alone(minute, carry, zone)

    if first <= expected <= last or carry.amount.elapsed:
        assert moved(tables, minute, carry) == expected
    else:
        assert moved(tables, minute, carry) in {expected, BEYOND if expected > last else -BEYOND}


@pytest.mark.parametrize("name", ZONES)
def test_a_day_is_moved_up_to_the_first_and_the_last_of_the_years(name: str) -> None:
    zone = ZoneInfo(name)
    tables = shift_tables(zone, *YEARS)
    first, last = tables.span
    begun = start_of(LAST, zone)
    a_day, back = Quantity(days=1), Quantity(days=-1)

    assert (first, last + 1) == (start_of(FIRST, zone), start_of(LAST + timedelta(days=1), zone))
    assert moved(tables, last, a_carry(Shift.LATEST_AFTER, Quantity())) == last
    assert moved(tables, begun - 1, a_carry(Shift.EARLIEST_AFTER, a_day)) == begun
    assert moved(tables, last, a_carry(Shift.EARLIEST_AFTER, Quantity(days=2))) == BEYOND
    assert moved(tables, last, a_carry(Shift.LATEST_AFTER, a_day)) == BEYOND
    assert moved(tables, first, a_carry(Shift.EARLIEST_AFTER, Quantity())) == first
    assert moved(tables, first, a_carry(Shift.EARLIEST_AFTER, back)) == -BEYOND
    assert moved(tables, first, a_carry(Shift.LATEST_AFTER, Quantity(days=-2))) == -BEYOND


@share(4)
@given(days, times_of_day, zones)
def test_a_minute_has_the_place_of_its_local_day(day: date, time: int, zone: ZoneInfo) -> None:
    tables = shift_tables(zone, *YEARS)
    minute = start_of(day, zone) + time
    nearest = min(max(bisect_right(list(tables.starts), minute) - 1, 0), len(tables.starts) - 2)

    assert tables.day_places(np.array([minute])) == [nearest]
    if FIRST <= local_day(minute, zone) <= LAST:
        assert nearest == (local_day(minute, zone) - FIRST).days


@pytest.mark.parametrize("name", ZONES)
def test_what_lies_outside_the_years_is_at_the_nearest_day(name: str) -> None:
    tables = shift_tables(ZoneInfo(name), *YEARS)
    first, last = tables.span
    outside = np.array([OPEN_BELOW, first - 1441, first - 1, last + 1, last + 1441, OPEN_ABOVE])

    assert list(tables.day_places(outside)) == [0, 0, 0, 730, 730, 730]


@share(4)
@given(days, amounts, st.booleans())
def test_a_days_count_is_that_of_one_day_alone(
    day: date, amount: Quantity, both_ways: bool
) -> None:
    number = np.array([(day - EPOCH).days])
    reached = shifts.first_day_after(day, amount, both_ways=both_ways)

    assert list(days_after(number, amount, both_ways=both_ways)) == [(reached - EPOCH).days]


def test_days_that_hold_both_ways_at_once_or_later_are_counted_side_by_side() -> None:
    told = [date(2027, 8, 28), date(2027, 8, 31), date(2027, 9, 1)]
    numbers = np.array([(day - EPOCH).days for day in told])
    reached = days_after(numbers, Quantity(months=6), both_ways=True)

    assert [EPOCH + timedelta(days=int(number)) for number in reached] == [
        date(2028, 2, 28),
        date(2028, 3, 1),  # 29 February is less than six months, counted back
        date(2028, 3, 1),
    ]


@pytest.mark.parametrize(
    ("name", "year", "exact"),
    [
        ("Asia/Shanghai", 2027, True),
        ("Europe/Berlin", 2027, True),
        ("America/Havana", 2027, True),  # a midnight twice, and both of one day
        ("Asia/Beirut", 2027, True),  # an hour before midnight twice
        ("America/St_Johns", 2010, False),  # at 00:01 back to 23:01 of the day before
        ("America/St_Johns", 2012, True),
    ],
)
def test_the_tables_know_whether_a_day_that_has_begun_comes_back(
    name: str, year: int, *, exact: bool
) -> None:
    zone = ZoneInfo(name)
    tables = shift_tables(zone, year, year)
    days_of_year = [date(year, 1, 1) + timedelta(days=n) for n in range(len(tables.starts) - 1)]
    as_one_counts = all(
        local_day(minute, zone) == day
        for day, (start, end) in zip(days_of_year, pairwise(tables.starts.tolist()), strict=True)
        for minute in (range(start, end) if end - start != 1440 else (start, end - 1))
    )

    assert tables.exact is exact is as_one_counts


def test_no_amount_of_a_protocol_reaches_further_than_the_tables_look() -> None:
    century = Quantity(months=1200)
    tables = shift_tables(ZoneInfo("Asia/Shanghai"), *YEARS)
    back = a_carry(Shift.LATEST_BEFORE_OPENING, century)

    assert MARGIN_DAYS > 36_525
    assert moved(tables, tables.span[1], back) == -BEYOND
