"""Open alerts, and the answers to them that a program brings."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.alert_document import alert_document
from dayzero.desk.answering import until_said, why_said
from dayzero.web.api.bodies import PuttingOff, Taking, described, document_sent, read_as
from dayzero.web.api.callers import Answerer, Caller, Reader
from dayzero.web.api.documents import Alert, Alerts
from dayzero.web.languages import language_of
from dayzero.web.signing_in.visitors import NotThere, reading_of
from models.records.store import acknowledge, snooze
from tasks.prefect_pages.attention import Attention, read_attention

router = APIRouter()
Document = Annotated[dict[str, Any], Depends(document_sent)]


@router.get("/alerts")
def all_alerts(request: Request, caller: Reader) -> Alerts:
    """Every open alert that the person may see."""
    found = read_attention(request.app.state.engine)
    return _told(request, [one for one in found if caller.person.sight.has(one.site, one.trial)])


@router.get("/subjects/{subject}/alerts")
def alerts(request: Request, subject: str, caller: Reader) -> Alerts:
    """One subject's."""
    engine: Engine = request.app.state.engine
    reading_of(engine, caller, subject)
    return _told(request, read_attention(engine, subject))


@router.put(
    "/subjects/{subject}/alerts/{number}/acknowledgement",
    openapi_extra=described(Taking.model_json_schema()),
)
def take_over(
    request: Request, subject: str, number: int, caller: Answerer, body: Document
) -> Alert:
    """Take an alert over; who did first stays."""
    engine: Engine = request.app.state.engine
    _one(request, caller, subject, number)
    why = why_said(read_as(Taking, body).reason)
    acknowledge(engine, str(number), why=why, now=clock.now(), by=caller.by)
    return _alert(request, _one(request, caller, subject, number))


@router.put(
    "/subjects/{subject}/alerts/{number}/snooze",
    openapi_extra=described(PuttingOff.model_json_schema()),
)
def put_off(request: Request, subject: str, number: int, caller: Answerer, body: Document) -> Alert:
    """Put an alert off, before its deadline."""
    engine: Engine = request.app.state.engine
    one, said = _one(request, caller, subject, number), read_as(PuttingOff, body)
    why, until = why_said(said.reason), until_said(said.until, one.zone)
    snooze(engine, str(number), until=until, why=why, now=clock.now(), by=caller.by)
    return _alert(request, _one(request, caller, subject, number))


def _one(request: Request, caller: Caller, subject: str, number: int) -> Attention:
    """An open alert of this subject.

    Raises:
        NotThere: if it is none, or the subject is not one whom the person may see.
    """
    engine: Engine = request.app.state.engine
    reading_of(engine, caller, subject)
    for one in read_attention(engine, subject):
        if one.opened.number == number:
            return one
    raise NotThere


def _told(request: Request, found: list[Attention]) -> Alerts:
    return Alerts(alerts=[_alert(request, one) for one in found])


def _alert(request: Request, one: Attention) -> Alert:
    return Alert.model_validate(alert_document(one, clock.now(), language_of(request)))
