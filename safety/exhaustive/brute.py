"""What a rule says of one moment, found by trying every day on which its fact could have been.

Nothing of this is shared with `models`: days are those of the standard library's zones, months
those of dateutil, and no bound is computed. The first and the last second of each of those days
are held against the moment: within one day, a gap only grows.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from safety.exhaustive.recorded import Recorded, day_at, moments
from safety.exhaustive.rules import Asks, Rule

YOUNGEST, TOO_OLD = 18 * 12, 66 * 12
"""Ages 18 to 65, as months until a birthday."""


class Outcome(Enum):
    """How one way ends."""

    COMPLIES = "met"
    BREAKS = "violation"
    CAME_LATER = "not_applicable"


@dataclass(frozen=True)
class Answer:
    """What may be said.

    Attributes:
        verdict: what all ways together say.
        or_stricter: what may be said besides, as it allows no more.
    """

    verdict: str
    or_stricter: frozenset[str] = frozenset()


@dataclass
class BruteForce:
    """One rule on one recorded time, in one zone."""

    rule: Rule
    recorded: Recorded
    zone: ZoneInfo
    _ways: list[tuple[int, date]] = field(init=False)
    _by_day: dict[date, Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ways = list(dict.fromkeys(moments(self.recorded, self.zone)))

    def answer(self, at: int) -> Answer:
        """What the rule says of a second; days decide alone where the fact lies well before it."""
        day = day_at(at, self.zone)
        needs_the_second = (
            self.rule.unit == "seconds"
            or self.rule.asks is Asks.FRESH_BEFORE_START
            or day <= self._ways[-1][1]
        )
        if needs_the_second:
            return self._tried(at, day)
        if day not in self._by_day:
            self._by_day[day] = self._tried(at, day)
        return self._by_day[day]

    def _tried(self, at: int, day: date) -> Answer:
        outcomes = {self._outcome(way, at, day) for way in self._ways}
        return _together(outcomes, from_the_last=self.rule.from_the_last)

    def _outcome(self, way: tuple[int, date], at: int, day: date) -> Outcome:
        second, then = way
        if self.rule.counts_only_before and second > at:
            return Outcome.CAME_LATER
        complies = _COMPLIES[self.rule.asks](self.rule, second, then, at, day)
        return Outcome.COMPLIES if complies else Outcome.BREAKS


def _together(outcomes: set[Outcome], *, from_the_last: bool) -> Answer:
    """One answer where all ways agree; a break that may have come later may be held against it."""
    if len(outcomes) == 1:
        return Answer(outcomes.pop().value)
    broken = from_the_last or Outcome.COMPLIES not in outcomes
    return Answer("indeterminate", frozenset({"violation"}) if broken else frozenset())


# -------------------------------------------------------------------- one way


def _far_enough(rule: Rule, second: int, then: date, at: int, day: date) -> bool:
    match rule.unit:
        case "seconds":
            gap = at - second
            return gap >= rule.amount if rule.exactly else gap > rule.amount
        case "days":
            days = (day - then).days
            return days >= rule.amount if rule.exactly else days > rule.amount
        case _:
            return _months_passed(rule.amount, then, day, exactly=rule.exactly)


def _months_passed(months: int, then: date, day: date, *, exactly: bool) -> bool:
    forwards, backwards = _moved(then, months), _moved(day, -months)
    if exactly:
        return day >= forwards and backwards >= then
    return day > forwards and backwards > then


def _moved(day: date, months: int) -> date:
    moved: date = day + relativedelta(months=months)
    return moved


def _within(rule: Rule, then: date, day: date) -> bool:
    """Not older than the amount, in days or both ways in months."""
    if rule.unit == "days":
        return (day - then).days <= rule.amount
    return day <= _moved(then, rule.amount) and _moved(day, -rule.amount) <= then


def _fresh_before_start(rule: Rule, second: int, then: date, at: int, day: date) -> bool:
    return second < at and _within(rule, then, day)


def _fresh_by_day(rule: Rule, _second: int, then: date, _at: int, day: date) -> bool:
    return then <= day and _within(rule, then, day)


def _of_age(_rule: Rule, _second: int, then: date, _at: int, day: date) -> bool:
    """Of who was born on 29 February the birthday is the safer of the two days."""
    old_enough = _months_passed(YOUNGEST, then, day, exactly=True)
    return old_enough and day < _moved(then, TOO_OLD)


_COMPLIES = {
    Asks.FAR_ENOUGH: _far_enough,
    Asks.FRESH_BEFORE_START: _fresh_before_start,
    Asks.FRESH_BY_DAY: _fresh_by_day,
    Asks.SOON_ENOUGH: _fresh_by_day,
    Asks.OF_AGE: _of_age,
}
