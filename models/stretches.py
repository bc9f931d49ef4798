"""Stretches of time in order: closed hours, or the minutes at which something may begin."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.moments import Minute, Span


@dataclass(frozen=True, slots=True)
class Stretches:
    """Minutes as stretches that neither overlap nor touch; build them with `of`.

    Kept as two rows of numbers, because a site with thousands of slots is compared and
    looked up for every subject.

    Attributes:
        firsts, lasts: the first and last minute of each stretch, both included, in order.
    """

    firsts: tuple[Minute, ...] = ()
    lasts: tuple[Minute, ...] = ()

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "Stretches":
        """The minutes of any spans."""
        firsts: list[Minute] = []
        lasts: list[Minute] = []
        for span in sorted(spans):
            if lasts and span.earliest <= lasts[-1] + 1:
                lasts[-1] = max(lasts[-1], span.latest)
            else:
                firsts.append(span.earliest)
                lasts.append(span.latest)
        return cls(tuple(firsts), tuple(lasts))

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self.firsts, self.lasts)

    def __contains__(self, minute: Minute) -> bool:
        return self.at_or_after(minute) == minute

    def at_or_after(self, minute: Minute) -> Minute | None:
        """The first of these minutes from a minute on; None where none is left."""
        found = bisect_left(self.lasts, minute)
        return max(minute, self.firsts[found]) if found < len(self.firsts) else None

    def at_or_before(self, minute: Minute) -> Minute | None:
        """The last of these minutes up to a minute; None where there is none yet."""
        found = bisect_right(self.firsts, minute) - 1
        return min(minute, self.lasts[found]) if found >= 0 else None

    def after(self, minute: Minute) -> Minute:
        """The minute itself where it is none of these, or else the first after its stretch."""
        found = bisect_left(self.lasts, minute)
        inside = found < len(self.firsts) and self.firsts[found] <= minute
        return self.lasts[found] + 1 if inside else minute

    def before(self, minute: Minute) -> Minute:
        """The minute itself where it is none of these, or else the last before its stretch."""
        found = bisect_right(self.firsts, minute) - 1
        inside = found >= 0 and minute <= self.lasts[found]
        return self.firsts[found] - 1 if inside else minute

    def minus(self, taken: "Stretches") -> "Stretches":
        """These minutes without others."""
        return Stretches.of(part for span in self for part in _left_of(span, taken))


def _left_of(span: Span, taken: Stretches) -> Iterator[Span]:
    first = taken.after(span.earliest)
    while first <= span.latest:
        next_taken = taken.at_or_after(first)
        last = span.latest if next_taken is None else min(span.latest, next_taken - 1)
        yield Span(first, last)
        first = taken.after(last + 1)
