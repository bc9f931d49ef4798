"""Calendar months as formulas: the same text counts whole numbers and a solver's unknowns.

`passed` and `fresh_until` are written as the code of `models` goes, so that a solver can ask about
all days at once; that the text is true to the code is tried on each day of three centuries.
"""

from calendar import isleap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

MONTHS: Final = 12
_FEBRUARY: Final = 1
_SHORT: Final = (3, 5, 8, 10)
STEPS: Final = 4
"""A month's end moves a day by at most three."""


@dataclass(frozen=True)
class Numbers:
    """How to choose, and which years have a 29 February: of whole numbers or of a solver's."""

    choose: Callable[[Any, Any, Any], Any]
    either: Callable[..., Any]
    leap: Callable[[Any], Any]


WHOLE: Final = Numbers(
    choose=lambda test, yes, no: yes if test else no,
    either=lambda *tests: any(tests),
    leap=isleap,
)


@dataclass(frozen=True)
class Day:
    """A year, a month of it from 0 to 11, and a day of that from 1; all may be unknowns."""

    year: Any
    month: Any
    place: Any

    @property
    def order(self) -> Any:
        """A number that is larger for each later day."""
        return (self.year * MONTHS + self.month) * 32 + self.place


def day_of(day: date) -> Day:
    """A day of the calendar."""
    return Day(day.year, day.month - 1, day.day)


@dataclass(frozen=True)
class Calendar:
    """The Gregorian calendar, in some numbers."""

    numbers: Numbers

    def length(self, year: Any, month: Any) -> Any:
        """The days of a month."""
        choose = self.numbers.choose
        short = self.numbers.either(*(month == each for each in _SHORT))
        february = choose(self.numbers.leap(year), 29, 28)
        return choose(month == _FEBRUARY, february, choose(short, 30, 31))

    def plus(self, day: Day, months: int) -> Day:
        """So many months later, or that month's last day."""
        years, rest = divmod(months, MONTHS)
        choose, over = self.numbers.choose, day.month + rest >= MONTHS
        year = day.year + years + choose(over, 1, 0)
        month = day.month + rest - choose(over, MONTHS, 0)
        longest = self.length(year, month)
        return Day(year, month, choose(day.place > longest, longest, day.place))

    def next(self, day: Day) -> Day:
        """The day after."""
        inside = day.place < self.length(day.year, day.month)
        first = Day(day.year, day.month, day.place * 0 + 1)
        return self._one_of(inside, Day(day.year, day.month, day.place + 1), self.plus(first, 1))

    def before(self, day: Day) -> Day:
        """The day before."""
        month = self.plus(Day(day.year, day.month, day.place * 0 + 1), -1)
        end = Day(month.year, month.month, self.length(month.year, month.month))
        return self._one_of(day.place > 1, Day(day.year, day.month, day.place - 1), end)

    def _one_of(self, test: Any, yes: Day, no: Day) -> Day:
        choose = self.numbers.choose
        return Day(
            choose(test, yes.year, no.year),
            choose(test, yes.month, no.month),
            choose(test, yes.place, no.place),
        )

    def moved_while(self, day: Day, test: Callable[[Day], Any], move: Callable[[Day], Day]) -> Day:
        """A loop that ends after a few steps, written out."""
        for _ in range(STEPS):
            day = self._one_of(test(day), move(day), day)
        return day

    # ---------------------------------------------------------------- as the code goes

    def passed(self, since: Day, months: int, *, exactly: bool) -> Day:
        """The first day on which so many months, or more than that, are over both ways."""
        forwards = self.plus(since, months)

        def too_early(day: Day) -> Any:
            backwards = self.plus(day, -months)
            if exactly:
                return backwards.order < since.order
            either = self.numbers.either
            return either(day.order <= forwards.order, backwards.order <= since.order)

        return self.moved_while(forwards, too_early, self.next)

    def fresh_until(self, taken: Day, months: int) -> Day:
        """The last day on which something is not older than so many months, both ways."""

        def too_late(day: Day) -> Any:
            return self.plus(day, -months).order > taken.order

        return self.moved_while(self.plus(taken, months), too_late, self.before)
