"""Facts that programs record, or try: read and refused as at the command line and on pages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.correcting import check_correction
from dayzero.desk.following import urgent_since
from dayzero.desk.planning import protocol_of, stand_of, zone_of
from dayzero.desk.typed_facts import on_site_clock
from dayzero.web.api.bodies import BODY, WhatIf, described, document_sent, read_as
from dayzero.web.api.callers import Caller, Reader, Recorder
from dayzero.web.api.conditions import IfMatch, seen_in
from dayzero.web.api.described import FACT, KEY
from dayzero.web.api.documents import Fact, Tried, fact_told
from dayzero.web.api.problems import Unreadable
from dayzero.web.signing_in.visitors import reading_of
from models.chart.corrections.changes import RetractionFact
from models.errors import Fault, InputRefused
from models.records.store import Reading, chart_with, named, record_fact, recorded_facts
from wording.plan_document import plan_document

Json = dict[str, Any]
Document = Annotated[Json, Depends(document_sent)]
Key = Annotated[
    str | None,
    Header(alias="Idempotency-Key", description=KEY),
]

router = APIRouter(prefix="/subjects/{subject}")
EXAMPLES = (
    {"kind": "step", "step": "infusion", "state": "booked", "at": "2026-04-15T10:00"},
    {"kind": "retraction", "corrects": "f3", "reason": "of another subject", "at": "2026-03-10"},
)


@router.post("/facts", status_code=201, openapi_extra=described(FACT, *EXAMPLES))
def record(
    request: Request,
    subject: str,
    caller: Recorder,
    fact: Document,
    *,
    key: Key = None,
    if_match: IfMatch = None,
) -> Fact:
    """Record a fact, once for each key; or one in the place of another; or take one back."""
    engine: Engine = request.app.state.engine
    reading, now = reading_of(engine, caller, subject), clock.now()
    said = _said(fact, reading, now)
    sending = replace(named(key), seen=seen_in(if_match))
    new = record_fact(engine, subject, said, now=now, by=caller.by, sending=sending)
    return _told(engine, subject, new)


@router.post("/what-if", openapi_extra=described(WhatIf.model_json_schema()))
def what_if(request: Request, subject: str, caller: Reader, body: Document) -> Tried:
    """What would follow if these facts were recorded one after the other; nothing is."""
    now, wanted = clock.now(), read_as(WhatIf, body)
    reading = _read(request, caller, subject)
    longer: Mapping[str, Any] = reading.document
    for place, fact in enumerate(wanted.facts):
        longer = _longer(longer, fact, reading, now, place)
    return _tried(reading, longer, now)


def _read(request: Request, caller: Caller, subject: str) -> Reading:
    return reading_of(request.app.state.engine, caller, subject)


def _said(fact: Json, reading: Reading, now: datetime) -> Json:
    """The fact as it is recorded.

    Raises:
        Unreadable: if the chart itself can no longer be read.
        InputRefused: if it is in the place of one and says nothing else.
        FactUnknown: if there is none of which it is in the place.
    """
    try:
        zone = zone_of(reading.document, now)
    except InputRefused as refused:
        raise Unreadable(refused) from refused
    said = on_site_clock(fact, zone)
    if "corrects" in said and said.get("kind") != RetractionFact.kind:
        check_correction(reading.document, said["corrects"], said, typed_in=BODY)
    return said


def _told(engine: Engine, subject: str, fact: str) -> Fact:
    """The fact as it stands in the records: the same however often it is sent."""
    lines = enumerate(recorded_facts(engine, subject))
    return next(fact_told(line, place) for place, line in lines if line.fact == fact)


def _longer(
    document: Mapping[str, Any], fact: Json, reading: Reading, now: datetime, place: int
) -> Mapping[str, Any]:
    try:
        longer, _ = chart_with(document, _said(fact, reading, now), now=now)
    except InputRefused as refused:
        faults = (Fault(f"facts[{place}].{one.path}", one.reason) for one in refused.faults)
        raise InputRefused(faults) from refused
    return longer


def _tried(reading: Reading, longer: Mapping[str, Any], now: datetime) -> Tried:
    document: Mapping[str, Any] = reading.document
    charts = (document, longer)
    before, after = (stand_of(each, now, reading.at_sites) for each in charts)
    by = [protocol_of(each, now, reading.at_sites) for each in charts]
    added = longer["facts"][reading.seen.facts :]
    return Tried(
        revision=reading.seen.facts,
        before=plan_document(before, by[0]),
        after=plan_document(after, by[1]),
        alerts=[alert.key for alert in urgent_since(before, after, added)],
    )
