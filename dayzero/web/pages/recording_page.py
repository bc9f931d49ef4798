"""The forms that record a fact: shown, tried, and only then recorded."""

from dataclasses import replace
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.planning import protocol_of, stand_of, zone_of
from dayzero.web.pages.form_keys import asking_of, sending_of
from dayzero.web.pages.recording_form import Tried, form_page
from dayzero.web.recording.constants import TAKING_BACK
from dayzero.web.recording.every_form import RECORDINGS, fact_of_form, form_for
from dayzero.web.recording.recording import CORRECTS, Fact
from dayzero.web.recording.starting import started
from dayzero.web.recording.typed_days import around_reading, days_read, in_one_field
from dayzero.web.recording.wrong_subject import (
    check_right_subject,
    right_form,
    said_of_another,
)
from dayzero.web.rendering import redirect, render
from dayzero.web.signatures.asking import Asked, NotSigned, asks_for_signature, signing_of
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import (
    MayOnlyRead,
    NotThere,
    Posted,
    SignedIn,
    Visitor,
    Writer,
    reading_of,
)
from models.errors import InputRefused
from models.records.store import (
    FactUnknown,
    Reading,
    SaidAMomentAgo,
    Sending,
    chart_with,
    done_under,
    fact_of,
    read_for_pass,
    record_fact,
)
from models.signatures import Meaning

router = APIRouter(prefix="/subjects")


@router.get("/{subject}/record/{kind}")
def ask(request: Request, subject: str, kind: str, visitor: SignedIn) -> Response:
    """The form as its address starts it."""
    reading = reading_of(request.app.state.engine, visitor, subject)
    address = dict(request.query_params)
    _check_that_there_is(kind, address, reading)
    if not visitor.person.may_write:
        raise MayOnlyRead
    engine, now = request.app.state.engine, clock.now()
    asked = {
        **said_of_another(engine, visitor, kind, address, now),
        **started(kind, address, reading.document, now),
    }
    return form_page(request, visitor, reading, kind, asked, taken_from=address)


@router.post("/{subject}/record/{kind}")
def record(request: Request, subject: str, kind: str, visitor: Writer, form: Posted) -> Response:
    """Show what would follow; or, once that was seen, record it.

    A form that is refused changes nothing, and neither does one whose preview is out of date, or
    one that says what was recorded a moment ago. One that is sent again is answered as it was.
    """
    engine: Engine = request.app.state.engine
    reading, now = reading_of(engine, visitor, subject), clock.now()
    form = in_one_field(form)
    _check_that_there_is(kind, form, reading)
    if form.get("action") == "change":
        return form_page(request, visitor, reading, kind, form)
    commits, asked = form.get("action") == "commit", False
    refused_signature: Asked | None = None
    try:
        check_right_subject(engine, visitor, kind, form)
        read = days_read(form, around_reading(reading, now))
        sending, fact = sending_of(request, form), _fact(kind, read, reading, now)
        if commits:
            new = _recorded(request, visitor, reading, form, (fact, sending))
            if new is not None:
                on = right_form(kind, form, reading, clock.now())
                return redirect(on) if on else _back(request, visitor, subject, new)
    except InputRefused as refused:
        return form_page(request, visitor, reading, kind, form, refused=refused)
    except SaidAMomentAgo:
        asked = True
    except NotSigned as refused:
        asked, refused_signature = True, refused.asked
    try:
        tried = _tried(engine, fact, reading, form, now)
    except InputRefused as refused:
        return form_page(request, visitor, reading, kind, form, refused=refused)
    newer = commits and not asked
    signs = refused_signature
    return form_page(request, visitor, reading, kind, read, tried=tried, newer=newer, signs=signs)


def _check_that_there_is(kind: str, form: Form, reading: Reading) -> None:
    """Let pass only a form that exists, for a fact that is on record and of that form.

    Raises:
        NotThere: otherwise.
    """
    if kind not in RECORDINGS or (kind in TAKING_BACK and not form.get(CORRECTS)):
        raise NotThere
    if not form.get(CORRECTS):
        return
    try:
        fact = fact_of(reading.document, form[CORRECTS])
    except FactUnknown as error:
        raise NotThere from error
    protocol = protocol_of(reading.document, clock.now(), reading.at_sites)
    if kind not in {*TAKING_BACK, form_for(fact, protocol)}:
        raise NotThere


def _fact(kind: str, form: Form, reading: Reading, now: datetime) -> Fact:
    """The fact that a form says; nothing is planned for it.

    Raises:
        InputRefused: if the form is not sound.
        NotThere: if it is about a fact that the chart does not have.
    """
    zone = zone_of(reading.document, now)
    try:
        return fact_of_form(kind, form, reading.document, zone)
    except FactUnknown as error:
        raise NotThere from error


def _recorded(
    request: Request,
    visitor: Visitor,
    reading: Reading,
    form: Form,
    deed: tuple[Fact, Sending],
) -> str | None:
    """Record the fact, or find it recorded; None where its preview is out of date.

    Raises:
        InputRefused: if the chart would not be sound with it, or its key is another fact's.
        SaidAMomentAgo: if it is not said that it is another one than an equal one.
        NotSigned: if it must be signed, and what is shown is not the person's own.
    """
    engine, subject = request.app.state.engine, reading.seen.subject
    (fact, sending), by = deed, visitor.person.name
    known = done_under(engine, subject, fact, sending.key) if sending.key else None
    if known is not None or form.get("seen") != str(reading.seen.facts):
        return known
    if asks_for_signature(request, fact):
        signing = signing_of(request, visitor, form, Meaning.AUTHOR, subject)
        sending = replace(sending, signing=signing)
    return record_fact(engine, subject, fact, now=clock.now(), by=by, sending=sending)


def _back(request: Request, visitor: Visitor, subject: str, fact: str) -> Response:
    """On to the subject's page, which says what was recorded; a transfer may have closed it."""
    site = read_for_pass(request.app.state.engine, subject).site
    if visitor.person.may_see(site):
        return redirect(f"/subjects/{subject}?recorded={fact}")
    return render(request, "told", visitor=visitor, what="transferred", detail=None)


def _tried(engine: Engine, fact: Fact, reading: Reading, form: Form, now: datetime) -> Tried:
    """What would follow from a fact; nothing is written.

    Raises:
        InputRefused: if the chart with it would not be sound.
    """
    longer, _ = chart_with(reading.document, fact, now=now)
    return Tried(
        fact,
        before=stand_of(reading.document, now, reading.at_sites),
        after=stand_of(longer, now, reading.at_sites),
        asking=asking_of(engine, reading.seen.subject, fact, form, now),
    )
