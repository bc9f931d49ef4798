"""Moving many minutes at once: the functions of `shifts`, as tables over the days of some years.

Minutes and days are whole numbers in numpy arrays. A shift in days or months depends on the
local day alone, so that it is one look-up by day; a shift in minutes is an addition. Each
table is filled by the rule that `shifts` states for one day.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from models.moments import local_day, start_of
from models.protocol.arithmetic.carries import Carry, Shift
from models.protocol.arithmetic.quantity import Quantity

Minutes = npt.NDArray[np.int64]
Days = npt.NDArray[np.int64]
"""Days counted from 1970-01-01."""

OPEN_BELOW: Final = -(1 << 60)
OPEN_ABOVE: Final = 1 << 60
"""Bounds that nothing has set."""

BEYOND: Final = 1 << 40
"""From this far on, either way, a minute is no date: it was moved out of the tables' years."""

MARGIN_DAYS: Final = 200 * 366
"""Further than any amount of a protocol reaches."""

_EPOCH = date(1970, 1, 1)
_DAY = 24 * 60
_HALF_A_DAY = _DAY // 2  # no clock was ever changed by more


@dataclass(frozen=True, eq=False)
class ShiftTables:
    """The local days of one time zone from the first of January of a year to the end of another.

    Attributes:
        starts: the first minute of each day, and of the day after the last.
        exact: False where the clocks go back over a midnight, so that a day's minutes are
            not those from its start to the next one's; the tables are not to be used then.
    """

    zone: ZoneInfo
    first_day: int
    starts: Minutes
    exact: bool = True
    _tables: dict[tuple[Shift, Quantity, bool], Minutes] = field(default_factory=dict, repr=False)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last minute of these years."""
        return int(self.starts[0]), int(self.starts[-1]) - 1

    def day_places(self, minutes: Minutes) -> Days:
        """The place of each minute's local day; of minutes outside these years, the nearest."""
        places: Days = np.clip((minutes - self.starts[0]) // _DAY, 0, len(self.starts) - 2)
        # An hour that the clocks took or gave moves a midnight by less than a day.
        places -= (minutes < self.starts[places]) & (places > 0)
        places += (minutes >= self.starts[places + 1]) & (places < len(self.starts) - 2)
        return places

    def moved(self, minutes: Minutes, carry: Carry, *, worst: bool) -> Minutes:
        """Minutes carried over a link; what leaves these years becomes BEYOND."""
        amount = carry.amount_if(worst=worst)
        if amount.elapsed:
            back = carry.shift in {Shift.LATEST_BEFORE_OPENING, Shift.EARLIEST_BEFORE_CLOSING}
            return minutes - amount.minutes if back else minutes + amount.minutes
        return self._table(carry.shift, amount, carry.both_ways)[self.day_places(minutes)]

    def _table(self, shift: Shift, amount: Quantity, both_ways: bool) -> Minutes:
        key = (shift, amount, both_ways)
        if key not in self._tables:
            self._tables[key] = self._minutes_of(*self._days_reached(shift, amount, both_ways))
        return self._tables[key]

    def _days_reached(self, shift: Shift, amount: Quantity, both_ways: bool) -> tuple[Days, int]:
        """The day that each day is moved to, and 1 where its end counts and not its start."""
        here = np.arange(self.first_day, self.first_day + len(self.starts) - 1, dtype=np.int64)
        match shift:
            case Shift.EARLIEST_AFTER:
                return days_after(here, amount, both_ways=both_ways), 0
            case Shift.LATEST_AFTER:
                return days_after(here, amount), 1
        sources = np.arange(here[0] - MARGIN_DAYS, here[-1] + MARGIN_DAYS, dtype=np.int64)
        reached = days_after(sources, amount, both_ways=both_ways)
        if shift is Shift.LATEST_BEFORE_OPENING:
            return sources[np.searchsorted(reached, here, side="right") - 1], 1
        return sources[np.searchsorted(reached, here, side="left")], 0

    def _minutes_of(self, days: Days, ends: int) -> Minutes:
        places = days - self.first_day + ends
        inside = np.clip(places, 0, len(self.starts) - 1)
        minutes = self.starts[inside] - ends
        minutes[places < 0] = -BEYOND
        minutes[places > len(self.starts) - 1] = BEYOND
        return minutes


@lru_cache(maxsize=64)
def shift_tables(zone: ZoneInfo, first_year: int, last_year: int) -> ShiftTables:
    """The tables of some years, both included."""
    first = date(first_year, 1, 1)
    count = (date(last_year + 1, 1, 1) - first).days
    days = [first + timedelta(days=number) for number in range(count + 1)]
    starts = np.array([start_of.__wrapped__(day, zone) for day in days], dtype=np.int64)
    exact = all(
        _begins_once(days[place], zone) for place in np.flatnonzero(np.diff(starts) != _DAY)
    )
    return ShiftTables(zone, (first - _EPOCH).days, starts, exact)


def _begins_once(day: date, zone: ZoneInfo) -> bool:
    """Whether the clocks stay on a day once it has begun."""
    start = start_of(day, zone)
    return all(local_day(minute, zone) == day for minute in range(start, start + _HALF_A_DAY))


def days_after(days: Days, amount: Quantity, *, both_ways: bool = False) -> Days:
    """For each day the one that lies `amount` after it, as `shifts.first_day_after` has it."""
    reached = _months_after(days, amount.months) + amount.days
    while both_ways:
        early = _months_after(reached, -amount.months) < days
        if not early.any():
            break
        reached = reached + early
    return reached


def _months_after(days: Days, months: int) -> Days:
    """Add calendar months; a day that the month lacks becomes its last day."""
    if months == 0:
        return days
    month = days.astype("datetime64[D]").astype("datetime64[M]")
    of_month = days - month.astype("datetime64[D]").astype(np.int64)
    target = month + np.timedelta64(months, "M")
    first = target.astype("datetime64[D]").astype(np.int64)
    length = (target + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - first
    reached: Days = first + np.minimum(of_month, length - 1)
    return reached
