"""What cannot hold together, and the single changes that would do."""

from dataclasses import dataclass

from models.moments import Minute
from models.reasons.alerts.moves import Mending, MoveStep
from models.reasons.path.conflicts import Conflicting


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One change that would resolve a conflict on its own; never a shorter washout.

    Attributes:
        kind: `move_planned`, `move_booking`, `repeat_evidence`, `repeat_step`,
            `window_deviation` or `query_fact`, in the order in which they are offered.
        reason: the change, as it is asked for.
        step, to: the first step that moves, and the nearest minute that would do.
        by_minutes: how far that is, always positive.
    """

    kind: str
    reason: Mending
    step: str | None = None
    fact: str | None = None
    to: Minute | None = None
    by_minutes: int | None = None

    @property
    def moves(self) -> tuple[MoveStep, ...]:
        """All that moves together; empty where the repair is no move."""
        return self.reason.moves if isinstance(self.reason, MoveStep) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Rules and facts that cannot hold together; dropping any one of them would do.

    Attributes:
        reason: what cannot hold, and with what.
        against: the other booking, where two exclude each other.
        closes: the last legal minute of a step without a booking; None for one that has one.
    """

    step: str
    rules: tuple[str, ...]
    facts: tuple[str, ...]
    reason: Conflicting
    repairs: tuple[Repair, ...] = ()
    against: str | None = None
    closes: Minute | None = None
