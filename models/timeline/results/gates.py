"""What must be in place before the step from which there is no way back."""

from dataclasses import dataclass

from models.moments import Minute
from models.reasons.alerts.asked import Asked
from models.reasons.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that keeps a gate shut.

    Attributes:
        reason: why it is missing.
        ask: what to do about it.
        deadline: the last minute at which that can be done, where there is one.
        opens: the first minute from which it would count, for a test.
    """

    reason: Reason
    ask: Asked
    rule: str | None = None
    step: str | None = None
    fact: str | None = None
    deadline: Minute | None = None
    opens: Minute | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Whether a step may start from which there is no way back.

    Attributes:
        deadline: when that step is booked, or must start at the latest.
        missing: what is not in place; the gate is open when nothing is.
    """

    step: str
    rule: str
    deadline: Minute | None
    missing: tuple[Missing, ...]

    @property
    def open(self) -> bool:
        """Nothing is missing."""
        return not self.missing
