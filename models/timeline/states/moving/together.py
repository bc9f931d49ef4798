"""What moves together with a booking: each other one that can no longer hold where it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from itertools import islice

from models.moments import Span, local_day
from models.timeline.network.bounds import Bounds
from models.timeline.network.solver import solve
from models.timeline.states.moving.movable import movable_bookings
from models.timeline.states.moving.room import Room
from models.timeline.states.moving.times import days_between, time_on, times_in
from models.timeline.states.scene import Scene
from models.timeline.values import VerdictValue
from models.timeline.windows.suggesting.before_start import last_before_start
from models.timeline.windows.unrecorded_ends import ended_as_planned

Moves = Mapping[str, Span]
"""Each step that moves, and to when; the first is the one that the others follow."""

_ALONE, _TOGETHER = 2, 4
"""How many days are tried of a booking alone, and of all that moves with it."""


@dataclass(frozen=True)
class Bookings:
    """The bookings of one subject at one moment, of which some may move."""

    scene: Scene
    _solved: dict[frozenset[tuple[str, Span]], Bounds] = field(default_factory=dict, init=False)

    @cached_property
    def movable(self) -> tuple[str, ...]:
        """Which may move, in the order of the path."""
        return tuple(step for step in movable_bookings(self.scene) if self._could_help(step))

    def moves_of(self, lead: str, against: str | None = None) -> Iterator[Moves]:
        """Other dates of a booking, nearest first: alone, then with all that must follow it.

        Args:
            against: a booking that it excludes, which stays where it is as long as it can.
        """
        others = {step: at for step, at in self._booked.items() if step != lead}
        along = self._going_along(lead)
        if along:
            rest = {step: at for step, at in others.items() if step not in along}
            yield from self._with_followers(lead, rest)
        else:
            yield from ({lead: at} for at in islice(self._times(lead, others), _ALONE))
        kept = {step: at for step, at in others.items() if step not in self.movable}
        if against in others:
            yield from self._with_followers(lead, {**kept, against: others[against]})
        yield from self._with_followers(lead, kept)

    def _going_along(self, lead: str) -> frozenset[str]:
        """What begins with a booking and is booked to end: its length is kept."""
        course = self.scene.case.protocol.courses.get(lead, ())
        return frozenset(course) & set(self.movable) - {lead}

    def _with_followers(self, lead: str, kept: Moves) -> Iterator[Moves]:
        if not self._room(lead, kept).excludes(self._booked[lead]):
            return  # it could stay: then others have to move
        for at in islice(self._times(lead, kept), _TOGETHER):
            moves = self._followers(lead, at)
            if moves is not None:
                yield moves

    def _could_help(self, step: str) -> bool:
        """False where an exposure goes on, or a test is positive: no date is known that would."""
        return not any(
            verdict.value is VerdictValue.VIOLATION and verdict.clears_at is None
            for verdict in self.scene.verdicts.get(step, ())
            if not self.scene.case.protocol.groups.of(verdict.rule)
        )

    @property
    def _booked(self) -> Mapping[str, Span]:
        return self.scene.case.network.booked

    def _times(self, step: str, others: Moves) -> Iterator[Span]:
        known = self.scene.case.protocol.step_by_id[step]
        return times_in(self._room(step, others), known, self._booked[step], self.scene.case)

    def _room(self, step: str, others: Moves) -> Room:
        """What is left of a step's time after now, where others are booked so."""
        bounds, dated = self._bounds(others), {**others, **self.scene.case.network.done}
        closes = last_before_start(step, bounds, self.scene.case.protocol, dated)
        room = replace(Room.left_by(bounds, step, self.scene.now + 1), closes=closes)
        broken = (
            verdict.clears_at
            for verdict in self.scene.verdicts.get(step, ())
            if verdict.value is VerdictValue.VIOLATION
        )
        return replace(room, opens=max((room.opens, *(at for at in broken if at is not None))))

    def _bounds(self, booked: Moves) -> Bounds:
        case, now, known = self.scene.case, self.scene.now, frozenset(booked.items())
        if known not in self._solved:
            floors = case.binding.floors_if_stopped(now)
            fixed = {**ended_as_planned(case, now), **booked}
            network = replace(case.network, booked=fixed, not_before=now, floors=floors)
            self._solved[known] = solve(network)
        return self._solved[known]

    def _followers(self, lead: str, at: Span) -> Moves | None:
        """All that moves with a booking; None where one that must follow has no time left."""
        moved, settled = {lead: at}, {lead}
        shift = days_between(self._booked[lead], at, self.scene.case)
        while (near := self._next_to(moved, settled)) is not None:
            settled.add(near)
            then = self._followed(near, moved, settled, shift)
            if then is None:
                return None
            if then != self._booked[near]:
                moved[near] = then
        return moved

    def _next_to(self, moved: Moves, settled: set[str]) -> str | None:
        """The first booking that hangs on one that moves, and was not looked at."""
        links = [{link.step, link.anchor} for link in self.scene.case.network.links]
        near = {step for ends in links if ends & moved.keys() for step in ends}
        return next((step for step in self.movable if step in near - settled), None)

    def _followed(
        self, step: str, moved: Moves, settled: set[str], shift: timedelta
    ) -> Span | None:
        """When a step is held once others have moved: as it is booked, where that still holds.

        One that must move goes as many days as the first; if that will not do, to the nearest.
        """
        at, case = self._booked[step], self.scene.case
        waiting = {step, *self.movable} - settled | {step}
        fixed = {one: then for one, then in self._booked.items() if one not in waiting}
        room = self._room(step, {**fixed, **moved})
        known, stays = case.protocol.step_by_id[step], not room.excludes(at)
        if stays and not self._of_one_course(step, moved):
            return at
        alike = time_on(local_day(at.earliest, case.chart.zone) + shift, known, at, case)
        if alike is not None and room.holds(alike):
            return alike
        return at if stays else next(times_in(room, known, at, case), None)

    def _of_one_course(self, step: str, moved: Moves) -> bool:
        """What is given over several days keeps its length."""
        courses = self.scene.case.protocol.courses.values()
        return any(step in days and not moved.keys().isdisjoint(days) for days in courses)
