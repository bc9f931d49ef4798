"""The alerts of the product beside what the second opinion asks for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from models.timeline.results import Alert
from models.timeline.values import AlertKind
from tests.simulation.must_be_told import breaches, may_be_told
from tests.simulation.seen import Breach

Json = dict[str, Any]
GATE = "PATH-no-return"
JUDGED = {
    AlertKind.WASHOUT_VIOLATED,
    AlertKind.WINDOW_VIOLATED,
    AlertKind.OVERDUE,
    AlertKind.INELIGIBLE,
}


def differences(chart: Json, alerts: Iterable[Alert], now: datetime) -> tuple[set[str], set[str]]:
    """What has no alert although it is broken, and the alerts that nothing is broken for."""
    wanted, allowed = breaches(chart, now), may_be_told(chart, now)
    standing = list(alerts)
    missing = {str(breach) for breach in wanted if not any(tells(a, breach) for a in standing)}
    invented = {
        f"{alert.kind.value} {alert.step} {alert.rule} {alert.fact}"
        for alert in standing
        if _is_judged(alert) and not any(tells(alert, breach) for breach in wanted | allowed)
    }
    return missing, invented


def _is_judged(alert: Alert) -> bool:
    return alert.kind in JUDGED or alert.rule == GATE


def _kind(alert: Alert) -> str:
    return "gate" if alert.rule == GATE else alert.kind.value


def tells(alert: Alert, breach: Breach) -> bool:
    """Whether an alert is the one that a breach asks for."""
    if _kind(alert) != breach.kind or (alert.step or "") not in breach.about:
        return False
    if breach.fact and alert.fact != breach.fact:
        return False
    alone = len(breach.about) == 1
    return (
        not (breach.rule and alone and breach.kind != "window_violated")
        or alert.rule == breach.rule
    )
