"""Each step of the path as a ServiceRequest: what is asked for, and when."""

from collections.abc import Iterator, Mapping
from typing import Final

from exports.fhir.times import occurrence, window
from exports.fhir.told import Resource, Told
from models.timeline.results import StepOutcome
from models.timeline.values import StepState
from wording.texts import in_language

KIND: Final = "ServiceRequest"
STATUS: Final[Mapping[StepState, str]] = {
    StepState.DONE: "completed",
    StepState.DONE_OUT_OF_WINDOW: "completed",
    StepState.BOOKED: "active",
    StepState.AT_RISK: "active",
    StepState.DUE: "active",
    StepState.OVERDUE: "active",
    StepState.PLANNED: "active",
    StepState.BLOCKED: "on-hold",
    StepState.MISSED: "revoked",
    StepState.CANCELLED: "revoked",
}


def visits(told: Told) -> Iterator[tuple[StepOutcome, Resource]]:
    """In the order of the path; what does not apply to the subject, or is no visit, is left out."""
    for outcome in outcomes(told):
        yield outcome, _visit(outcome, told)


def outcomes(told: Told) -> Iterator[StepOutcome]:
    """Each step that is held for the subject, earlier times first."""
    for step in told.protocol.step:
        for outcome in (*told.plan.held_before(step.id), told.plan.step(step.id)):
            if outcome.state in STATUS and not step.passive:
                yield outcome


def title_of(outcome: StepOutcome, told: Told) -> str:
    """What the step is called outside."""
    return in_language(told.step(outcome.step).titles, told.language)


def _visit(outcome: StepOutcome, told: Told) -> Resource:
    name, title = told.name(outcome), title_of(outcome, told)
    when = occurrence(outcome.at, told.plan.zone) if outcome.at else window(outcome, told.plan.zone)
    return {
        **told.resource(KIND, name),
        "identifier": [{"system": told.system("subject-step"), "value": _number(name, told)}],
        "basedOn": [told.link("CarePlan")],
        "status": STATUS[outcome.state],
        "intent": "plan" if outcome.at is None else "order",
        "code": {
            "coding": [
                {
                    "system": told.system("step"),
                    "code": told.step(outcome.step).id,
                    "display": title,
                }
            ],
            "text": title,
        },
        "subject": told.link("Patient"),
        **when,
    }


def _number(name: str, told: Told) -> str:
    return f"{told.plan.subject}.{name}"
