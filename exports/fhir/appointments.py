"""What is booked, was held, missed or called off at a time, as Appointments."""

from collections.abc import Iterator, Mapping
from typing import Final

from calendars.entries.visit_lengths import visit_minutes
from exports.fhir.times import days, instant
from exports.fhir.told import Resource, Told
from exports.fhir.visits import outcomes, title_of
from models.moments import Span
from models.timeline.results import StepOutcome
from models.timeline.values import StepState

KIND: Final = "Appointment"
STATUS: Final[Mapping[StepState, str]] = {
    StepState.DONE: "fulfilled",
    StepState.DONE_OUT_OF_WINDOW: "fulfilled",
    StepState.BOOKED: "booked",
    StepState.AT_RISK: "booked",
    StepState.DUE: "booked",
    StepState.OVERDUE: "booked",
    StepState.BLOCKED: "booked",
    StepState.MISSED: "noshow",
    StepState.CANCELLED: "cancelled",
}
WITHOUT_HOUR: Final[Mapping[str, str]] = {"booked": "proposed", "cancelled": "cancelled"}
"""FHIR knows no other appointment without its minute: a booking for a day is one to be fixed."""


def appointments(told: Told) -> Iterator[Resource]:
    """In the order of the path; of what was held on a day alone the visit tells enough."""
    for outcome in outcomes(told):
        if outcome.at is not None and outcome.state in STATUS:
            yield from _appointment(outcome, outcome.at, told)


def _appointment(outcome: StepOutcome, at: Span, told: Told) -> Iterator[Resource]:
    status, zone = STATUS[outcome.state], told.plan.zone
    if at.exact:
        length = visit_minutes(outcome.step, told.plan.site)
        times = (at.earliest, at.earliest + length)
        start, end = (instant(minute, zone) for minute in times)
        yield _at(outcome, told, {"status": status, "start": start, "end": end})
    elif status in WITHOUT_HOUR:
        when = {"status": WITHOUT_HOUR[status], "requestedPeriod": [days(at, zone)]}
        yield _at(outcome, told, when)


def _at(outcome: StepOutcome, told: Told, when: Resource) -> Resource:
    name = told.name(outcome)
    agreed = "needs-action" if when["status"] == "proposed" else "accepted"
    return {
        **told.resource(KIND, name),
        **when,
        "description": title_of(outcome, told),
        "basedOn": [told.link("ServiceRequest", name)],
        "participant": [{"actor": told.link("Patient"), "status": agreed}],
    }
