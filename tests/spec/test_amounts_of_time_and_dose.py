"""Amounts of time and dose as a protocol writes them, read exactly."""

from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.moments import Minute, read_span
from models.protocol.arithmetic.quantity import DoseLimit, Quantity, read_dose_limit, read_quantity
from models.protocol.arithmetic.shifts import (
    earliest_after,
    earliest_before_closing,
    latest_after,
    latest_before_opening,
)
from models.reasons.refusals.refusal import ValueRefused
from tests.refusals import refuses


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("28 days", Quantity(days=28)),
        ("1 day", Quantity(days=1)),
        ("-5 days", Quantity(days=-5)),
        ("4 weeks", Quantity(days=28)),  # K1: a week is seven days
        ("72 hours", Quantity(minutes=4320, elapsed=True)),
        ("0 minutes", Quantity(elapsed=True)),  # an order
        ("0 days", Quantity()),  # the same day or later
        ("3 months - 7 days", Quantity(months=3, days=-7)),
        ("3 months + 7 days", Quantity(months=3, days=7)),
        ("3 months-7 days", Quantity(months=3, days=-7)),
        ("1 year 6 months", Quantity(months=18)),
        ("5 half-lives", Quantity(half_lives=5)),
        ("1 half-life", Quantity(half_lives=1)),
        ("  28   days ", Quantity(days=28)),
        ("28days", Quantity(days=28)),
    ],
)
def test_an_amount_of_time_keeps_its_units_apart(text: str, amount: Quantity) -> None:
    assert read_quantity(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "days", "28", "28 dys", "28.5 days", "1e2 days", "28 days or so", "a week"),
        *(
            "28 Days",
            "٢٨ days",
            "−5 days",
            "- days",
            "28 days,",
            "72 hours\x00",
            "99999999999 days",
        ),
        *(28, 28.5, True, None, ["28 days"]),
    ],
)
def test_what_is_no_amount_of_time_is_refused_with_an_example(text: object) -> None:
    with refuses(ValueRefused, match="is not an amount of time like “28 days”"):
        read_quantity(text)


@pytest.mark.parametrize(
    "text",
    ["3 days 2 hours", "1 month 30 minutes", "5 half-lives 3 days", "5 half-lives + 1 hour"],
)
def test_hours_days_and_half_lives_are_counted_apart(text: str) -> None:
    with refuses(ValueRefused, match=f"“{text}” mixes units".replace("+", r"\+")):
        read_quantity(text)


@pytest.mark.parametrize(
    ("most", "more"),
    [
        ("100 years", "1201 months"),
        ("36525 days", "36526 days"),
        ("876600 hours", "876601 hours"),
        ("52596000 minutes", "52596001 minutes"),
    ],
)
def test_no_rule_waits_longer_than_a_century(most: str, more: str) -> None:
    read_quantity(most)
    with refuses(ValueRefused, match=f"“{more}” is more than a hundred years"):
        read_quantity(more)
    with refuses(ValueRefused, match="more than a hundred years"):
        read_quantity(f"-{more}")


def test_no_rule_waits_longer_than_a_hundred_half_lives() -> None:
    assert read_quantity("100 half-lives") == Quantity(half_lives=100)
    with refuses(ValueRefused, match="“101 half-lives” is more than a hundred years"):
        read_quantity("101 half-lives")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Quantity(days=28), "28 days"),
        (Quantity(days=1), "1 day"),
        (Quantity(days=-1), "-1 day"),
        (Quantity(minutes=4320, elapsed=True), "72 hours"),
        (Quantity(minutes=90, elapsed=True), "90 minutes"),
        (Quantity(months=6), "6 months"),
        (Quantity(half_lives=5), "5 half-lives"),
        (Quantity(half_lives=1), "1 half-life"),
        (Quantity(), "0 days"),
    ],
)
def test_an_amount_is_said_in_words(amount: Quantity, said: str) -> None:
    assert str(amount) == said


@given(st.integers(-1200, 1200), st.integers(-36_525, 36_525))
def test_days_and_months_are_read_back_as_they_are_said(months: int, days: int) -> None:
    amount = Quantity(months=months, days=days)

    assert read_quantity(str(amount)) == amount


@given(st.integers(1, 876_600))
def test_hours_are_read_back_as_they_are_said(hours: int) -> None:
    amount = Quantity(minutes=hours * 60, elapsed=True)

    assert read_quantity(str(amount)) == amount


def test_an_amount_that_is_one_already_stays_so() -> None:
    assert read_quantity(Quantity(days=3)) == Quantity(days=3)
    assert read_dose_limit(DoseLimit(Fraction(25), "mg/m2")) == DoseLimit(Fraction(25), "mg/m2")


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("25 mg/m2", DoseLimit(Fraction(25), "mg/m2")),
        ("100 mg/m2/day", DoseLimit(Fraction(100), "mg/m2/day")),
        ("0.1 mg", DoseLimit(Fraction(1, 10), "mg")),  # exact, as no float is
        (" 10mg/day ", DoseLimit(Fraction(10), "mg/day")),
    ],
)
def test_a_dose_limit_is_exact(text: str, limit: DoseLimit) -> None:
    assert read_dose_limit(text) == limit


@pytest.mark.parametrize("text", ["", "25", "mg", "25 mg/m3", "25 mg/kg", "-25 mg", "25 g", 25])
def test_what_is_no_dose_is_refused_with_an_example(text: object) -> None:
    with refuses(ValueRefused, match="is not a dose like “25 mg/m2”"):
        read_dose_limit(text)


def test_a_dose_limit_is_said_as_it_is_written() -> None:
    assert str(read_dose_limit("25 mg/m2")) == "25 mg/m2"
    assert str(read_dose_limit("0.5 mg/day")) == "0.5 mg/day"


SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(moment: str) -> Minute:
    return read_span(moment, SHANGHAI).earliest


def test_hours_are_counted_to_the_minute_forwards_and_backwards() -> None:
    """72 hours after 10:00 on 1 June are over at 10:00 on 4 June."""
    hours = read_quantity("72 hours")
    start, end = at("2026-06-01T10:00+08:00"), at("2026-06-04T10:00+08:00")

    assert earliest_after(start, hours, SHANGHAI) == end
    assert latest_after(start, hours, SHANGHAI) == end
    assert latest_before_opening(end, hours, SHANGHAI) == start
    assert earliest_before_closing(end, hours, SHANGHAI) == start


def test_days_are_counted_from_the_first_minute_of_a_day_to_the_last() -> None:
    """3 days after 1 June is 4 June, whatever the time of day."""
    days = read_quantity("3 days")
    start, end = at("2026-06-01T10:00+08:00"), at("2026-06-04T10:00+08:00")

    assert earliest_after(start, days, SHANGHAI) == at("2026-06-04T00:00+08:00")
    assert latest_after(start, days, SHANGHAI) == at("2026-06-04T23:59+08:00")
    assert latest_before_opening(end, days, SHANGHAI) == at("2026-06-01T23:59+08:00")
    assert earliest_before_closing(end, days, SHANGHAI) == at("2026-06-01T00:00+08:00")
