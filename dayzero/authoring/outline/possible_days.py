"""Between which days around Day 0 each step can be, as its protocol's links leave it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Final

from models.protocol import Protocol
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.path import Link

_DAYS_OF_A_MONTH: Final = 30.4375
_MINUTES_OF_A_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day around Day 0; infinite where nothing bounds it."""

    first: float = -inf
    last: float = inf

    def within(self, other: "Days") -> "Days":
        """What lies in both."""
        return Days(max(self.first, other.first), min(self.last, other.last))

    def moved(self, earliest: float, latest: float) -> "Days":
        """Where something can be that lies so far from this."""
        return Days(self.first + earliest, self.last + latest)


def days_of(amount: Quantity) -> float:
    """An amount of time in days, months as long as they are on average: for a drawing."""
    return amount.months * _DAYS_OF_A_MONTH + amount.days + amount.minutes / _MINUTES_OF_A_DAY


def possible_days(protocol: Protocol) -> Mapping[str, Days]:
    """The days of each step, by its id. Each round of the links reaches one step further."""
    days = {step.id: Days() for step in protocol.step}
    days[protocol.day_zero] = Days(0, 0)
    for _ in protocol.step:
        for link in protocol.link:
            for step, bound in _bounds(link, days):
                days[step] = days[step].within(bound)
    return days


def _bounds(link: Link, days: Mapping[str, Days]) -> Iterator[tuple[str, Days]]:
    """What a link says of its step, and of its anchor where it binds both."""
    earliest = -inf if link.earliest is None else days_of(link.earliest)
    latest = inf if link.latest is None else days_of(link.latest)
    yield link.step, days[link.anchor].moved(earliest, latest)
    if not (link.one_way or link.once_done):
        yield link.anchor, days[link.step].moved(-latest, -earliest)
