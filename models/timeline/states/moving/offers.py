"""The moves that are offered against conflicts: each was tried, and holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from models.reasons.alerts.moves import MoveStep
from models.reasons.facts import changed
from models.timeline.history.step_records import ASSUMED
from models.timeline.results import Conflict, Repair
from models.timeline.states.moving.times import days_between
from models.timeline.states.moving.together import Bookings, Moves
from models.timeline.states.repairs import in_order
from models.timeline.states.scene import Scene

Named = tuple[str, tuple[str, ...]]
"""A conflict by its step and rules."""

Trial = Callable[[Moves], frozenset[Named]]
"""The conflicts that would be left if steps were booked so."""


def named(conflicts: Iterable[Conflict]) -> frozenset[Named]:
    """Conflicts by what tells them apart."""
    return frozenset(map(_name, conflicts))


def with_moves(conflicts: Sequence[Conflict], scene: Scene, trial: Trial) -> tuple[Conflict, ...]:
    """The same conflicts, each with the moves that were tried and would mend it.

    What must move for one conflict is offered for every other that it mends as well, so that
    several bookings have one proposal; so is whatever mends one that nothing else does.
    """
    bookings = Bookings(scene)
    offers = _Offers(bookings, trial, named(conflicts))
    leads = {conflict: _leads(conflict, bookings) for conflict in conflicts}
    needed = [
        move for one in conflicts if len(leads[one]) == 1 for move in offers.of(one, leads[one])
    ]
    found = {one: _mending(one, needed)[:1] or offers.of(one, leads[one]) for one in conflicts}
    offered = [move for moves in found.values() for move in moves]
    return tuple(
        _offering(one, found[one] or _mending(one, offered)[:1], scene) for one in conflicts
    )


def leads_of(conflict: Conflict, scene: Scene) -> tuple[str, ...]:
    """The bookings that could move against a conflict, tried or not."""
    return _leads(conflict, Bookings(scene))


def _leads(conflict: Conflict, bookings: Bookings) -> tuple[str, ...]:
    """A visit that comes after Day 0 moves nothing but visits."""
    case = bookings.scene.case
    behind = {*conflict.facts, ASSUMED if conflict.closes is not None else None}
    held_by = [step for step, one in case.recorded.items() if one.fact and one.fact in behind]
    steps = dict.fromkeys([conflict.step, conflict.against, *held_by])
    day_zero = case.protocol.order[case.protocol.day_zero]
    visits = [step for step in steps if step and case.protocol.order[step] > day_zero]
    return tuple(step for step in visits or steps if step in bookings.movable)


@dataclass(frozen=True)
class _Tried:
    moves: Moves
    left: frozenset[Named]


@dataclass(frozen=True)
class _Offers:
    """Moves tried once each, however many conflicts they are offered for."""

    bookings: Bookings
    trial: Trial
    standing: frozenset[Named]
    _left: dict[frozenset[object], frozenset[Named]] = field(default_factory=dict, init=False)

    def of(self, conflict: Conflict, leads: Iterable[str]) -> tuple[_Tried, ...]:
        """The nearest move of each booking that mends a conflict and makes no other."""
        nearest = (next(self._that_hold(conflict, lead), None) for lead in leads)
        return tuple(move for move in nearest if move is not None)

    def _that_hold(self, conflict: Conflict, lead: str) -> Iterator[_Tried]:
        against = conflict.step if lead == conflict.against else conflict.against
        for moves in self.bookings.moves_of(lead, against):
            left = self._left_by(moves)
            if _name(conflict) not in left and left <= self.standing:
                yield _Tried(moves, left)

    def _left_by(self, moves: Moves) -> frozenset[Named]:
        known = frozenset(moves.items())
        if known not in self._left:
            self._left[known] = self.trial(moves)
        return self._left[known]


def _mending(conflict: Conflict, moves: Iterable[_Tried]) -> tuple[_Tried, ...]:
    """Those of some moves after which a conflict is gone."""
    return tuple(move for move in moves if _name(conflict) not in move.left)


def _offering(conflict: Conflict, tried: Iterable[_Tried], scene: Scene) -> Conflict:
    nearest = sorted((move.moves for move in tried), key=lambda moves: _how_far(moves, scene))
    moves = (_repair(each, scene) for each in nearest)
    return replace(conflict, repairs=in_order((*moves, *conflict.repairs)))


def _how_far(moves: Moves, scene: Scene) -> tuple[int, int]:
    """The most days that one step moves, and how many steps move."""
    booked = scene.case.network.booked
    days = (abs(days_between(booked[step], at, scene.case).days) for step, at in moves.items())
    return max(days), len(moves)


def _name(conflict: Conflict) -> Named:
    return conflict.step, tuple(sorted(conflict.rules))


def _repair(moves: Moves, scene: Scene) -> Repair:
    first, *others = (_move(step, moves, scene) for step in moves)
    record = scene.case.recorded[first.step]
    booked = first.to if record.at is None else record.at.earliest
    return Repair(
        kind="move_planned" if record.fact == ASSUMED else "move_booking",
        reason=changed(first, with_it=tuple(others)),
        step=first.step,
        to=first.to,
        by_minutes=abs(first.to - booked),
    )


def _move(step: str, moves: Moves, scene: Scene) -> MoveStep:
    at = moves[step]
    since = scene.case.recorded[step].at
    return MoveStep(step=step, since=since, to=at.earliest, whole_day=at.coarse)
