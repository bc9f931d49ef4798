"""A subject's page, and the answers that are given on it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.answering import until_said, why_said
from dayzero.desk.following import urgent_with
from dayzero.desk.planning import plan_of, protocol_of, zone_of
from dayzero.web.feeds.calendar import LOG
from dayzero.web.kept_pages import KeptPages
from dayzero.web.languages import language_of
from dayzero.web.pages.calendar_links import NewLink, links_of
from dayzero.web.recording.every_form import OFTEN, SELDOM
from dayzero.web.registers.explanations import MOST
from dayzero.web.registers.handover_page import told_of_notes
from dayzero.web.registers.typed_texts import text_in
from dayzero.web.rendering import answered, redirect, render, rendered
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import Posted, SignedIn, Visitor, Writer, reading_of
from dayzero.web.views.alerts import urgent_cards
from dayzero.web.views.registers.handover import note_rows
from dayzero.web.views.subject import Known, subject_view
from dayzero.web.views.when import clock_of
from models.errors import InputRefused
from models.records.store import (
    EVERYTHING,
    Particulars,
    Reading,
    SnoozeRefused,
    StoreTrouble,
    acknowledge,
    continuations_of,
    handover_notes,
    last_revisions,
    note_reading,
    open_alerts,
    recorded_facts,
    recorded_verdicts,
    snooze,
)
from models.timeline.results import Alert
from wording.language import Language
from wording.lists import say_list
from wording.pages import page_words
from wording.refusals import say_refusal

router = APIRouter(prefix="/subjects")
REVISIONS = 30  # of entries; a pass that moves Day 0 revises a dozen


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that was not taken: which alert's, why, and what had been typed."""

    alert: int
    deed: str
    sentences: tuple[str, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says first, after something was done on it."""

    refusal: Refusal | None = None
    link: NewLink | None = None
    done: Mapping[str, str] = field(default_factory=dict)
    recorded: tuple[str, ...] = ()
    enrolled: bool = False


@router.get("/{subject}")
def show(request: Request, subject: str, visitor: SignedIn) -> Response:
    """The page, computed as of now; the audit keeps who reads it, made anew or not."""
    if "recorded" in request.query_params:
        return _after_recording(request, subject, visitor)
    kept: KeptPages = request.app.state.kept_pages
    page = kept.page(request, visitor, partial(_as_it_stands, request, subject, visitor))
    note_reading(request.app.state.engine, subject, by=visitor.by, now=clock.now())
    return answered(request, page)


def _as_it_stands(request: Request, subject: str, visitor: Visitor) -> str:
    reading = reading_of(request.app.state.engine, visitor, subject)
    return _made(request, visitor, reading, _told(request, reading))


def _after_recording(request: Request, subject: str, visitor: Visitor) -> Response:
    reading = reading_of(request.app.state.engine, visitor, subject)
    told = _told(request, reading)
    try:
        return subject_page(request, visitor, reading, told)
    except (InputRefused, StoreTrouble):
        raise  # told as everywhere
    except Exception as error:  # noqa: BLE001  whatever it was, the fact is recorded
        LOG.error("%s was recorded and cannot be planned: %s", subject, type(error).__name__)
        says = page_words(language_of(request)).record
        said = says.recorded.format(fact=say_list(told.recorded, language_of(request)))
        return render(request, "told", status=500, visitor=visitor, what="unplanned", detail=said)


@router.post("/{subject}/alerts/{number:int}/acknowledge")
def take_over(
    request: Request, subject: str, number: int, visitor: Writer, form: Posted
) -> Response:
    """Answer an alert: this person has taken it over."""

    def answer(engine: Engine, _zone: ZoneInfo, now: datetime) -> None:
        why, root_cause = why_said(form.get("reason", "")), text_in(form, "root_cause", MOST)
        more = Particulars(root_cause=root_cause or None)
        acknowledge(engine, str(number), why=why, more=more, now=now, by=visitor.person.name)

    return _answered(
        request, visitor, subject, number, form=form, deed="acknowledged", answer=answer
    )


@router.post("/{subject}/alerts/{number:int}/snooze")
def put_off(request: Request, subject: str, number: int, visitor: Writer, form: Posted) -> Response:
    """Put an alert off until a time on the site's clock."""

    def answer(engine: Engine, zone: ZoneInfo, now: datetime) -> None:
        why, until = why_said(form.get("reason", "")), until_said(form.get("until", ""), zone)
        snooze(engine, str(number), until=until, why=why, now=now, by=visitor.person.name)

    return _answered(request, visitor, subject, number, form=form, deed="snoozed", answer=answer)


def _answered(
    request: Request,
    visitor: Visitor,
    subject: str,
    number: int,
    *,
    form: Form,
    deed: str,
    answer: Callable[[Engine, ZoneInfo, datetime], None],
) -> Response:
    """Answer and go back to the page; or say on it why the answer was not taken."""
    engine: Engine = request.app.state.engine
    reading, now = reading_of(engine, visitor, subject), clock.now()
    if number not in {one.number for one in open_alerts(engine, subject)}:
        return redirect(f"/subjects/{subject}")  # resolved meanwhile, or another subject's
    try:
        answer(engine, zone_of(reading.document, now), now)
    except (InputRefused, SnoozeRefused) as refused:
        sentences = _sentences(refused, language_of(request))
        told = Told(refusal=Refusal(number, deed, sentences, form))
        return subject_page(request, visitor, reading, told, status=422)
    return redirect(f"/subjects/{subject}?{deed}={number}")


def subject_page(
    request: Request, visitor: Visitor, reading: Reading, told: Told, *, status: int = 200
) -> Response:
    """The page as it stands, with what is to be told first."""
    return answered(request, _made(request, visitor, reading, told), status=status)


def _made(request: Request, visitor: Visitor, reading: Reading, told: Told) -> str:
    engine: Engine = request.app.state.engine
    now, subject = clock.now(), reading.seen.subject
    plan = plan_of(reading.document, now, reading.at_sites)
    known = Known(
        alerts=open_alerts(engine, subject),
        facts=recorded_facts(engine, subject),
        revisions=last_revisions(engine, subject, REVISIONS),
    )
    protocol = protocol_of(reading.document, now, reading.at_sites)
    site_clock = clock_of(plan, protocol, language_of(request), now)
    view = subject_view(plan, protocol, known, site_clock)
    urgent = _urgent(reading, told.recorded, now)
    return rendered(
        request,
        "subject",
        visitor=visitor,
        view=view,
        forms={"often": OFTEN, "seldom": SELDOM},
        noted=told_of_notes(request),
        same_person=continuations_of(engine, subject, visitor.person.sight),
        notes_of_subject=note_rows(handover_notes(engine, EVERYTHING, subject=subject), site_clock),
        links=links_of(engine, subject, site_clock),
        refusal=told.refusal,
        link=told.link,
        done=told.done,
        enrolled=told.enrolled,
        otherwise=sum(one.beside is not None for one in recorded_verdicts(engine, subject)),
        urgent=urgent_cards(urgent, (*view.alerts, *view.asks_nothing)),
    )


def _urgent(reading: Reading, recorded: Collection[str], now: datetime) -> tuple[Alert, ...]:
    """What became urgent with the facts that were just recorded; nothing where none was."""
    if not recorded:
        return ()
    return urgent_with(reading.document, recorded, now, reading.at_sites)


def _told(request: Request, reading: Reading) -> Told:
    """What the address says was done: only what can be true is repeated."""
    document: Mapping[str, Any] = reading.document
    known = {fact["id"] for fact in document["facts"]}
    asked = request.query_params
    done = {
        name: asked[name]
        for name in ("acknowledged", "snoozed", "taken_back")
        if asked.get(name, "").isascii() and asked.get(name, "").isdigit()
    }
    recorded = tuple(fact for fact in asked.getlist("recorded") if fact in known)
    if recorded:
        said = say_list(recorded, language_of(request))
        done["recorded" if len(recorded) == 1 else "recorded_together"] = said
    if (checked := asked.get("checked", "")) in known:
        done["checked"] = checked
    enrolled = asked.get("enrolled") == "yes" and len(known) <= 1
    return Told(done=done, recorded=recorded, enrolled=enrolled)


def _sentences(refused: InputRefused | SnoozeRefused, language: Language) -> tuple[str, ...]:
    if isinstance(refused, SnoozeRefused):
        return (say_refusal(refused.reason, language),)
    return tuple(say_refusal(fault.reason, language) for fault in refused.faults)
