"""Subjects as programs read them: lists from what passes left, one subject as it stands now."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.planning import plan_of, protocol_of
from dayzero.web.api.callers import Caller, Reader
from dayzero.web.api.conditions import etag_of
from dayzero.web.api.described import AFTER, FIRST, PHASE, STATE
from dayzero.web.api.documents import (
    Chart,
    Facts,
    Planned,
    Subject,
    SubjectRow,
    Subjects,
    Visit,
    Visits,
    fact_told,
)
from dayzero.web.api.problems import Unreadable
from dayzero.web.signing_in.visitors import reading_of
from models.errors import Fault, InputRefused
from models.reasons.refusals.times import NotATime
from models.records.store import (
    ComingVisit,
    EnrolledSubject,
    PartOfList,
    coming_visits,
    enrolled_subjects,
    open_alerts,
    recorded_facts,
)
from models.timeline.path_word import Word
from models.timeline.values import Severity
from wording.plan_document import plan_document

router = APIRouter()
MOST_ROWS = 200
USUAL_ROWS = 50
WEEK = timedelta(days=7)
LONGEST = timedelta(days=370)
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 1, 1)  # beyond them nobody is enrolled
DAY_FORM = r"^\d{4}-\d{2}-\d{2}$"


@router.get("/subjects")
def subjects(
    request: Request,
    caller: Reader,
    *,
    site: str = "",
    state: Annotated[str, Query(description=STATE)] = "",
    phase: Annotated[str, Query(description=PHASE)] = "",
    after: Annotated[str, Query(description=AFTER)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = USUAL_ROWS,
) -> Subjects:
    """The subjects of the person's sites, by number, as their last passes left them."""
    word = Word[state.upper()].value if state.upper() in Word.__members__ else state
    part = PartOfList(sight=caller.person.sight, site=site, word=word, phase=phase, after=after)
    lines = enrolled_subjects(request.app.state.engine, part, limit + 1)
    rows = [_row(line) for line in lines[:limit]]
    return Subjects(subjects=rows, next_after=rows[-1].subject if len(lines) > limit else None)


@router.get("/visits")
def visits(
    request: Request,
    caller: Reader,
    first: Annotated[
        str | None,
        Query(description=FIRST, pattern=DAY_FORM, json_schema_extra={"format": "date"}),
    ] = None,
    days: Annotated[int, Query(ge=1, le=LONGEST.days)] = WEEK.days,
) -> Visits:
    """Who comes in these days, as the last passes published it."""
    begins = _day(first) if first else clock.now().astimezone(UTC).date()
    begins = min(max(begins, EARLIEST), LATEST)
    engine: Engine = request.app.state.engine
    found = coming_visits(engine, begins, begins + timedelta(days=days - 1), caller.person.sight)
    return Visits(visits=[_visit(one) for one in found])


@router.get("/subjects/{subject}")
def subject_(request: Request, response: Response, subject: str, caller: Reader) -> Subject:
    """One subject; what follows from the chart is its plan."""
    engine: Engine = request.app.state.engine
    reading = reading_of(engine, caller, subject)
    response.headers.update(etag_of(reading.seen.facts))
    counted = Counter(one.alert.severity for one in open_alerts(engine, subject))
    return Subject(
        subject=subject,
        site=reading.site,
        protocol=str(reading.document["protocol"]),
        revision=reading.seen.facts,
        alerts={severity: counted[severity] for severity in Severity},
    )


@router.get("/subjects/{subject}/facts")
def facts(request: Request, response: Response, subject: str, caller: Reader) -> Facts:
    """Every fact with who recorded it and when."""
    engine: Engine = request.app.state.engine
    reading_of(engine, caller, subject)
    lines = recorded_facts(engine, subject)
    response.headers.update(etag_of(len(lines)))
    told = [fact_told(line, place) for place, line in enumerate(lines)]
    return Facts(subject=subject, revision=len(lines), facts=told)


@router.get("/subjects/{subject}/chart")
def chart(request: Request, response: Response, subject: str, caller: Reader) -> Chart:
    """The chart, as `dayzero plan` reads it."""
    reading = reading_of(request.app.state.engine, caller, subject)
    response.headers.update(etag_of(reading.seen.facts))
    return Chart(revision=reading.seen.facts, chart=reading.document)


@router.get("/subjects/{subject}/plan")
def plan(request: Request, subject: str, caller: Reader) -> Planned:
    """What follows from the chart now."""
    document, revision = _planned(request, caller, subject)
    return Planned(revision=revision, plan=document)


def _planned(request: Request, caller: Caller, subject: str) -> tuple[dict[str, Any], int]:
    reading = reading_of(request.app.state.engine, caller, subject)
    now = clock.now()
    try:
        made = plan_of(reading.document, now, reading.at_sites)
    except InputRefused as refused:
        raise Unreadable(refused) from refused
    protocol = protocol_of(reading.document, now, reading.at_sites)
    return plan_document(made, protocol), reading.seen.facts


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputRefused([Fault("first", NotATime(word=text))]) from error


def _row(line: EnrolledSubject) -> SubjectRow:
    return SubjectRow(
        subject=line.subject,
        site=line.site,
        protocol=line.protocol,
        state=None if line.word is None else Word(line.word).name.lower(),
        phase=line.phase,
        revision=line.facts,
        pass_due_at=line.pass_due_at,
        alerts={severity: line.alerts.get(severity, 0) for severity in Severity},
    )


def _visit(one: ComingVisit) -> Visit:
    starts = None if one.starts is None else datetime.fromtimestamp(one.starts * 60, one.zone)
    return Visit(
        subject=one.subject,
        site=one.site,
        step=one.step,
        state=one.state,
        day=one.day,
        starts=starts,
    )
