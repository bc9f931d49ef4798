"""Amounts of time and dose as the protocol writes them, read exactly."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator

from models.reasons.refusals.authored.protocol_keys import (
    AmountTooLong,
    NotADose,
    NotAnAmount,
    UnitsMixed,
)
from models.reasons.refusals.refusal import ValueRefused

_TERM = re.compile(
    r"([+-]?)\s*([0-9]{1,9})\s*(minute|hour|day|week|month|year|half-li(?:fe|ve))s?\s*"
)
_DOSE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(mg(?:/m2)?(?:/day)?)")
_OF_A_DAY = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?:\s*mg(/m2)?(?:/day)?)?")


_MOST = {"month": 1200, "day": 36_525, "minute": 52_596_000, "half-life": 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A signed amount of time; its units stay apart, because each is counted differently.

    Attributes:
        months: calendar months.
        days: local calendar days at the site.
        minutes: elapsed minutes, whatever the clocks do.
        half_lives: multiples of a drug's own half-life.
        elapsed: True where it counts elapsed minutes, not local days: "0 minutes" asks
            for an order, "0 days" for the same day or later.
    """

    months: int = 0
    days: int = 0
    minutes: int = 0
    half_lives: int = 0
    elapsed: bool = False

    def __str__(self) -> str:
        parts = [
            _plural(self.months, "month"),
            _plural(self.days, "day"),
            _hours(self.minutes),
            _plural(self.half_lives, "half-life", "half-lives"),
        ]
        return " ".join(part for part in parts if part) or "0 days"


def _plural(count: int, one: str, many: str | None = None) -> str:
    if not count:
        return ""
    return f"{count} {one if abs(count) == 1 else many or one + 's'}"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return _plural(minutes, "minute") if rest else _plural(hours, "hour")


def read_quantity(text: object) -> Quantity:
    """Read `28 days`, `-5 days`, `3 months - 7 days`, `72 hours`, `5 half-lives`.

    Raises:
        ValueRefused: if any part of the text is not an amount of time.
    """
    if isinstance(text, Quantity):
        return text
    amounts = {"month": 0, "day": 0, "minute": 0, "half-life": 0}
    units: set[str] = set()
    rest = str(text).strip()
    while rest or not units:
        term = _TERM.match(rest)
        if term is None:
            raise ValueRefused(NotAnAmount(word=str(text)))
        sign, digits, unit = term.groups()
        base, factor = _BASE.get(unit, (unit, 1))
        units.add(base)
        amounts[base] += (-1 if sign == "-" else 1) * int(digits) * factor
        rest = rest[term.end() :]
    if len(units) > 1 and units & {"minute", "half-life"}:
        raise ValueRefused(UnitsMixed(word=str(text)))
    if max(abs(count) / _MOST[base] for base, count in amounts.items()) > 1:
        raise ValueRefused(AmountTooLong(word=str(text)))
    return Quantity(
        elapsed=units == {"minute"},
        months=amounts["month"],
        days=amounts["day"],
        minutes=amounts["minute"],
        half_lives=amounts["half-life"],
    )


_BASE = {
    "hour": ("minute", 60),
    "week": ("day", 7),
    "year": ("month", 12),
    "half-live": ("half-life", 1),  # as "half-lives" begins
}


@dataclass(frozen=True, slots=True)
class DoseLimit:
    """A dose at which a drug changes its class.

    Attributes:
        value: exact; in the unit beside it.
        unit: `mg/m2` counts one administration, `mg/m2/day` the sum of a local day.
    """

    value: Fraction
    unit: str

    def __str__(self) -> str:
        return f"{float(self.value):g} {self.unit}"

    @property
    def by_surface(self) -> bool:
        """Whether it is counted per square metre of the body."""
        return "/m2" in self.unit


def read_dose_limit(text: object) -> DoseLimit:
    """Read `25 mg/m2` or `100 mg/m2/day`.

    Raises:
        ValueRefused: if it is neither.
    """
    if isinstance(text, DoseLimit):
        return text
    match = _DOSE.fullmatch(str(text).strip())
    if match is None:
        raise ValueRefused(NotADose(word=str(text)))
    return DoseLimit(Fraction(match.group(1)), match.group(2))


@lru_cache(maxsize=64)
def read_daily_limit(text: str) -> DoseLimit | None:
    """Read `10`, `10 mg` or `12 mg/m2`, each of a local day; None if it is none above 0."""
    match = _OF_A_DAY.fullmatch(text.strip())
    if match is None or not Fraction(match[1]):
        return None
    return DoseLimit(Fraction(match[1]), f"mg{match[2] or ''}/day")


Time = Annotated[Quantity, BeforeValidator(read_quantity)]
Limit = Annotated[DoseLimit, BeforeValidator(read_dose_limit)]
