"""Completed years of age, where a birth date may be known by its month or year alone.

Who was born on 29 February has no birthday in other years: on 28 February the safer reading
counts, already the year older for an upper limit, not yet for a lower one.
"""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from models.chart.corrections.constants import DaysOfBirth
from models.moments import Span, add_months, local_day

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day on which something may have been."""

    first: date
    last: date


def days_of(at: Span, zone: ZoneInfo) -> Days:
    """The local days of a span."""
    return Days(local_day(at.earliest, zone), local_day(at.latest, zone))


def at_least(years: int, born: DaysOfBirth, days: Days) -> frozenset[bool]:
    """Whether the subject has completed so many years: both where the days decide."""
    return frozenset(
        {
            _completed(born.first, days.last) >= years,
            _completed(born.last, days.first) >= years,
        }
    )


def at_most(years: int, born: DaysOfBirth, days: Days) -> frozenset[bool]:
    """Whether the subject has not completed more years than that."""
    return frozenset(
        {oldest_on(born.first, days.last) <= years, oldest_on(born.last, days.first) <= years}
    )


def completed_years(born: DaysOfBirth, days: Days) -> set[int]:
    """Every age that the subject may have, on any of the days."""
    youngest = min(_completed(born.last, days.first), oldest_on(born.last, days.first))
    oldest = max(_completed(born.first, days.last), oldest_on(born.first, days.last))
    return set(range(youngest, oldest + 1))


def oldest_on(born: date, day: date) -> int:
    """Completed years, the birthday of a leap day taken as the day before 1 March."""
    years = day.year - born.year
    return years if day >= add_months(born, years * _MONTHS) else years - 1


def _completed(born: date, day: date) -> int:
    """Completed years, the birthday of a leap day taken as 1 March where there is none."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
