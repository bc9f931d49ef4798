"""When a site works and has slots, as rows of minutes: one calendar, asked for many subjects."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from models.protocol.arithmetic.shift_tables import BEYOND, Minutes, ShiftTables
from models.stretches import Stretches
from models.timeline.network.working_days import LIMIT_DAYS, WorkingCalendar

_EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, eq=False)
class Rows:
    """Stretches of minutes, looked up for many minutes at once."""

    firsts: Minutes
    lasts: Minutes

    @classmethod
    def of(cls, stretches: Stretches) -> "Rows":
        """The same stretches as rows."""
        return cls(np.array(stretches.firsts, np.int64), np.array(stretches.lasts, np.int64))

    def at_or_after(self, minutes: Minutes) -> Minutes:
        """The first of these minutes from each minute on; BEYOND where none is left."""
        firsts = np.append(self.firsts, BEYOND)
        found: Minutes = firsts[np.searchsorted(self.lasts, minutes, side="left")]
        return np.maximum(minutes, found)

    def at_or_before(self, minutes: Minutes) -> Minutes:
        """The last of these minutes up to each minute; -BEYOND where there is none yet."""
        lasts = np.concatenate(([-BEYOND], self.lasts))
        found: Minutes = lasts[np.searchsorted(self.firsts, minutes, side="right")]
        return np.minimum(minutes, found)


@dataclass(frozen=True, eq=False)
class OpenTimes:
    """What `WorkingCalendar` answers, for many minutes within the years of the tables.

    A minute for which the answer lies outside these years becomes BEYOND, either way.
    """

    calendar: WorkingCalendar
    tables: ShiftTables
    _slots: dict[str, Rows] = field(default_factory=dict, init=False, repr=False)

    def first_minutes(self, step: str, minutes: Minutes) -> Minutes:
        """For each minute the first one from which the step may begin, where one is known."""
        listing = self.calendar.site.slots_of(step)
        if listing is None:
            return self._first_open(minutes, minutes)
        slots = self._slots_of(step, listing.begins).at_or_after(minutes)
        known = listing.listed_until
        later = minutes if known is None else np.maximum(minutes, known + 1)
        return np.where(slots < BEYOND, slots, self._first_open(later, minutes))

    def last_minutes(self, step: str, minutes: Minutes) -> Minutes:
        """For each minute the last one up to which the step may begin, where one is known."""
        listing = self.calendar.site.slots_of(step)
        opened = self._open.at_or_before(minutes)
        found = self._near(minutes, opened)
        opens = np.where(found, opened, minutes)
        if listing is None or listing.listed_until is None:
            return opens
        slots = self._slots_of(step, listing.begins).at_or_before(minutes)
        unlisted = found & (opened > listing.listed_until)
        return np.where(unlisted, opens, np.where(slots > -BEYOND, slots, minutes))

    def _first_open(self, minutes: Minutes, otherwise: Minutes) -> Minutes:
        opened = self._open.at_or_after(minutes)
        return np.where(self._near(minutes, opened), opened, otherwise)

    def _near(self, minutes: Minutes, opened: Minutes) -> npt.NDArray[np.bool_]:
        """Whether a calendar looks far enough ahead to find that minute; BEYOND is not known."""
        days = np.abs(self.tables.day_places(opened) - self.tables.day_places(minutes))
        near: npt.NDArray[np.bool_] = (days <= LIMIT_DAYS) | (np.abs(opened) >= BEYOND)
        return near

    def _slots_of(self, step: str, begins: Stretches) -> Rows:
        if step not in self._slots:
            self._slots[step] = Rows.of(begins)
        return self._slots[step]

    @cached_property
    def _open(self) -> Rows:
        """Every minute at which the site works, in the years of the tables."""
        first = _EPOCH + timedelta(days=self.tables.first_day)
        days = (first + timedelta(days=number) for number in range(len(self.tables.starts) - 1))
        working = (self.calendar.open_span(day) for day in days if self.calendar.is_working(day))
        hours = Stretches.of(span for span in working if span is not None)
        return Rows.of(hours.minus(self.calendar.site.closed_hours))
