"""Moving a minute by days and months, and back: exact inverses, in zones that change clocks."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.moments import Minute, add_months, day_span, end_of, local_day, start_of
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.arithmetic.shifts import (
    earliest_after,
    earliest_before_closing,
    first_day_after,
    first_day_within,
    last_day_within,
    latest_after,
    latest_before_opening,
)
from models.timeline.exposures.stops import Stop, clearance
from tests.properties.budget import share
from tests.properties.engine import PROTOCOL

ZONES = [
    "Asia/Shanghai",  # no summer time
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Apia",  # had no 30 December 2011
    "Australia/Lord_Howe",  # changes by half an hour
    "Africa/Cairo",  # skips midnight itself
    "America/Havana",  # has midnight twice
]
SHANGHAI = ZoneInfo("Asia/Shanghai")
WASHOUT = next(each for each in PROTOCOL.washout if each.strict and each.gap.months)
FIRST, LAST = date(2011, 1, 1), date(2029, 12, 31)  # four leap years, all their month ends

zones = st.sampled_from([ZoneInfo(name) for name in ZONES])
days = st.dates(FIRST, LAST)
month_ends = st.builds(
    lambda first, back: first.replace(day=1) - timedelta(days=back),
    st.dates(date(2011, 2, 1), LAST),
    st.integers(-1, 3),
)
minutes: st.SearchStrategy[Minute] = st.builds(
    lambda day, zone, at: start_of(day, zone) + at,
    st.one_of(days, month_ends),
    zones,
    st.one_of(st.sampled_from([-1, 0, 1, 719, 1439]), st.integers(-120, 1560)),
)
months = st.builds(lambda n: Quantity(months=n), st.integers(0, 61))
amounts = st.one_of(
    months,
    st.builds(lambda n: Quantity(days=n), st.integers(-60, 60)),
    st.builds(lambda m, d: Quantity(months=m, days=d), st.integers(-24, 24), st.integers(-20, 20)),
    st.builds(lambda n: Quantity(minutes=n, elapsed=True), st.integers(-6_000, 6_000)),
)


# ------------------------------------------------------------------ every minute and amount


@share(5)
@given(minutes, minutes, amounts, zones)
def test_going_back_from_an_opening_undoes_going_forward(
    early: Minute, late: Minute, amount: Quantity, zone: ZoneInfo
) -> None:
    reaches = earliest_after(early, amount, zone) <= late

    assert reaches == (early <= latest_before_opening(late, amount, zone))


@share(5)
@given(minutes, minutes, amounts, zones)
def test_going_back_from_a_closing_undoes_going_forward(
    early: Minute, late: Minute, amount: Quantity, zone: ZoneInfo
) -> None:
    reaches = latest_after(early, amount, zone) >= late

    assert reaches == (early >= earliest_before_closing(late, amount, zone))


@share(3)
@given(minutes, minutes, months, zones)
def test_going_back_undoes_months_that_hold_both_ways(
    early: Minute, late: Minute, amount: Quantity, zone: ZoneInfo
) -> None:
    reaches = earliest_after(early, amount, zone, both_ways=True) <= late

    assert reaches == (early <= latest_before_opening(late, amount, zone, both_ways=True))


@share(3)
@given(minutes, minutes, amounts, zones, st.booleans())
def test_a_later_minute_never_moves_to_an_earlier_one(
    one: Minute, other: Minute, amount: Quantity, zone: ZoneInfo, both_ways: bool
) -> None:
    early, late = sorted((one, other))
    both_ways &= not amount.days

    assert earliest_after(early, amount, zone, both_ways=both_ways) <= earliest_after(
        late, amount, zone, both_ways=both_ways
    )
    assert latest_after(early, amount, zone) <= latest_after(late, amount, zone)


@pytest.mark.parametrize("name", ZONES)
def test_local_days_follow_one_another_without_gap(name: str) -> None:
    zone = ZoneInfo(name)

    for number in range((LAST - FIRST).days):
        day = FIRST + timedelta(days=number)
        assert end_of(day, zone) + 1 == start_of(day + timedelta(days=1), zone)
        if end_of(day, zone) >= start_of(day, zone):  # Apia's 30 December 2011 has no minute
            assert local_day(start_of(day, zone), zone) == day == local_day(end_of(day, zone), zone)


# ------------------------------------------------------------------ K4 against a loop over days


@pytest.mark.parametrize("number", [1, 2, 3, 6, 12, 24, 60])
def test_months_forwards_and_backwards_are_the_first_day_that_holds_both_ways(number: int) -> None:
    amount = Quantity(months=number)
    day = date(2023, 6, 1)

    while day <= date(2028, 4, 1):
        reached = day
        while reached < add_months(day, number) or add_months(reached, -number) < day:
            reached += timedelta(days=1)
        assert first_day_after(day, amount, both_ways=True) == reached
        day += timedelta(days=1)


@pytest.mark.parametrize("number", [1, 2, 3, 6, 12, 24, 60])
def test_an_age_in_months_ends_on_the_last_day_that_holds_both_ways(number: int) -> None:
    amount = Quantity(months=number)
    day = date(2023, 6, 1)

    while day <= date(2028, 4, 1):
        last = day + timedelta(days=31 * number + 3)
        while last > add_months(day, number) or add_months(last, -number) > day:
            last -= timedelta(days=1)
        assert last_day_within(day, amount) == last
        day += timedelta(days=1)


@pytest.mark.parametrize(("number", "further"), [(1, 2), (1, 1), (3, 7)])
def test_an_age_in_months_and_days_ends_on_the_last_day_that_holds_both_ways(
    number: int, further: int
) -> None:
    amount, more = Quantity(months=number, days=further), timedelta(days=further)
    day = date(2023, 6, 1)

    while day <= date(2024, 7, 1):
        last = day + timedelta(days=31 * number) + more
        while last > add_months(day, number) + more or add_months(last, -number) - more > day:
            last -= timedelta(days=1)
        assert last_day_within(day, amount) == last
        day += timedelta(days=1)


@share(3)
@given(days, days, st.one_of(months, st.builds(lambda n: Quantity(days=n), st.integers(0, 60))))
def test_a_test_counts_on_a_day_exactly_if_the_day_is_within_its_age(
    sampled: date, day: date, amount: Quantity
) -> None:
    within = day <= last_day_within(sampled, amount)

    assert within == (sampled >= first_day_within(day, amount))


@share(3)
@given(days, st.integers(0, 13), st.integers(0, 40))
def test_a_strict_washout_is_over_once_more_lies_between_both_ways(
    stopped: date, number: int, further: int
) -> None:
    gap = Quantity(months=number, days=further)
    washout = WASHOUT.model_copy(update={"gap": gap})
    forwards = add_months(stopped, number) + timedelta(days=further)
    first = stopped
    while first <= forwards or add_months(first, -number) - timedelta(days=further) <= stopped:
        first += timedelta(days=1)

    bounds = clearance(washout, Stop(day_span(stopped, SHANGHAI)), SHANGHAI)
    assert bounds.possible_from == bounds.clears_at == start_of(first, SHANGHAI)


def test_adding_months_stays_in_the_month_meant() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 1, 31), 1) == date(2023, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2026, 3, 31), -6) == date(2025, 9, 30)
