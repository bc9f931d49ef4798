"""The forms that record a fact: shown, tried, and only then recorded."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.planning import protocol_of, stand_of, zone_of
from dayzero.web.languages import language_of
from dayzero.web.pages.form_keys import FIELD, Asking, asking_of, new_key, sending_of
from dayzero.web.pages.recording import CHOSEN, RECORDINGS, Fact, fact_of_form, field_of
from dayzero.web.rendering import redirect, render
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
from dayzero.web.views.facts import ongoing_courses
from dayzero.web.views.preview import preview_of
from dayzero.web.views.steps import plan_titles
from dayzero.web.views.when import Clock, clock_of
from models.errors import InputRefused
from models.protocol import Protocol
from models.protocol.vocabulary import WordKind
from models.records.store import (
    FactUnknown,
    Reading,
    SaidAMomentAgo,
    Sending,
    chart_with,
    done_under,
    record_fact,
)
from models.timeline.results import Plan
from models.timeline.values import StepState
from wording.refusals import say_refusal
from wording.texts import in_language

router = APIRouter(prefix="/subjects")


@dataclass(frozen=True, slots=True)
class Tried:
    """A fact, and the plans without it and with it.

    Attributes:
        asking: by which key it would be recorded, and whether it is another one.
    """

    fact: Fact
    before: Plan
    after: Plan
    asking: Asking


@router.get("/{subject}/record/{kind}")
def ask(request: Request, subject: str, kind: str, visitor: SignedIn) -> Response:
    """The empty form."""
    reading = reading_of(request.app.state.engine, visitor, subject)
    if kind not in RECORDINGS:
        raise NotThere
    if not visitor.person.may_write:
        raise MayOnlyRead
    asked = {name: request.query_params.get(name, "") for name in RECORDINGS[kind].fields}
    return _page(request, visitor, reading, kind, asked)


@router.post("/{subject}/record/{kind}")
def record(request: Request, subject: str, kind: str, visitor: Writer, form: Posted) -> Response:
    """Show what would follow; or, once that was seen, record it.

    A form that is refused changes nothing, and neither does one whose preview is out of date, or
    one that says what was recorded a moment ago. One that is sent again is answered as it was.
    """
    engine: Engine = request.app.state.engine
    reading, now = reading_of(engine, visitor, subject), clock.now()
    if kind not in RECORDINGS:
        raise NotThere
    if form.get("action") == "change":
        return _page(request, visitor, reading, kind, form)
    commits, asked = form.get("action") == "commit", False
    try:
        sending, fact = sending_of(request, form), _fact(kind, form, reading, now)
        if commits:
            new = _recorded(engine, reading, form, fact, sending, now=now, by=visitor.person.name)
            if new is not None:
                return redirect(f"/subjects/{subject}?recorded={new}")
    except InputRefused as refused:
        return _page(request, visitor, reading, kind, form, refused=refused)
    except SaidAMomentAgo:
        asked = True
    try:
        tried = _tried(engine, fact, reading, form, now)
    except InputRefused as refused:
        return _page(request, visitor, reading, kind, form, refused=refused)
    newer = commits and not asked
    return _page(request, visitor, reading, kind, form, tried=tried, newer=newer)


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
    engine: Engine,
    reading: Reading,
    form: Form,
    fact: Fact,
    sending: Sending,
    *,
    now: datetime,
    by: str,
) -> str | None:
    """Record the fact, or find it recorded; None where its preview is out of date.

    Raises:
        InputRefused: if the chart would not be sound with it, or its key is another fact's.
        SaidAMomentAgo: if it is not said that it is another one than an equal one.
    """
    subject = reading.seen.subject
    known = done_under(engine, subject, fact, sending.key) if sending.key else None
    if known is not None or form.get("seen") != str(reading.seen.facts):
        return known
    return record_fact(engine, subject, fact, now=now, by=by, sending=sending)


def _tried(engine: Engine, fact: Fact, reading: Reading, form: Form, now: datetime) -> Tried:
    """What would follow from a fact; nothing is written.

    Raises:
        InputRefused: if the chart with it would not be sound.
    """
    longer, _ = chart_with(reading.document, fact, now=now)
    return Tried(
        fact,
        before=stand_of(reading.document, now, reading.calendars),
        after=stand_of(longer, now, reading.calendars),
        asking=asking_of(engine, reading.seen.subject, fact, form, now),
    )


def _page(
    request: Request,
    visitor: Visitor,
    reading: Reading,
    kind: str,
    form: Form,
    *,
    refused: InputRefused | None = None,
    tried: Tried | None = None,
    newer: bool = False,
) -> Response:
    now = clock.now()
    plan = stand_of(reading.document, now, reading.calendars)
    protocol = protocol_of(reading.document, reading.calendars)
    site_clock = clock_of(plan, protocol, language_of(request), now)
    faults: dict[str, list[str]] = {}
    for fault in refused.faults if refused else ():
        said = say_refusal(fault.reason, site_clock.language)
        faults.setdefault(field_of(fault.path, form), []).append(said)
    return render(
        request,
        "record",
        status=422 if refused else 200,
        visitor=visitor,
        subject=plan.subject,
        kind=kind,
        recording=RECORDINGS[kind],
        choices=_choices(reading, plan, site_clock),
        form=form,
        faults=faults,
        preview=preview_of(tried.fact, tried.before, tried.after, protocol, site_clock)
        if tried
        else None,
        newer=newer,
        equal=tried.asking.equal if tried else None,
        key=tried.asking.key if tried else form.get(FIELD) or new_key(),
        seen=reading.seen.facts,
        zone=plan.zone.key,
    )


def _choices(reading: Reading, plan: Plan, site_clock: Clock) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in each field that is not typed: the value and its words."""
    titles = plan_titles(plan, site_clock)
    protocol = protocol_of(reading.document, reading.calendars)
    steps = [
        (outcome.step, titles[outcome.step])
        for outcome in plan.steps
        if outcome.state is not StepState.NOT_APPLICABLE
    ]
    return {
        "step": steps,
        "state": [(mark.value, said) for mark, said in site_clock.words.record.states.items()],
        "fact": list(ongoing_courses(reading.document, site_clock)),
        **{kind.value: _words(kind, protocol, site_clock) for kind in CHOSEN},
    }


def _words(kind: WordKind, protocol: Protocol, site_clock: Clock) -> list[tuple[str, str]]:
    words = protocol.lexicon.words(kind)
    return [(word.id, in_language(word.titles, site_clock.language)) for word in words]
