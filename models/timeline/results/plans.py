"""All that follows from one chart, one protocol and one moment."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from models.moments import Minute
from models.reasons.reason import Reason
from models.timeline.results.alerts import Alert
from models.timeline.results.conflicts import Conflict
from models.timeline.results.gates import Gate
from models.timeline.results.steps import Earlier, StepOutcome
from models.timeline.results.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that follows from one chart, one protocol and one moment.

    Attributes:
        steps: in the protocol's order.
        gate: the point of no return; None once it is passed, or the path has ended.
        ended: why the subject's timeline ended (withdrawn, screen failure), or None.
        provisional_years: years whose official working days are not published yet.
        earlier: what was done before of steps that are held again, oldest first.
        footprint: what a later look at everybody compares with; None where it has none.
    """

    subject: str
    site: str
    zone: ZoneInfo
    protocol_id: str
    protocol_version: str
    protocol_hash: str
    as_of: Minute
    feasible: bool
    steps: tuple[StepOutcome, ...]
    verdicts: tuple[Verdict, ...]
    conflicts: tuple[Conflict, ...] = ()
    alerts: tuple[Alert, ...] = ()
    next_change_at: Minute | None = None
    gate: Gate | None = None
    ended: Reason | None = None
    provisional_years: tuple[int, ...] = ()
    withheld: tuple[str, ...] = field(default=())  # criteria "not in source", so never judged
    earlier: tuple[Earlier, ...] = ()
    footprint: bytes | None = field(default=None, repr=False)

    def step(self, step_id: str) -> StepOutcome:
        """The outcome of one step.

        Raises:
            KeyError: if the protocol has no such step.
        """
        for outcome in self.steps:
            if outcome.step == step_id:
                return outcome
        raise KeyError(step_id)

    def held_before(self, step_id: str) -> tuple[StepOutcome, ...]:
        """When a step that is held again was done before, oldest first."""
        steps = (outcome for earlier in self.earlier for outcome in earlier.steps)
        return tuple(outcome for outcome in steps if outcome.step == step_id)
