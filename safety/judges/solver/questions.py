"""What is asked of the solver: whether an unsafe answer exists at all, and whether each can be had.

The first must have no example in any of three centuries; each of the others must have one, or
the first would hold of nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import z3

from safety.judges.solver.months import MONTHS, Calendar, Day, Numbers
from safety.judges.solver.rules import InMonths

YEARS: Final = (1900, 2200)


def _years_of(leap: Callable[[Any], Any]) -> Calendar:
    return Calendar(Numbers(choose=z3.If, either=z3.Or, leap=leap))


ANY_LEAP_YEARS: Final = _years_of(z3.Function("leap", z3.IntSort(), z3.BoolSort()))
"""A calendar of which nobody says which years are leap years: what holds in it holds in ours."""
GREGORIAN: Final = _years_of(
    lambda year: z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0))
)


@dataclass(frozen=True)
class Question:
    """Some conditions on days.

    Attributes:
        has_example: whether days that fulfil all of them should exist.
    """

    name: str
    conditions: tuple[Any, ...]
    has_example: bool

    def answered_well(self) -> bool:
        """Whether the solver finds what it should; one that gives up has not answered."""
        solver = z3.Solver()
        solver.add(*self.conditions)
        return bool(solver.check() == (z3.sat if self.has_example else z3.unsat))


def questions_on(one: InMonths) -> Iterator[Question]:
    """What is asked of one rule."""
    yield from _unsafe(one)
    yield from _reachable(one)


def _unsafe(one: InMonths) -> Iterator[Question]:
    """A met with a gap below the limit; a bound that goes back while its fact goes on."""
    in_any = _Asked(one, ANY_LEAP_YEARS)
    then, later, judged = _a_day("then"), _a_day("later"), _a_day("judged")
    met = in_any.met(judged, (then, then))
    days = (*_real(then, in_any.calendar), *_real(judged, in_any.calendar))
    yield Question("unsafe", (*days, met, in_any.breaks(then, judged)), has_example=False)
    falls = in_any.bound(later).order < in_any.bound(then).order
    two = (*_real(then, in_any.calendar), *_real(later, in_any.calendar), then.order < later.order)
    yield Question("not_in_order", (*two, falls), has_example=False)


def _reachable(one: InMonths) -> Iterator[Question]:
    asked = _Asked(one, GREGORIAN)
    first, last, judged = _a_day("first"), _a_day("last"), _a_day("judged")
    span = (first, last)
    met, broken = asked.met(judged, span), asked.broken(judged, span)
    days = (cond for day in (first, last, judged) for cond in _real(day, asked.calendar))
    real = (*days, first.order <= last.order)
    asks = {
        "met": (met,),
        "violation": (broken, last.order <= judged.order),
        "indeterminate": (z3.Not(met), z3.Not(broken)),
        "on_the_limit": (judged.order == asked.bound(last).order, met),
    }
    if not one.expires:
        asks["directions_differ"] = (asked.bound(last).order > asked.one_way(last).order,)
    for name, conditions in asks.items():
        yield Question(name, (*real, *conditions), has_example=True)


def _a_day(name: str) -> Day:
    return Day(z3.Int(f"{name}_year"), z3.Int(f"{name}_month"), z3.Int(f"{name}_place"))


def _real(day: Day, calendar: Calendar) -> tuple[Any, ...]:
    first, last = YEARS
    return (
        day.year >= first,
        day.year < last,
        day.month >= 0,
        day.month < MONTHS,
        day.place >= 1,
        day.place <= calendar.length(day.year, day.month),
    )


@dataclass(frozen=True)
class _Asked:
    """A rule in a calendar."""

    one: InMonths
    calendar: Calendar

    def bound(self, day: Day) -> Day:
        """The day on which the product's answer changes."""
        rule = self.one.rule
        if self.one.expires:
            return self.calendar.fresh_until(day, rule.amount)
        return self.calendar.passed(day, rule.amount, exactly=rule.exactly)

    def one_way(self, day: Day) -> Day:
        """Where the answer would change, if months held forwards alone."""
        forwards = self.calendar.plus(day, self.one.rule.amount)
        return forwards if self.one.rule.exactly else self.calendar.next(forwards)

    def met(self, judged: Day, span: tuple[Day, Day]) -> Any:
        """The product says met of a fact that is some day from a first to a last."""
        if self.one.expires:
            return judged.order <= self.bound(span[0]).order
        return judged.order >= self.bound(span[1]).order

    def broken(self, judged: Day, span: tuple[Day, Day]) -> Any:
        """The product says violation of it."""
        if self.one.expires:
            return judged.order > self.bound(span[1]).order
        return judged.order < self.bound(span[0]).order

    def breaks(self, then: Day, judged: Day) -> Any:
        """The entry's own sentence, broken: forwards or backwards."""
        forwards = self.calendar.plus(then, self.one.rule.amount).order
        backwards = self.calendar.plus(judged, -self.one.rule.amount).order
        if self.one.expires:
            return z3.Or(judged.order > forwards, backwards > then.order)
        if self.one.rule.exactly:
            return z3.Or(judged.order < forwards, backwards < then.order)
        return z3.Or(judged.order <= forwards, backwards <= then.order)
