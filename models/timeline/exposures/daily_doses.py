"""What a subject received on each local day, drugs summed, in exact arithmetic (K10).

A day's sum has two ends: what is certain from recorded doses, and what it could be where
a dose or a day is not known. Courses change only at their first and last days, so sums
are taken once for each stretch of days between such changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

from models.chart.facts import DrugFact
from models.moments import Span, day_span, local_day
from models.timeline.exposures.stops import Stop

_BEFORE_ALL = date.min.toordinal()
_AFTER_ALL = date.max.toordinal()
UNKNOWN = Fraction(10**9)  # above every limit that a protocol can set


@dataclass(frozen=True, slots=True)
class Amount:
    """What one day of a course adds; `most` is UNKNOWN where the dose is not recorded."""

    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class Days:
    """Local days as ordinals; both ends are included, an open end is far away."""

    first: int
    last: int

    def __contains__(self, day: int) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Course:
    """One drug fact as daily amounts.

    Attributes:
        certain: days on which it certainly acted; None where no single day is.
        possible: days on which it may have acted.
        end: when it last acted; None while it goes on.
    """

    fact: DrugFact
    amount: Amount
    certain: Days | None
    possible: Days
    end: Span | None


def course_of(fact: DrugFact, amount: Amount, zone: ZoneInfo, longer: int = 0) -> Course:
    """The days of a drug fact; with a last date alone, that day is what is known.

    Args:
        longer: for how many days after its last one the drug goes on acting.
    """
    first_earliest, first_latest = _ordinals(fact.first, zone)
    if fact.last is None:
        possible = Days(_or(first_earliest, _BEFORE_ALL), _AFTER_ALL)
        certain = Days(_or(first_latest, _AFTER_ALL), _AFTER_ALL)
        return Course(fact, amount, certain, possible, None)
    last_earliest, last_latest = _first_and_last_day(fact.last, zone)
    possible = Days(_or(first_earliest, last_earliest), last_latest + longer)
    sure = Days(_or(first_latest, last_latest), last_earliest + longer)
    certain_days = sure if sure.first <= sure.last else None
    return Course(fact, amount, certain_days, possible, _later(fact.last, longer, zone))


def _later(last: Span, days: int, zone: ZoneInfo) -> Span:
    """The end itself, or some time of the day so many days after it."""
    if not days:
        return last
    first, latest = (
        day_span(date.fromordinal(day + days), zone) for day in _first_and_last_day(last, zone)
    )
    return Span(first.earliest, latest.latest)


def _ordinals(span: Span | None, zone: ZoneInfo) -> tuple[int | None, int | None]:
    return (None, None) if span is None else _first_and_last_day(span, zone)


def _first_and_last_day(span: Span, zone: ZoneInfo) -> tuple[int, int]:
    return local_day(span.earliest, zone).toordinal(), local_day(span.latest, zone).toordinal()


def _or(value: int | None, default: int) -> int:
    return default if value is None else value


def last_day_from(
    limit: Fraction, course: Course, courses: Sequence[Course], zone: ZoneInfo, *, certainly: bool
) -> Stop | None:
    """When a course last shared a day whose sum reached a limit; None if it never did.

    The limit itself counts as reached. On the course's own last day the stop is as exact
    as the course's end was recorded; on an earlier day it is some time of that day.

    Args:
        course: one of all courses.
        certainly: count what is certain; otherwise all that is possible.
    """
    own = course.certain if certainly else course.possible
    if own is None:
        return _whichever_day(limit, course)
    for last in _last_days(own, courses, certainly=certainly):
        if sum_on(last, courses, certainly=certainly) >= limit:
            return _stop_on(last, own, course, zone)
    return None


def _whichever_day(limit: Fraction, course: Course) -> Stop | None:
    """A course of which no single day is known had a last one, and that day has its own dose."""
    return Stop(course.end) if course.amount.least >= limit else None


def _last_days(own: Days, courses: Sequence[Course], *, certainly: bool) -> list[int]:
    """Days of a course, latest first, on which the sum may be more than on the day after."""
    others = [course.certain if certainly else course.possible for course in courses]
    ends = {days.last for days in others if days is not None and days.last in own}
    return sorted(ends, reverse=True)


def sum_on(day: int, courses: Sequence[Course], *, certainly: bool) -> Fraction:
    """What all courses add up to on a day: what is certain, or all that is possible."""
    if certainly:
        given = (c.amount.least for c in courses if c.certain is not None and day in c.certain)
    else:
        given = (c.amount.most for c in courses if day in c.possible)
    return sum(given, start=Fraction(0))


def _stop_on(day: int, own: Days, course: Course, zone: ZoneInfo) -> Stop:
    if day == own.last:
        return Stop(course.end)
    return Stop(day_span(date.fromordinal(day), zone))
