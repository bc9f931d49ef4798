"""What would follow from several facts at once, and what must move along with them; pure.

Each look judges once: no next change is looked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from dayzero.desk.planning import stand_of
from models.moments import at_zone
from models.reasons.alerts.moves import MoveStep
from models.records.store import chart_with
from models.timeline.results import Conflict, Plan
from models.versions.in_force import AtSites

Document = Mapping[str, Any]
Fact = dict[str, Any]
Moves = tuple[MoveStep, ...]

MOST_ROUNDS: Final = 4
"""So often what moves along may itself push something else away."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Several facts, with the plans without them and with all of them.

    Attributes:
        own: those that a person put in.
        along: bookings that must move with them, as the plan has tried them.
        document: the chart with all of them.
    """

    own: tuple[Fact, ...]
    along: tuple[Fact, ...]
    before: Plan
    after: Plan
    document: Document

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of it, in the order in which it would be recorded."""
        return self.own + self.along


def proposed(
    document: Document,
    before: Plan,
    own: Sequence[Fact],
    moment: datetime,
    at_sites: AtSites,
    *,
    alone: bool = False,
) -> Proposed:
    """Plan the chart with the facts of a proposal; nothing is written.

    Args:
        before: the plan of the chart as it stands, at that moment.
        alone: nothing moves along.

    Raises:
        InputRefused: if the chart with them would not be sound; paths are those of the fact.
    """
    longer = with_facts(document, own, moment)
    after, along = stand_of(longer, moment, at_sites), tuple[Fact, ...]()
    for _ in range(0 if alone else MOST_ROUNDS):
        moves = _moves_along(before, after, [*own, *along])
        if not moves:
            break
        more = tuple(booking_of(move, after.zone) for move in moves)
        along, longer = along + more, with_facts(longer, more, moment)
        after = stand_of(longer, moment, at_sites)
    return Proposed(tuple(own), along, before, after, longer)


def with_facts(document: Document, facts: Sequence[Fact], moment: datetime) -> Document:
    """The chart as it would be with more facts.

    Raises:
        InputRefused: if it would not be sound; paths are those of the fact.
    """
    for fact in facts:
        document, _ = chart_with(document, fact, now=moment)
    return document


def booking_of(move: MoveStep, zone: ZoneInfo) -> Fact:
    """The fact that records one move: for a day alone where the booking had no hour."""
    local = at_zone(move.to, zone)
    at = local.to_date_string() if move.whole_day else local.format("YYYY-MM-DD[T]HH:mmZ")
    return {"kind": "step", "step": move.step, "state": "booked", "at": at}


def offered_by(plan: Plan) -> tuple[MoveStep, ...]:
    """Every move that the plan has tried already, each once, with all that moves with it."""
    return tuple(dict.fromkeys(_moving(plan.conflicts)))


def _moving(conflicts: Sequence[Conflict]) -> Iterator[MoveStep]:
    for conflict in conflicts:
        for repair in conflict.repairs:
            if isinstance(repair.reason, MoveStep):
                yield repair.reason


def _moves_along(before: Plan, after: Plan, settled: Sequence[Fact]) -> Moves:
    """The nearest moves that mend what the proposal broke, and touch nothing of it."""
    fixed = {str(fact["step"]) for fact in settled if fact["kind"] == "step"}
    stood = {(one.step, one.rules) for one in before.conflicts}
    broken = [one for one in after.conflicts if (one.step, one.rules) not in stood]
    for way in _moving(broken):
        if not fixed & {move.step for move in way.moves}:
            return way.moves
    return ()
