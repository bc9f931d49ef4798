"""Each open alert as a Task: what to do, on which visit, by when; never why."""

from collections.abc import Iterator, Mapping
from typing import Final

from exports.fhir.times import instant, moment
from exports.fhir.told import CEILING, Resource, Told
from exports.fhir.visits import outcomes
from models.alerting.tellings import AlertState, AlertToTell
from models.records.store import OpenAlert
from models.timeline.values import Severity
from wording.messages.lines import line_of
from wording.messages.messages import said
from wording.sentences import sentence

KIND: Final = "Task"
STATUS: Final[Mapping[AlertState, str]] = {
    AlertState.OPEN: "requested",
    AlertState.ACKNOWLEDGED: "accepted",
    AlertState.SNOOZED: "on-hold",
    AlertState.RESOLVED: "completed",
}
PRIORITY: Final[Mapping[Severity, str]] = {
    Severity.CRITICAL: "stat",
    Severity.WARNING: "urgent",
    Severity.INFO: "routine",
}


def tasks(told: Told) -> Iterator[Resource]:
    """The most urgent first."""
    named = {outcome.step: told.name(outcome) for outcome in outcomes(told)}
    for opened, alert in told.alerts:
        focus = named.get(alert.alert.step or "")
        yield {
            **_task(opened, alert, told),
            **({} if focus is None else {"focus": told.link("ServiceRequest", focus)}),
            **_deadline(alert),
        }


def _task(opened: OpenAlert, alert: AlertToTell, told: Told) -> Resource:
    return {
        **told.resource(KIND, str(alert.number)),
        "identifier": [{"system": told.system("alert"), "value": str(alert.number)}],
        "basedOn": [told.link("CarePlan")],
        "status": STATUS[opened.state(told.now)],
        "intent": "order",
        "priority": PRIORITY[alert.alert.severity],
        "description": _what_to_do(alert, told),
        "for": told.link("Patient"),
        "authoredOn": moment(opened.opened_at, alert.zone),
        "lastModified": moment(told.now, alert.zone),
    }


def _what_to_do(alert: AlertToTell, told: Told) -> str:
    """As a message says it that leaves: typed facts alone."""
    line = line_of(alert, told.protocol, told.language, told.now, ceiling=CEILING)
    return sentence(said(line, told.language).asked)


def _deadline(alert: AlertToTell) -> Resource:
    if alert.alert.deadline is None:
        return {}
    return {"restriction": {"period": {"end": instant(alert.alert.deadline, alert.zone)}}}
