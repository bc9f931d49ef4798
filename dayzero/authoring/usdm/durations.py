"""Amounts of time as ISO 8601 writes them, which USDM uses."""

import re
from dataclasses import replace
from typing import Final

from models.protocol.arithmetic.quantity import Quantity

_ISO: Final = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?)?"
)


class NoSuchDuration(ValueError):
    """A text that is no duration in whole units, or one that mixes hours with days."""


def read_duration(text: str) -> Quantity:
    """Read `P2W`, `P3M`, `PT72H`.

    Raises:
        NoSuchDuration: if it is none, or counts hours and days together.
    """
    found = _ISO.fullmatch(text.strip())
    if found is None or not any(found.groups()):
        raise NoSuchDuration(text)
    years, months, weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    elapsed = "T" in text
    if elapsed and (years or months or weeks or days):
        raise NoSuchDuration(text)
    return Quantity(
        months=12 * years + months,
        days=7 * weeks + days,
        minutes=60 * hours + minutes,
        elapsed=elapsed,
    )


def write_duration(amount: Quantity) -> str:
    """The size of an amount, whatever its sign."""
    if amount.elapsed:
        hours, minutes = divmod(abs(amount.minutes), 60)
        return f"PT{hours}H{minutes}M" if minutes else f"PT{hours}H"
    months = f"{abs(amount.months)}M" if amount.months else ""
    return f"P{months}{abs(amount.days)}D" if amount.days or not months else f"P{months}"


def minus(amount: Quantity) -> Quantity:
    """The same amount the other way."""
    return replace(amount, months=-amount.months, days=-amount.days, minutes=-amount.minutes)


def plus(one: Quantity, other: Quantity) -> Quantity:
    """Two amounts together; nothing is neither hours nor days.

    Raises:
        NoSuchDuration: if one counts hours and the other days.
    """
    if not (one.months or one.days or one.minutes):
        return other
    if one.elapsed != other.elapsed and (other.months or other.days or other.minutes):
        raise NoSuchDuration(str(one))
    return Quantity(
        months=one.months + other.months,
        days=one.days + other.days,
        minutes=one.minutes + other.minutes,
        elapsed=one.elapsed,
    )
