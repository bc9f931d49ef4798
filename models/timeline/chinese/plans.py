"""Everything that a plan says, in Chinese as well: facts in, words out."""

from collections.abc import Iterable
from dataclasses import replace

from models.timeline.alerts.situation import Situation
from models.timeline.chinese.alerts import alert_zh, missing_zh
from models.timeline.chinese.chains import why_zh
from models.timeline.chinese.paths import conflict_zh, repair_zh
from models.timeline.chinese.verdicts import verdict_zh
from models.timeline.results import Alert, Conflict, Missing, Plan, StepOutcome, Verdict


def in_chinese(plan: Plan, situation: Situation) -> Plan:
    """The same plan, each sentence with its Chinese beside it."""
    case, gate = situation.scene.case, plan.gate
    return replace(
        plan,
        steps=steps_in_chinese(plan.steps, situation),
        verdicts=verdicts_in_chinese(plan.verdicts, situation),
        conflicts=tuple(_conflict(conflict, situation) for conflict in plan.conflicts),
        alerts=alerts_in_chinese(plan.alerts, situation),
        gate=gate and replace(gate, missing=_missing(gate.missing, situation)),
        closed_zh=None if case.closing is None else case.closing.text_zh or case.closing.text,
    )


def steps_in_chinese(steps: Iterable[StepOutcome], situation: Situation) -> tuple[StepOutcome, ...]:
    """The same steps, each chain with its Chinese beside it."""
    return tuple(_step(step, situation) for step in steps)


def verdicts_in_chinese(verdicts: Iterable[Verdict], situation: Situation) -> tuple[Verdict, ...]:
    """The same verdicts, each with its Chinese beside it."""
    case = situation.scene.case
    return tuple(replace(verdict, text_zh=verdict_zh(verdict, case)) for verdict in verdicts)


def alerts_in_chinese(alerts: Iterable[Alert], situation: Situation) -> tuple[Alert, ...]:
    """The same alerts, with what keeps a gate shut, each with its Chinese beside it."""
    return tuple(
        replace(
            alert,
            text_zh=alert_zh(alert, situation) if alert.text else "",
            missing=_missing(alert.missing, situation),
        )
        for alert in alerts
    )


def _step(outcome: StepOutcome, situation: Situation) -> StepOutcome:
    if not outcome.why:
        return outcome
    scene = situation.scene
    return replace(outcome, why_zh=why_zh(outcome.step, scene.windows, scene.case))


def _conflict(conflict: Conflict, situation: Situation) -> Conflict:
    case = situation.scene.case
    repairs = tuple(replace(r, text_zh=repair_zh(r, case)) for r in conflict.repairs)
    return replace(conflict, text_zh=conflict_zh(conflict, situation), repairs=repairs)


def _missing(items: Iterable[Missing], situation: Situation) -> tuple[Missing, ...]:
    return tuple(replace(item, text_zh=f"{missing_zh(item, situation)}。") for item in items)
