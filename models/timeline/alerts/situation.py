"""What alerts are derived from, and what every alert has in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.moments import Minute
from models.reasons.alerts.moves import AnyOf
from models.reasons.reason import Reason
from models.timeline.results import Conflict, Gate, Repair, Verdict
from models.timeline.states.conflicts import told_as_one
from models.timeline.states.states import Scene
from models.timeline.values import AlertKind, StepState

_PATH_AND_SITE = ("PATH-", "SITE-")

MOVES = frozenset({"move_planned", "move_booking"})
"""The repairs that give a step another date."""


def any_of(ways: Iterable[Reason | None]) -> Reason | None:
    """The one that would do, or several of which each would; None where nothing would."""
    known = tuple(way for way in ways if way is not None)
    return AnyOf(ways=known) if len(known) > 1 else next(iter(known), None)


@dataclass(frozen=True)
class Situation:
    """One subject at one moment, judged."""

    scene: Scene
    states: Mapping[str, StepState]
    verdicts: tuple[Verdict, ...]
    conflicts: tuple[Conflict, ...]
    provisional_years: tuple[int, ...]
    gate: Gate | None = None

    def key(self, kind: AlertKind, *parts: str | None) -> str:
        """The same for the same cause: subject, kind, and what the alert hangs on."""
        subject = self.scene.case.chart.subject
        return "/".join([subject, kind.value, *(part or "-" for part in parts)])

    def conflict_key(self, conflict: Conflict) -> str:
        """By criteria alone: which orders of the path bind changes while a step waits."""
        rules = (rule for rule in conflict.rules if not rule.startswith(_PATH_AND_SITE))
        return self.key(AlertKind.INFEASIBLE, conflict.step, *rules)

    def booking(self, step: str | None) -> Minute | None:
        """The first minute of a step's booking: the deadline for what could stop it."""
        standing = self.scene.case.standing.get(step or "")
        return standing.at.earliest if standing and standing.booked and standing.at else None

    def moves(self, step: str) -> tuple[Repair, ...]:
        """The dates to which a step in conflict could move, each once."""
        repairs = (repair for conflict in self.conflicts for repair in conflict.repairs)
        own = (repair for repair in repairs if repair.step == step and repair.kind in MOVES)
        return tuple(dict.fromkeys(own))

    @cached_property
    def conflicts_told(self) -> tuple[Conflict, ...]:
        """The conflicts as alerts tell them: those of one step together."""
        return tuple(told_as_one(self.conflicts, self.scene))

    def say_moves(self, step: str) -> str:
        """The same as sentences; empty if there are none."""
        return " ".join(repair.text for repair in self.moves(step))

    def ask_to_move(self, step: str) -> Reason | None:
        """The same as what is asked for; None if there are none."""
        return any_of(repair.reason for repair in self.moves(step))

    def nearest_move(self, step: str) -> Minute | None:
        """The first of them; None if there are none."""
        return next((repair.to for repair in self.moves(step)), None)
