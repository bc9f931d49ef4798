"""Conflicts, alerts and the gate in Chinese as well: facts in, words out."""

from collections.abc import Iterable
from dataclasses import replace

from models.timeline.alerts.situation import Situation
from models.timeline.chinese.alerts import alert_zh, missing_zh
from models.timeline.chinese.paths import conflict_zh, repair_zh
from models.timeline.results import Alert, Conflict, Missing, Plan


def in_chinese(plan: Plan, situation: Situation) -> Plan:
    """The same plan, each sentence with its Chinese beside it."""
    gate = plan.gate
    return replace(
        plan,
        conflicts=tuple(_conflict(conflict, situation) for conflict in plan.conflicts),
        alerts=alerts_in_chinese(plan.alerts, situation),
        gate=gate and replace(gate, missing=_missing(gate.missing, situation)),
    )


def alerts_in_chinese(alerts: Iterable[Alert], situation: Situation) -> tuple[Alert, ...]:
    """The same alerts, with what keeps a gate shut, each with its Chinese beside it."""
    return tuple(
        replace(
            alert,
            text_zh=alert_zh(alert, situation),
            missing=_missing(alert.missing, situation),
        )
        for alert in alerts
    )


def _conflict(conflict: Conflict, situation: Situation) -> Conflict:
    case = situation.scene.case
    repairs = tuple(replace(r, text_zh=repair_zh(r, case)) for r in conflict.repairs)
    return replace(conflict, text_zh=conflict_zh(conflict, situation), repairs=repairs)


def _missing(items: Iterable[Missing], situation: Situation) -> tuple[Missing, ...]:
    return tuple(replace(item, text_zh=f"{missing_zh(item, situation)}。") for item in items)
