"""What a plan says of steps and verdicts, in Chinese as well: facts in, words out."""

from collections.abc import Iterable
from dataclasses import replace

from models.timeline.alerts.situation import Situation
from models.timeline.chinese.chains import why_zh
from models.timeline.chinese.verdicts import verdict_zh
from models.timeline.results import Plan, StepOutcome, Verdict


def in_chinese(plan: Plan, situation: Situation) -> Plan:
    """The same plan, each sentence that it makes with its Chinese beside it."""
    case = situation.scene.case
    return replace(
        plan,
        steps=steps_in_chinese(plan.steps, situation),
        verdicts=verdicts_in_chinese(plan.verdicts, situation),
        closed_zh=None if case.closing is None else case.closing.text_zh or case.closing.text,
    )


def steps_in_chinese(steps: Iterable[StepOutcome], situation: Situation) -> tuple[StepOutcome, ...]:
    """The same steps, each chain with its Chinese beside it."""
    return tuple(_step(step, situation) for step in steps)


def verdicts_in_chinese(verdicts: Iterable[Verdict], situation: Situation) -> tuple[Verdict, ...]:
    """The same verdicts, each with its Chinese beside it."""
    case = situation.scene.case
    return tuple(replace(verdict, text_zh=verdict_zh(verdict, case)) for verdict in verdicts)


def _step(outcome: StepOutcome, situation: Situation) -> StepOutcome:
    if not outcome.why:
        return outcome
    scene = situation.scene
    return replace(outcome, why_zh=why_zh(outcome.step, scene.windows, scene.case))
