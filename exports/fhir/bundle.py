"""One subject's path as a FHIR R4B Bundle, for a hospital's own systems.

The subject is a Patient without a name, sex or birth date: known by its number in the study.
"""

import json
from collections.abc import Iterable

from exports.fhir.appointments import appointments
from exports.fhir.tasks import tasks
from exports.fhir.times import moment
from exports.fhir.told import Resource, Told
from exports.fhir.visits import outcomes, visits
from models.protocol import Protocol
from models.timeline.values import StepState
from wording.language import tag_of

OPEN = frozenset(StepState) - {
    StepState.DONE,
    StepState.DONE_OUT_OF_WINDOW,
    StepState.MISSED,
    StepState.CANCELLED,
    StepState.NOT_APPLICABLE,
}


def bundle_bytes(told: Told) -> bytes:
    """UTF-8 JSON; the same plan, alerts and moment give the same bytes."""
    return json.dumps(bundle(told), ensure_ascii=False, indent=1).encode() + b"\n"


def bundle(told: Told) -> Resource:
    """A collection of one Patient, one CarePlan, and each visit, appointment and task."""
    requests = [resource for _, resource in visits(told)]
    resources = [
        _patient(told),
        _care_plan(told, requests),
        *requests,
        *appointments(told),
        *tasks(told),
    ]
    return {
        "resourceType": "Bundle",
        "id": told.id_of("Bundle"),
        "language": tag_of(told.language),
        "type": "collection",
        "timestamp": moment(told.now, told.plan.zone),
        "entry": [
            {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
            for resource in resources
        ],
    }


def _patient(told: Told) -> Resource:
    number = {"system": told.system("subject"), "value": told.plan.subject}
    return {**told.resource("Patient"), "identifier": [number]}


def _care_plan(told: Told, requests: Iterable[Resource]) -> Resource:
    return {
        **told.resource("CarePlan"),
        "instantiatesUri": [study_url(told.protocol)],
        "status": _status(told),
        "intent": "plan",
        "title": f"{told.plan.protocol_id} {told.plan.subject}",
        "subject": told.link("Patient"),
        "activity": [
            {"reference": {"reference": f"urn:uuid:{each['id']}", "type": each["resourceType"]}}
            for each in requests
        ],
    }


def _status(told: Told) -> str:
    """Why a path ended is nobody's outside."""
    if told.plan.ended is not None:
        return "revoked"
    open_ = any(outcome.state in OPEN for outcome in outcomes(told))
    return "active" if open_ else "completed"


def study_url(protocol: Protocol) -> str:
    """Where the registry has the study."""
    return f"https://clinicaltrials.gov/study/{protocol.id}"
