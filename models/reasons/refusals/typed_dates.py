"""Dates that were typed by hand, and can mean another day than was meant."""

from datetime import date
from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class DayCount(Plain):
    NO_DAY_ZERO = "day_count.no_day_zero"
    NO_SUBJECT = "day_count.no_subject"


class DayOrMonthFirst(WithFacts):
    """`3/5`.

    Attributes:
        one, other: both days as they would be recorded, with their time.
    """

    word: str
    one: str
    other: str
    kind: Literal["day_or_month_first"] = "day_or_month_first"


class AnotherWeekday(WithFacts):
    word: str
    day: date
    kind: Literal["another_weekday"] = "another_weekday"
