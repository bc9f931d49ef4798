"""What alerts are derived from, and what every alert has in common."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.moments import Minute
from models.timeline.results import Conflict, Gate, Verdict
from models.timeline.states.scene import Scene
from models.timeline.values import AlertKind, StepState

_PATH_AND_SITE = ("PATH-", "SITE-")


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
        rules = (rule for rule in conflict.rules if not is_of_path_or_site(rule))
        return self.key(AlertKind.INFEASIBLE, conflict.step, *rules)

    def booking(self, step: str | None) -> Minute | None:
        """The first minute of a step's booking: the deadline for what could stop it."""
        record = self.scene.case.recorded.get(step or "")
        return record.at.earliest if record and record.booked and record.at else None


def is_of_path_or_site(rule: str) -> bool:
    """Whether a rule is an order of the path or a site's own, and no criterion."""
    return rule.startswith(_PATH_AND_SITE)
