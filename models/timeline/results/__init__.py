"""What planning says: verdicts, conflicts, alerts, the plan. Facts only; no reasoning here."""

from models.timeline.results.alerts import Alert, Place
from models.timeline.results.conflicts import Conflict, Repair
from models.timeline.results.gates import Gate, Missing
from models.timeline.results.plans import Plan
from models.timeline.results.steps import Earlier, StepOutcome
from models.timeline.results.verdicts import Cause, DayWindow, Verdict

__all__ = [
    "Alert",
    "Cause",
    "Conflict",
    "DayWindow",
    "Earlier",
    "Gate",
    "Missing",
    "Place",
    "Plan",
    "Repair",
    "StepOutcome",
    "Verdict",
]
