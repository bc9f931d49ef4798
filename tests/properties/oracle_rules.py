"""Each washout of the registry entry as a question: does this gap comply? (rules.md, table 1)

A second opinion for the property tests. It knows nothing of the engine: a rule is a unit,
a number and an operator, asked of one stop and one anchor at a time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from tests.properties.naive_days import ONE_DAY, ONE_MINUTE, day_at, midnight, plus_months


@dataclass(frozen=True)
class Rule:
    """How far a stop must lie before its anchor; `strict` where exactly that far is excluded."""

    anchor: str
    number: int
    unit: str
    strict: bool


RULES = {
    "EX-03": Rule("infusion", 14, "days", strict=True),
    "EX-03.2": Rule("infusion", 72, "hours", strict=True),
    "EX-03.3": Rule("infusion", 7, "days", strict=True),
    "EX-03.4": Rule("infusion", 7, "days", strict=True),
    "EX-03.5": Rule("infusion", 28, "days", strict=True),
    "EX-04a": Rule("infusion", 14, "days", strict=False),
    "EX-04b": Rule("infusion", 56, "days", strict=False),
    "EX-05": Rule("infusion", 72, "hours", strict=False),
    "EX-08a": Rule("screening", 28, "days", strict=True),
    "EX-08b": Rule("infusion", 28, "days", strict=True),
    "EX-11": Rule("screening", 60, "months", strict=False),
    "EX-12f1": Rule("infusion", 6, "months", strict=False),
    "EX-15": Rule("screening", 6, "months", strict=True),
    "EX-17": Rule("screening", 42, "days", strict=True),
    "EX-20a": Rule("infusion", 3, "months", strict=True),
    "EX-20b": Rule("infusion", 5, "half-lives", strict=True),
}


def complies(
    name: str, stop: datetime, at: datetime, zone: ZoneInfo, half_life: Fraction | None = None
) -> bool:
    """Whether an anchor at one minute is far enough after a stop at another."""
    rule = RULES[name]
    if rule.unit == "hours":
        return _exceeds(at - stop, timedelta(hours=rule.number), strict=rule.strict)
    if rule.unit == "half-lives":
        assert half_life is not None
        hours = Fraction(int((at - stop).total_seconds()), 3600)
        return hours > rule.number * half_life
    stopped, day = day_at(stop, zone), day_at(at, zone)
    if rule.unit == "days":
        return _exceeds(day - stopped, timedelta(days=rule.number), strict=rule.strict)
    forwards, backwards = plus_months(stopped, rule.number), plus_months(day, -rule.number)
    if rule.strict:
        return day > forwards and backwards > stopped
    return day >= forwards and backwards >= stopped


def _exceeds(gap: timedelta, limit: timedelta, *, strict: bool) -> bool:
    return gap > limit if strict else gap >= limit


def first_compliant(
    name: str, stop: datetime, zone: ZoneInfo, half_life: Fraction | None = None
) -> datetime:
    """The first whole minute at which an anchor complies, found by trying."""
    if RULES[name].unit == "hours":
        at = stop + timedelta(hours=RULES[name].number)
    elif RULES[name].unit == "half-lives":
        assert half_life is not None
        at = stop + timedelta(minutes=int(5 * half_life * 60))
    else:
        return _first_compliant_day(name, stop, zone)
    at = at.replace(second=0)
    while not complies(name, stop, at, zone, half_life):
        at += ONE_MINUTE
    return at


def _first_compliant_day(name: str, stop: datetime, zone: ZoneInfo) -> datetime:
    rule = RULES[name]
    day = day_at(stop, zone)
    if rule.unit == "months":
        day = plus_months(day, rule.number) - ONE_DAY
    while not complies(name, stop, midnight(day, zone), zone):
        day += ONE_DAY
    return midnight(day, zone)
