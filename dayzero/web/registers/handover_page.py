"""The hand-over: notes of one shift for the next, and the form that writes one."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.languages import language_of
from dayzero.web.pages.form_keys import FIELD, new_key
from dayzero.web.pages.own_clock import own_clock, own_sites
from dayzero.web.recording.day_zero_of import day_zero_of_subject
from dayzero.web.recording.whole_days import whole_day
from dayzero.web.registers.typed_texts import text_in
from dayzero.web.rendering import redirect, render
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import (
    NotThere,
    Posted,
    SignedIn,
    Visitor,
    Writer,
    is_ours,
    reading_of,
)
from dayzero.web.views.registers.handover import note_rows
from dayzero.web.views.subject import site_name
from dayzero.web.views.typed_days import typed_whole_days
from dayzero.web.views.when import Clock
from models.errors import DayZeroError, Fault, InputRefused
from models.reasons.refusals.desk import TypedFlaw
from models.records.store import (
    NewNote,
    SubjectUnknown,
    handover_notes,
    tick_note,
    write_note,
)
from wording.language import Language
from wording.refusals import say_refusal

router = APIRouter(prefix="/handover")
LONGEST_NOTE: Final = 1000
EMPTY: Final = dict.fromkeys(("text", "subject", "site", "back"), "")
DONE_FOR: Final = timedelta(days=7)


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """Every open note of the person's sites, and what was done lately."""
    form = {"subject": request.query_params.get("subject", "")}
    return _page(request, visitor, form)


@router.post("")
def write(request: Request, visitor: Writer, form: Posted) -> Response:
    """Keep a note, and go back to where it was asked for."""
    engine: Engine = request.app.state.engine
    language = language_of(request)
    try:
        note = _note(engine, visitor, form, own_clock(visitor, language, clock.now()).site_day)
        number = write_note(engine, note, now=clock.now(), by=visitor.person.name)
    except (InputRefused, SubjectUnknown) as refused:
        return _page(request, visitor, form, refused=refused)
    return redirect(f"{_back(form)}?noted={number}")


@router.post("/{number:int}/done")
def tick(request: Request, number: int, visitor: Writer, form: Posted) -> Response:
    """Tick a note as done."""
    engine, person = request.app.state.engine, visitor.person
    if tick_note(engine, number, person.sight, now=clock.now(), by=person.name) is None:
        raise NotThere
    return redirect(f"{_back(form)}?ticked={number}")


def told_of_notes(request: Request) -> Mapping[str, str]:
    """What the address says was done with a note, by the name of its words."""
    asked = request.query_params
    names = {"noted": "said_written", "ticked": "said_ticked"}
    found = {words: asked.get(name, "") for name, words in names.items()}
    return {name: number for name, number in found.items() if number.isascii() and number.isdigit()}


def _page(
    request: Request, visitor: Visitor, form: Form, *, refused: DayZeroError | None = None
) -> Response:
    now, language = clock.now(), language_of(request)
    own = own_clock(visitor, language, now)
    engine, sight = request.app.state.engine, visitor.person.sight
    notes = handover_notes(engine, sight, done_since=now - DONE_FOR)
    rows = note_rows(notes, own)
    form = {**EMPTY, "day": _tomorrow(own).isoformat(), **form}
    return render(
        request,
        "handover",
        status=200 if refused is None else 422,
        visitor=visitor,
        open=[row for row in rows if row.done_at is None],
        done=[row for row in rows if row.done_at is not None],
        told=told_of_notes(request),
        form=form,
        typed=typed_whole_days(form, own, day_zero_of_subject(engine, visitor, form["subject"])),
        sites={name: site_name(site, own) for name, site in own_sites(visitor).items()},
        key=form.get(FIELD) or new_key(),
        refused=_sentences(refused, language),
        most=LONGEST_NOTE,
        as_of=own.instant(now),
        zone=own.zone.key,
        offset=own.offset,
    )


def _tomorrow(own: Clock) -> date:
    return own.site_day + timedelta(days=1)


def _note(engine: Engine, visitor: Visitor, form: Form, today: date) -> NewNote:
    """What was typed.

    Raises:
        InputRefused: if the text or the day is none, or the site not the person's.
        SubjectUnknown: if no subject whom the person may see has that number.
    """
    subject, site = form.get("subject", ""), form.get("site", "")
    if subject:
        _check_subject(engine, visitor, subject)
    elif site not in own_sites(visitor):
        raise InputRefused([Fault("site", TypedFlaw.SITE_NEEDED)])
    text = text_in(form, "text", LONGEST_NOTE, TypedFlaw.NOTE_NEEDED)
    day = whole_day(form, "day", today, day_zero_of_subject(engine, visitor, subject))
    if day is None:
        raise InputRefused([Fault("day", TypedFlaw.DAY_NEEDED)])
    return NewNote(
        subject=subject, site=site, day=day, text=text, key=form.get(FIELD, "")[:99] or new_key()
    )


def _check_subject(engine: Engine, visitor: Visitor, subject: str) -> None:
    """A subject of another site is told as one whom nobody enrolled."""
    try:
        reading_of(engine, visitor, subject)
    except NotThere as error:
        raise SubjectUnknown(subject) from error


def _sentences(refused: DayZeroError | None, language: Language) -> tuple[str, ...]:
    if isinstance(refused, InputRefused):
        return tuple(say_refusal(fault.reason, language) for fault in refused.faults)
    return () if refused is None else (say_refusal(refused, language),)


def _back(form: Form) -> str:
    """The page of ours from which the form was sent."""
    back = form.get("back", "")
    return back if is_ours(back) and "?" not in back else "/handover"
