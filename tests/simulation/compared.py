"""The alerts of the product beside what the second opinion asks for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from models.moments import to_minute
from models.reasons.path.gates import HeldUp
from models.timeline.results import Alert, Place
from models.timeline.values import AlertKind, Severity
from tests.simulation.must_be_told import breaches, gate_closes, may_be_told
from tests.simulation.seen import CLOSED, Breach, Seen

Json = dict[str, Any]
GATE = "gate"
JUDGED = {
    AlertKind.WASHOUT_VIOLATED,
    AlertKind.WINDOW_VIOLATED,
    AlertKind.OVERDUE,
    AlertKind.INELIGIBLE,
}


def differences(chart: Json, alerts: Iterable[Alert], now: datetime) -> tuple[set[str], set[str]]:
    """What has no alert although it is broken, and the alerts that nothing is broken for."""
    wanted, allowed = breaches(chart, now), may_be_told(chart, now)
    standing, starts = list(alerts), gate_closes(Seen(chart, now))
    missing = {
        str(breach) for breach in wanted if not any(tells(a, breach, starts) for a in standing)
    }
    invented = {
        f"{place.kind.value} {place.step} {place.rule} {place.fact}"
        for alert in standing
        for place in judged(alert)
        if not any(is_about(place, breach) for breach in wanted | allowed)
    }
    of_a_gate = {f"gate {a.step} {a.rule}" for a in standing if isinstance(a.cause, HeldUp)}
    shut = any(breach.kind == GATE for breach in wanted | allowed)
    return missing, invented | (set() if shut else of_a_gate)


def judged(alert: Alert) -> list[Place]:
    """What it says is wrong; what only keeps lymphodepletion from starting is told otherwise."""
    if isinstance(alert.cause, HeldUp):
        return []
    return [place for place in alert.places if place.kind in JUDGED]


def tells(alert: Alert, breach: Breach, starts: datetime | None) -> bool:
    """Whether an alert tells of a breach; of a gate, whether it is loud, and in time."""
    if breach.kind != GATE:
        return any(is_about(place, breach) for place in alert.places)
    loud = alert.severity is Severity.CRITICAL and alert.deadline is not None
    return loud and starts is not None and (alert.deadline or 0) <= to_minute(starts)


def is_about(place: Place, breach: Breach) -> bool:
    """Whether a place of a cause is the one that a breach asks for."""
    if place.kind.value != breach.kind or (place.step or "") not in breach.about:
        return False
    if breach.fact and place.fact != breach.fact:
        return False
    if CLOSED in {breach.rule, place.rule}:
        return breach.rule == place.rule
    alone = len(breach.about) == 1
    return (
        not (breach.rule and alone and breach.kind != "window_violated")
        or place.rule == breach.rule
    )
