"""What is recorded once of a subject, and corrected by dated facts; the history is kept.

All steps are judged with the latest value. Only a site counts from its date on: a transfer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from models.chart.corrections.changes import Recorded
from models.moments import Minute, Span, local_day

SITE: Final = "site"


@dataclass(frozen=True, slots=True)
class DaysOfBirth:
    """The days on which the subject may have been born; one where it is known exactly."""

    first: date
    last: date


ConstantValue = str | bool | DaysOfBirth | Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantFact(Recorded):
    """Another value of what is recorded once of a subject; of a site, from `at` on."""

    kind: ClassVar = "constant"
    constant: str
    value: ConstantValue
    at: Span


@dataclass(frozen=True, slots=True)
class Stay:
    """A site at which the subject is looked after, and from when on; None for the first one."""

    site: str
    since: Minute | None


def latest_values(facts: Iterable[ConstantFact], zone: ZoneInfo) -> dict[str, ConstantValue]:
    """The value of each constant that was recorded anew: that of the latest day."""
    return {fact.constant: fact.value for fact in _in_order(facts, zone)}


def stays_of(first: str, facts: Iterable[ConstantFact], zone: ZoneInfo) -> tuple[Stay, ...]:
    """Every site so far, by the days from which they count."""
    transfers = (fact for fact in _in_order(facts, zone) if fact.constant == SITE)
    return (Stay(first, None), *(Stay(str(fact.value), fact.at.earliest) for fact in transfers))


def _in_order(facts: Iterable[ConstantFact], zone: ZoneInfo) -> list[ConstantFact]:
    """By their days, and as recorded where that is one; what lasts begins on its first day."""
    return sorted(facts, key=lambda fact: local_day(fact.at.earliest, zone))
