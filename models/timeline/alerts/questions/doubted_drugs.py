"""Alerts on drugs whose records contradict themselves."""

from collections.abc import Iterator

from models.reasons.alerts.asks import RecordFact
from models.reasons.alerts.doubts import OutsideExemption
from models.timeline.alerts.drafts import Draft, Role, Sign, by_rule, by_thing, draft
from models.timeline.alerts.questions.question_things import thing_asked
from models.timeline.alerts.questions.severity import severity_of_question
from models.timeline.alerts.situation import Situation
from models.timeline.alerts.violation_alerts import matters
from models.timeline.exposures.clearings import Clearing
from models.timeline.exposures.drugs.doubts import Doubt
from models.timeline.exposures.exposures import Exposure
from models.timeline.exposures.order import counts_against
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity, StepState


def doubted_drugs(situation: Situation) -> Iterator[Draft]:
    """Drugs whose records contradict themselves: asked however certain the verdict is."""
    asked = dict.fromkeys(
        (clearing.washout.anchor, clearing.exposure)
        for clearing in situation.scene.case.clearings
        if clearing.exposure.doubt is not None and _counts(clearing, situation)
    )
    for step, exposure in asked:
        if exposure.doubt and situation.states[step] is not StepState.CANCELLED:
            yield _ask(step, exposure, exposure.doubt, situation)


def _ask(step: str, exposure: Exposure, doubt: Doubt, situation: Situation) -> Draft:
    fact = exposure.fact.id
    thing = thing_asked(doubt.asks, fact)
    alert = Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, *thing),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=_severity(step, exposure, doubt, situation),
        step=step,
        fact=fact,
        deadline=situation.booking(step),
        cause=doubt.cause,
        ask=RecordFact(question=doubt.asks),
    )
    return draft(alert, Role.CAUSE, by_thing(thing), *_broken(step, fact, doubt, situation))


def _broken(step: str, fact: str, doubt: Doubt, situation: Situation) -> Iterator[Sign]:
    """The rules that a step breaks as a label exempts nothing from them: told together."""
    if not isinstance(doubt.cause, OutsideExemption):
        return
    for verdict in situation.verdicts:
        if (verdict.step, verdict.fact) == (step, fact) and matters(verdict, situation):
            yield by_rule(verdict.rule, fact)


def _severity(step: str, exposure: Exposure, doubt: Doubt, situation: Situation) -> Severity:
    """That of its step, at least a warning; what was before the path is none of its courses."""
    if isinstance(doubt.cause, OutsideExemption) and _before_the_path(exposure, situation):
        return Severity.INFO
    severity = severity_of_question(step, situation)
    return Severity.WARNING if severity is Severity.INFO else severity


def _before_the_path(exposure: Exposure, situation: Situation) -> bool:
    case, last = situation.scene.case, getattr(exposure.fact, "last", None)
    began = case.recorded[case.protocol.step[0].id]
    return bool(last and began.done and began.at and last.latest < began.at.earliest)


def _counts(clearing: Clearing, situation: Situation) -> bool:
    case, anchor = situation.scene.case, clearing.washout.anchor
    at, done = case.recorded[anchor].at, anchor in case.done
    return counts_against(clearing, at, case.chart.zone, is_done=done)
