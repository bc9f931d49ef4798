"""Alerts on drugs whose records contradict themselves."""

from collections.abc import Iterator

from models.reasons.alerts.asks import RecordFact
from models.timeline.alerts.drafts import Draft, Role, by_thing, draft
from models.timeline.alerts.questions.question_things import thing_asked
from models.timeline.alerts.questions.severity import severity_of_question
from models.timeline.alerts.situation import Situation
from models.timeline.exposures.clearings import Clearing
from models.timeline.exposures.drugs.doubts import Doubt
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
            yield _ask(step, exposure.fact.id, exposure.doubt, situation)


def _ask(step: str, fact: str, doubt: Doubt, situation: Situation) -> Draft:
    thing = thing_asked(doubt.asks, fact)
    severity = severity_of_question(step, situation)
    alert = Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, *thing),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=Severity.WARNING if severity is Severity.INFO else severity,
        step=step,
        fact=fact,
        deadline=situation.booking(step),
        cause=doubt.cause,
        ask=RecordFact(question=doubt.asks),
    )
    return draft(alert, Role.CAUSE, by_thing(thing))


def _counts(clearing: Clearing, situation: Situation) -> bool:
    case, anchor = situation.scene.case, clearing.washout.anchor
    at, done = case.recorded[anchor].at, anchor in case.done
    return counts_against(clearing, at, case.chart.zone, is_done=done)
