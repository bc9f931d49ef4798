"""Moving a minute by an amount of time, and back: the only arithmetic on dates.

Amounts in minutes move instants. Amounts in days or months move local calendar days at
the site: "from" bounds begin at the first minute of the day reached, "until" bounds end
at its last. Each function is non-decreasing in its minute, and each inverse is exact.
"""

from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from models.moments import Minute, add_months, end_of, local_day, start_of
from models.protocol.arithmetic.quantity import Quantity

_SEARCH_DAYS = 4  # clamping at a month's end moves a day by at most 3


@lru_cache(maxsize=65536)
def first_day_after(day: date, amount: Quantity, *, both_ways: bool = False) -> date:
    """The day that lies `amount` after `day`, clamped at month ends.

    Args:
        both_ways: then it is the first day for which the amount also holds counted
            backwards (K4): 31 March + 6 months is 1 October, not 30 September.
    """
    reached = add_months(day, amount.months) + timedelta(days=amount.days)
    if both_ways:
        while add_months(reached, -amount.months) < day:
            reached += timedelta(days=1)
    return reached


def earliest_after(
    minute: Minute, amount: Quantity, zone: ZoneInfo, *, both_ways: bool = False
) -> Minute:
    """The first minute of a window that opens `amount` after a minute."""
    if amount.elapsed:
        return minute + amount.minutes
    day = first_day_after(local_day(minute, zone), amount, both_ways=both_ways)
    return start_of(day, zone)


def latest_after(minute: Minute, amount: Quantity, zone: ZoneInfo) -> Minute:
    """The last minute of a window that closes `amount` after a minute."""
    if amount.elapsed:
        return minute + amount.minutes
    return end_of(first_day_after(local_day(minute, zone), amount), zone)


def latest_before_opening(
    minute: Minute, amount: Quantity, zone: ZoneInfo, *, both_ways: bool = False
) -> Minute:
    """The last minute whose `earliest_after` is not later than `minute`."""
    if amount.elapsed:
        return minute - amount.minutes
    return end_of(_last_source(local_day(minute, zone), amount, both_ways), zone)


def earliest_before_closing(minute: Minute, amount: Quantity, zone: ZoneInfo) -> Minute:
    """The first minute whose `latest_after` is not earlier than `minute`."""
    if amount.elapsed:
        return minute - amount.minutes
    return start_of(_first_source(local_day(minute, zone), amount), zone)


@lru_cache(maxsize=65536)
def _last_source(reached: date, amount: Quantity, both_ways: bool) -> date:
    day = _about(reached, amount) + timedelta(days=_SEARCH_DAYS)
    while first_day_after(day, amount, both_ways=both_ways) > reached:
        day -= timedelta(days=1)
    return day


@lru_cache(maxsize=65536)
def _first_source(reached: date, amount: Quantity) -> date:
    day = _about(reached, amount) - timedelta(days=_SEARCH_DAYS)
    while first_day_after(day, amount) < reached:
        day += timedelta(days=1)
    return day


def _about(reached: date, amount: Quantity) -> date:
    return add_months(reached - timedelta(days=amount.days), -amount.months)


@lru_cache(maxsize=65536)
def last_day_within(day: date, amount: Quantity) -> date:
    """The last day at most `amount` after `day`, forwards and backwards (K4)."""
    reached = add_months(day, amount.months) + timedelta(days=amount.days)
    while add_months(reached, -amount.months) - timedelta(days=amount.days) > day:
        reached -= timedelta(days=1)
    return reached


@lru_cache(maxsize=65536)
def first_day_within(day: date, amount: Quantity) -> date:
    """The first day for which `day` is still within `amount` (the inverse of the above)."""
    first = _about(day, amount) - timedelta(days=_SEARCH_DAYS)
    while last_day_within(first, amount) < day:
        first += timedelta(days=1)
    return first
