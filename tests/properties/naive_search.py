"""All dates of a small timeline that hold together, found by trying them one by one.

Shares no code with the solver: a link is a question about two days or two minutes, and
every combination of corner minutes is asked until the earliest and latest are known.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.moments import Minute, Span
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.path import Link
from models.timeline.network.network import Network
from tests.properties.naive_days import ONE_DAY, plus_months
from tests.properties.networks import CORNERS, Timeline, corner


@dataclass(frozen=True)
class Corner:
    """One minute that a step may be tried at."""

    day: date
    minute: Minute
    of_day: int


@dataclass(frozen=True)
class Search:
    """Every way to date the steps of a timeline that have no date."""

    timeline: Timeline

    @property
    def network(self) -> Network:
        return self.timeline.network

    @cached_property
    def corners(self) -> tuple[Corner, ...]:
        days = self.timeline.days
        return tuple(
            Corner(day, corner(days, number, of_day), of_day)
            for number, day in enumerate(days)
            for of_day in CORNERS
        )

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The steps whose dates are sought."""
        return tuple(step for step in self.network.steps if self.network.anchor_span(step) is None)

    def extremes(self) -> dict[str, tuple[Minute, Minute]] | None:
        """The earliest and the latest minute of each step; None where nothing holds together."""
        found = {}
        for step in self.steps:
            others = [other for other in self.steps if other != step]
            places = list(self._bits(self._domains[step]))
            lowest = next((p for p in places if self._extends(step, p, others)), None)
            if lowest is None:
                return None
            highest = next(p for p in reversed(places) if self._extends(step, p, others))
            found[step] = (self.corners[lowest].minute, self.corners[highest].minute)
        return found

    def _extends(self, step: str, place: int, others: Sequence[str]) -> bool:
        return self._completes({**self._domains, step: 1 << place}, step, others)

    def _completes(self, domains: dict[str, int], latest: str, left: Sequence[str]) -> bool:
        """Whether the steps left can be placed too; `domains` are sets of places as bits."""
        place = domains[latest].bit_length() - 1
        narrowed = {
            **domains,
            **{step: domains[step] & self._masks[latest, step][place] for step in left},
        }
        if not left:
            return True
        hardest = min(left, key=lambda step: narrowed[step].bit_count())
        rest = [step for step in left if step != hardest]
        return any(
            self._completes({**narrowed, hardest: 1 << choice}, hardest, rest)
            for choice in self._bits(narrowed[hardest])
        )

    @staticmethod
    def _bits(places: int) -> Iterator[int]:
        while places:
            lowest = places & -places
            yield lowest.bit_length() - 1
            places ^= lowest

    # -------------------------------------------------------------- one step

    @cached_property
    def _domains(self) -> dict[str, int]:
        """The places that each step may take as far as fixed dates decide."""
        return {
            step: sum(1 << p for p, at in enumerate(self.corners) if self._may_be(step, at))
            for step in self.steps
        }

    def _may_be(self, step: str, at: Corner) -> bool:
        network = self.network
        floor = network.floors.get(step)
        if network.not_before is not None and at.minute < network.not_before:
            return False
        if floor is not None and at.minute < floor.minute:
            return False
        if step in network.working and not self._works(at):
            return False
        return all(self._fits(link, step, at) for link in network.links)

    def _works(self, at: Corner) -> bool:
        return at.day in self.timeline.working and at.of_day in {480, 959}

    def _fits(self, link: Link, step: str, at: Corner) -> bool:
        """Whether a date holds against the other step of a link, where that has one.

        Of a date recorded as a day, any minute will do, for each of the two limits apart.
        """
        other = link.anchor if link.step == step else link.step
        fixed = self.network.anchor_span(other)
        if step not in {link.step, link.anchor} or fixed is None or not self.binds(link, step):
            return True
        ends = self._ends(fixed)
        if link.step == step:
            early_enough = any(_not_too_late(link, end, at) for end in ends)
            return early_enough and any(_not_too_early(link, end, at) for end in ends)
        if step in self.network.booked and other in self.network.booked:
            asked = step == self.network.free  # then what is booked before it comes first
            return not asked or any(_not_too_late(link, at, end) for end in ends)
        planned = link.while_planned and other in self.network.done
        late_enough = planned or any(_not_too_early(link, at, end) for end in ends)
        return late_enough and any(_not_too_late(link, at, end) for end in ends)

    def binds(self, link: Link, step: str) -> bool:
        """Whether a link says anything of one of its steps, as far as others are done."""
        done = self.network.done
        if link.unless_done in done or (link.once_done and link.anchor not in done):
            return False
        return link.step == step or not (link.one_way or link.once_done)

    def _ends(self, span: Span) -> list[Corner]:
        return [self._corner_at[span.earliest], self._corner_at[span.latest]]

    @cached_property
    def _corner_at(self) -> dict[Minute, Corner]:
        return {at.minute: at for at in self.corners}

    # -------------------------------------------------------------- two steps

    @cached_property
    def _masks(self) -> dict[tuple[str, str], list[int]]:
        """For each pair of steps and each place of the first, the places left to the second."""
        return {
            (one, other): self._mask(one, other)
            for one in self.steps
            for other in self.steps
            if one != other
        }

    def _mask(self, one: str, other: str) -> list[int]:
        everywhere = (1 << len(self.corners)) - 1
        mask = [everywhere] * len(self.corners)
        for link in self.network.links:
            if {link.step, link.anchor} == {one, other} and self.binds(link, link.step):
                mask = [
                    left & more for left, more in zip(mask, self._allowed(link, one), strict=True)
                ]
        return mask

    def _allowed(self, link: Link, one: str) -> Iterator[int]:
        """For each place of one step, those of the other; a link in days asks only for days."""
        allowed = 0
        for at in self.corners:
            if at.of_day == 0 or _elapsed(link):
                allowed = self._allowed_at(link, at, from_anchor=link.anchor == one)
            yield allowed

    def _allowed_at(self, link: Link, at: Corner, *, from_anchor: bool) -> int:
        """Of two minutes apart, more time stays enough and less stays little enough."""
        if from_anchor:
            low = self._first(lambda step: _not_too_early(link, at, step))
            end = self._first(lambda step: not _not_too_late(link, at, step))
        else:
            low = self._first(lambda anchor: _not_too_late(link, anchor, at))
            end = self._first(lambda anchor: not _not_too_early(link, anchor, at))
        return (1 << max(low, end)) - (1 << low)

    def _first(self, holds: Callable[[Corner], bool]) -> int:
        return bisect_left(self.corners, True, key=holds)


# ------------------------------------------------------------------ one link, two minutes


def _elapsed(link: Link) -> bool:
    return any(amount is not None and amount.elapsed for amount in (link.earliest, link.latest))


def _not_too_early(link: Link, anchor: Corner, step: Corner) -> bool:
    amount = link.earliest
    if amount is None:
        return True
    if amount.elapsed:
        return step.minute >= anchor.minute + amount.minutes
    if link.both_ways and plus_months(step.day, -amount.months) < anchor.day:
        return False
    return step.day >= _moved(anchor.day, amount)


def _not_too_late(link: Link, anchor: Corner, step: Corner) -> bool:
    amount = link.latest
    if amount is None:
        return True
    if amount.elapsed:
        return step.minute <= anchor.minute + amount.minutes
    return step.day <= _moved(anchor.day, amount)


def _moved(day: date, amount: Quantity) -> date:
    return plus_months(day, amount.months) + amount.days * ONE_DAY
