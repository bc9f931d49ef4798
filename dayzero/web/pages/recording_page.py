"""The forms that record a fact: shown, tried, and only then recorded."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.planning import protocol_of, stand_of
from dayzero.web.languages import language_of
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
from models.records.store import FactUnknown, Reading, chart_with, record_fact
from models.timeline.results import Plan
from models.timeline.values import StepState
from wording.refusals import say_refusal
from wording.texts import in_language

router = APIRouter(prefix="/subjects")


@dataclass(frozen=True, slots=True)
class Tried:
    """A fact, and the plans without it and with it."""

    fact: Fact
    before: Plan
    after: Plan


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

    A form that is refused changes nothing, and neither does one whose preview is out of date.
    """
    engine: Engine = request.app.state.engine
    reading, now = reading_of(engine, visitor, subject), clock.now()
    if kind not in RECORDINGS:
        raise NotThere
    if form.get("action") == "change":
        return _page(request, visitor, reading, kind, form)
    try:
        tried = _tried(kind, form, reading, now)
        current = form.get("seen") == str(reading.seen.facts)
        if form.get("action") == "commit" and current:
            new = record_fact(engine, subject, tried.fact, now=now, by=visitor.person.name)
            return redirect(f"/subjects/{subject}?recorded={new}")
    except InputRefused as refused:
        return _page(request, visitor, reading, kind, form, refused=refused)
    newer = form.get("action") == "commit"
    return _page(request, visitor, reading, kind, form, tried=tried, newer=newer)


def _tried(kind: str, form: Form, reading: Reading, now: datetime) -> Tried:
    """The fact that a form says, and what would follow from it; nothing is written.

    Raises:
        InputRefused: if the form or the chart with it would not be sound.
        NotThere: if it is about a fact that the chart does not have.
    """
    before = stand_of(reading.document, now, reading.calendars)
    try:
        fact = fact_of_form(kind, form, reading.document, before.zone)
    except FactUnknown as error:
        raise NotThere from error
    longer, _ = chart_with(reading.document, fact, now=now)
    return Tried(fact, before, stand_of(longer, now, reading.calendars))


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
    words = protocol.words(kind)
    return [(word.id, in_language(word.titles, site_clock.language)) for word in words]
