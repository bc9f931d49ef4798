"""The time axis of a timeline picture: wide around Day 0, narrow far from it.

A path lasts more than two years, and the days that can go wrong lie within weeks of
Day 0. So a day's place is the inverse hyperbolic sine of its distance: even near Day 0,
logarithmic far from it, alike on both sides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asinh

from models.moments import Minute

MINUTES_PER_DAY = 24 * 60
EVEN_DAYS = 7.0  # up to about here, a day is as wide as its neighbour
MARGIN_DAYS = 2.0  # what stands on the picture's first or last day is still seen whole
TICKS: Sequence[tuple[float, str]] = (
    (0, "D0"),
    (28, "D+28"),
    (-30, "D−30"),
    (91.3, "month 3"),
    (365.25, "month 12"),
    (730.5, "month 24"),
    (-7, "D−7"),
    (-90, "D−90"),
    (182.6, "month 6"),
    (7, "D+7"),
    (-14, "D−14"),
    (-180, "D−180"),
    (-365, "D−365"),
)
"""Days from Day 0 with their labels; of labels that would touch, the first here stands."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a minute stands on a picture.

    Attributes:
        origin: the minute from which days are counted.
        first_day, last_day: the days from the origin at the two edges.
        left, right: the edges' places in pixels.
    """

    origin: Minute
    first_day: float
    last_day: float
    left: float
    right: float

    def place(self, minute: Minute) -> float:
        """Pixels from the picture's left edge; what lies outside stands at the edge."""
        return self.place_of_day((minute - self.origin) / MINUTES_PER_DAY)

    def place_of_day(self, day: float) -> float:
        """The same for a number of days from the origin."""
        low, high = _squeezed(self.first_day), _squeezed(self.last_day)
        share = (_squeezed(min(max(day, self.first_day), self.last_day)) - low) / (high - low)
        return self.left + share * (self.right - self.left)

    def ticks(self, apart: float) -> list[tuple[float, str]]:
        """Places and labels, at least `apart` pixels from each other."""
        kept: list[tuple[float, str]] = []
        for day, label in TICKS:
            place = self.place_of_day(day)
            inside = self.first_day <= day <= self.last_day
            if inside and all(abs(place - other) >= apart for other, _ in kept):
                kept.append((place, label))
        return sorted(kept)


def scale_for(minutes: Iterable[Minute], origin: Minute, *, left: float, right: float) -> Scale:
    """A scale on which all of these minutes stand inside."""
    days = [0.0, *((minute - origin) / MINUTES_PER_DAY for minute in minutes)]
    return Scale(origin, min(days) - MARGIN_DAYS, max(days) + MARGIN_DAYS, left, right)


def _squeezed(day: float) -> float:
    return asinh(day / EVEN_DAYS)
