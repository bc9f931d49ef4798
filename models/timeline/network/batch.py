"""Earliest and latest minutes of every step for many subjects at once.

The same carries as in `solver`, passed over in the same order, each for a whole block of
subjects in one numpy operation. It tells where bounds lie and not why: who needs a reason
is solved alone. Lower and upper bounds never meet while they are carried, so that each end
is solved by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from models.protocol.arithmetic.carries import Carry
from models.protocol.arithmetic.shift_tables import OPEN_ABOVE, OPEN_BELOW, Minutes, ShiftTables
from models.protocol.path import Link
from models.timeline.network.open_times import OpenTimes

Flags = npt.NDArray[np.bool_]

MOST_PASSES: Final = 200  # a timeline that takes more is left to the solver for one subject
BLOCK: Final = 16_384  # subjects solved at once: their bounds stay in the processor's cache


@dataclass(frozen=True, eq=False, kw_only=True)
class BatchNetwork:
    """The networks of many subjects of one protocol in one time zone.

    What each subject has lies in one column: rows are steps in the order of `steps`.

    Attributes:
        concerned: the steps that a subject's network has.
        done, booked: which of them happened, or have a date.
        fixed: those that others are counted from where they are: done, or booked.
        earliest, latest: when that was or is; without meaning elsewhere.
        floors: the earliest minute that washouts and "now" allow; OPEN_BELOW for none.
        calendars: the site's working times, each for a run of columns.
    """

    steps: tuple[str, ...]
    links: tuple[Link, ...]
    working: frozenset[str]
    one_way: frozenset[str]
    tables: ShiftTables
    calendars: Sequence[tuple[slice, OpenTimes]]
    concerned: Flags
    done: Flags
    booked: Flags
    fixed: Flags
    earliest: Minutes
    latest: Minutes
    floors: Minutes
    worst: bool = False

    @property
    def size(self) -> int:
        """How many subjects there are."""
        return int(self.done.shape[1])


@dataclass(frozen=True, eq=False)
class Ends:
    """One end of every step's window for many subjects, on the site's days and hours.

    Attributes:
        minutes: OPEN_BELOW or OPEN_ABOVE where nothing bounds a step.
        unsolved: subjects whose answer cannot be given here.
    """

    minutes: Minutes
    unsolved: Flags


def solve_firsts(network: BatchNetwork) -> Ends:
    """The first minute of every step that is not done."""
    return _End(network, lower=True).solved()


def solve_lasts(network: BatchNetwork) -> Ends:
    """The last minute of every step that is not done."""
    return _End(network, lower=False).solved()


class _End:
    """One end of the windows while it tightens."""

    def __init__(self, network: BatchNetwork, *, lower: bool) -> None:
        self.network = network
        self.lower = lower
        self.place = {step: place for place, step in enumerate(network.steps)}
        shape = network.done.shape
        self.minutes = np.full(shape, OPEN_BELOW if lower else OPEN_ABOVE, np.int64)
        self.unsolved = np.full(shape[1], not network.tables.exact)
        self.moved = np.zeros(shape, bool)
        self.moved_before = np.zeros(shape, bool)
        self.movable = network.concerned & ~network.done
        dated = network.earliest if lower else network.latest
        self.dated = np.where(network.fixed, dated, 0)

    def solved(self) -> Ends:
        carries = [
            (carry, self._binds(carry))
            for link in self.network.links
            for carry in link.carries
            if carry.lower is self.lower and not self._one_way(carry)
        ]
        if self.lower:
            self._start()
        for carry, binds in carries:
            self._carry(carry, np.flatnonzero(binds))
        for _ in range(MOST_PASSES):
            self.moved_before, self.moved = self.moved, np.zeros_like(self.moved)
            if not self.moved_before.any():
                break
            for carry, binds in carries:
                source = self.place[carry.source]
                again = binds & (self.moved_before[source] | self.moved[source])
                self._carry(carry, np.flatnonzero(again))
        bounded = self.minutes != (OPEN_BELOW if self.lower else OPEN_ABOVE)
        for place in range(len(self.network.steps)):
            who = np.flatnonzero(bounded[place])
            self._leave_out(who, self.minutes[place, who])
        return Ends(self.minutes, self.unsolved | self.moved.any(axis=0))

    def _one_way(self, carry: Carry) -> bool:
        return carry.to_anchor and carry.source in self.network.one_way

    def _binds(self, carry: Carry) -> Flags:
        """The subjects in whose network a carry says something."""
        source, target = self.place[carry.source], self.place[carry.target]
        binds: Flags = self.movable[target] & self.network.concerned[source]
        if carry.to_anchor:
            counted = ~(self.network.booked[target] & self.network.booked[source])
            binds &= (counted | ~self.network.fixed[target]) if carry.lower else counted
        if carry.while_planned:
            binds &= ~self.network.done[source]
        if carry.once_done:
            binds &= self.network.done[source]
        if carry.unless_done is not None:
            binds &= ~self.network.done[self.place[carry.unless_done]]
        return binds

    def _start(self) -> None:
        for place, step in enumerate(self.network.steps):
            floors = self.network.floors[place]
            who = np.flatnonzero(self.movable[place] & (floors > OPEN_BELOW))
            self._tighten(step, who, floors[who])

    def _carry(self, carry: Carry, who: npt.NDArray[np.intp]) -> None:
        """Carry the bounds of some subjects over a link."""
        source = self.place[carry.source]
        fixed = self.network.fixed[source, who]
        minutes = np.where(fixed, self.dated[source, who], self.minutes[source, who])
        known = fixed | (minutes != (OPEN_BELOW if self.lower else OPEN_ABOVE))
        who, minutes = who[known], minutes[known]
        self._leave_out(who, minutes)
        moved = self.network.tables.moved(minutes, carry, worst=self.network.worst)
        self._tighten(carry.target, who, moved)

    def _tighten(self, step: str, who: npt.NDArray[np.intp], minutes: Minutes) -> None:
        place = self.place[step]
        here = self.minutes[place, who]
        tighter = minutes > here if self.lower else minutes < here
        who, minutes = who[tighter], minutes[tighter]
        if len(who) == 0:
            return
        if step in self.network.working:
            self._leave_out(who, minutes)
            minutes = self._on_site_days(step, who, minutes)
        self.minutes[place, who] = minutes
        self.moved[place, who] = True

    def _on_site_days(self, step: str, who: npt.NDArray[np.intp], minutes: Minutes) -> Minutes:
        snapped = minutes.copy()
        for columns, times in self.network.calendars:
            first, end = np.searchsorted(who, (columns.start, columns.stop))
            if first < end:
                snap = times.first_minutes if self.lower else times.last_minutes
                snapped[first:end] = snap(step, minutes[first:end])
        return snapped

    def _leave_out(self, who: npt.NDArray[np.intp], minutes: Minutes) -> None:
        """Give up on subjects with a date outside the years of the tables."""
        first, last = self.network.tables.span
        outside = (minutes < first) | (minutes > last)
        if outside.any():
            self.unsolved[who[outside]] = True
