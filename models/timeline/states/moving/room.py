"""Where a step has room: from when until when, and on which days, the nearest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from models.moments import NEVER, Minute, Span, end_of, local_day, start_of
from models.timeline.network.bounds import Bounds

_MOST_DAYS = 60  # a site that is closed for longer has to be asked


@dataclass(frozen=True, slots=True)
class Room:
    """From when until when a step may be; both ends are included.

    Attributes:
        closes: None where nothing ends it.
    """

    opens: Minute
    closes: Minute | None

    @classmethod
    def left_by(cls, bounds: Bounds, step: str, not_before: Minute) -> "Room":
        """What bounds leave a step, from a minute on."""
        return cls(max(bounds.lower.get(step, not_before), not_before), bounds.upper.get(step))

    def excludes(self, at: Span) -> bool:
        """Whether no minute of a time would do."""
        return at.latest < self.opens or self._is_over_by(at)

    def holds(self, at: Span) -> bool:
        """Whether each minute of a time would do."""
        return at.earliest >= self.opens and (self.closes is None or at.latest <= self.closes)

    def days_from(self, at: Span, zone: ZoneInfo) -> Iterator[date]:
        """Its days, from the one nearest to a time; from its own day on where it holds that."""
        if max(self.opens, at.earliest) >= NEVER:
            return
        if self.closes is not None and self._is_over_by(at):
            first, last = local_day(self.closes, zone), local_day(self.opens, zone)
            yield from _days(first, last, timedelta(days=-1))
        else:
            first = local_day(max(self.opens, at.earliest), zone)
            ends = None if self.closes is None else local_day(self.closes, zone)
            yield from _days(first, ends, timedelta(days=1))

    def on(self, day: date, zone: ZoneInfo) -> "Room":
        """The part of it on one local day."""
        ends = end_of(day, zone)
        closes = ends if self.closes is None else min(ends, self.closes)
        return Room(max(self.opens, start_of(day, zone)), closes)

    def _is_over_by(self, at: Span) -> bool:
        return self.closes is not None and at.earliest > self.closes


def _days(first: date, last: date | None, step: timedelta) -> Iterator[date]:
    """From one day to another, both included, in either direction."""
    for number in range(_MOST_DAYS):
        day = first + number * step
        if last is not None and (day - last) * step.days > timedelta(0):
            return
        yield day
