"""A subject's page, and the answers that are given on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.answering import until_said, why_said
from dayzero.desk.following import followed
from dayzero.desk.planning import plan_of, protocol_of
from dayzero.web.feeds.calendar import LOG
from dayzero.web.languages import language_of
from dayzero.web.pages.calendar_links import NewLink, links_of
from dayzero.web.recording.every_form import OFTEN, SELDOM
from dayzero.web.rendering import redirect, render
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import Posted, SignedIn, Visitor, Writer, reading_of
from dayzero.web.views.alerts import urgent_cards
from dayzero.web.views.subject import Known, subject_view
from dayzero.web.views.when import clock_of
from models.errors import InputRefused
from models.records.store import (
    Reading,
    SnoozeRefused,
    StoreTrouble,
    acknowledge,
    fact_of,
    last_revisions,
    open_alerts,
    recorded_facts,
    snooze,
)
from models.timeline.results import Alert, Plan
from wording.language import Language
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


@router.get("/{subject}")
def show(request: Request, subject: str, visitor: SignedIn) -> Response:
    """The page, computed as of now."""
    reading = reading_of(request.app.state.engine, visitor, subject)
    told = Told(done=_done(request, reading))
    if "recorded" not in told.done:
        return subject_page(request, visitor, reading, told)
    try:
        return subject_page(request, visitor, reading, told)
    except (InputRefused, StoreTrouble):
        raise  # told as everywhere
    except Exception as error:  # noqa: BLE001  whatever it was, the fact is recorded
        LOG.error("%s was recorded and cannot be planned: %s", subject, type(error).__name__)
        says = page_words(language_of(request)).record
        said = says.recorded.format(fact=told.done["recorded"])
        return render(request, "told", status=500, visitor=visitor, what="unplanned", detail=said)


@router.post("/{subject}/alerts/{number:int}/acknowledge")
def take_over(
    request: Request, subject: str, number: int, visitor: Writer, form: Posted
) -> Response:
    """Answer an alert: this person has taken it over."""

    def answer(engine: Engine, _plan: Plan, now: datetime) -> None:
        acknowledge(
            engine,
            str(number),
            why=why_said(form.get("reason", "")),
            now=now,
            by=visitor.person.name,
        )

    return _answered(
        request, visitor, subject, number, form=form, deed="acknowledged", answer=answer
    )


@router.post("/{subject}/alerts/{number:int}/snooze")
def put_off(request: Request, subject: str, number: int, visitor: Writer, form: Posted) -> Response:
    """Put an alert off until a time on the site's clock."""

    def answer(engine: Engine, plan: Plan, now: datetime) -> None:
        why = why_said(form.get("reason", ""))
        until = until_said(form.get("until", ""), plan.zone)
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
    answer: Callable[[Engine, Plan, datetime], None],
) -> Response:
    """Answer and go back to the page; or say on it why the answer was not taken."""
    engine: Engine = request.app.state.engine
    reading, now = reading_of(engine, visitor, subject), clock.now()
    if number not in {one.number for one in open_alerts(engine, subject)}:
        return redirect(f"/subjects/{subject}")  # resolved meanwhile, or another subject's
    try:
        answer(engine, plan_of(reading.document, now, reading.calendars), now)
    except (InputRefused, SnoozeRefused) as refused:
        sentences = _sentences(refused, language_of(request))
        told = Told(refusal=Refusal(number, deed, sentences, form))
        return subject_page(request, visitor, reading, told, status=422)
    return redirect(f"/subjects/{subject}?{deed}={number}")


def subject_page(
    request: Request, visitor: Visitor, reading: Reading, told: Told, *, status: int = 200
) -> Response:
    """The page as it stands, with what is to be told first."""
    engine: Engine = request.app.state.engine
    now, subject = clock.now(), reading.seen.subject
    plan = plan_of(reading.document, now, reading.calendars)
    known = Known(
        alerts=open_alerts(engine, subject),
        facts=recorded_facts(engine, subject),
        revisions=last_revisions(engine, subject, REVISIONS),
    )
    protocol = protocol_of(reading.document, reading.calendars)
    site_clock = clock_of(plan, protocol, language_of(request), now)
    view = subject_view(plan, protocol, known, site_clock)
    urgent = _urgent(reading, told.done.get("recorded"), now)
    return render(
        request,
        "subject",
        status=status,
        visitor=visitor,
        view=view,
        forms={"often": OFTEN, "seldom": SELDOM},
        links=links_of(engine, subject, site_clock),
        refusal=told.refusal,
        link=told.link,
        done=told.done,
        urgent=urgent_cards(urgent, (*view.alerts, *view.asks_nothing)),
    )


def _urgent(reading: Reading, recorded: str | None, now: datetime) -> tuple[Alert, ...]:
    """What became critical with a fact that was just recorded; nothing where none was."""
    if recorded is None:
        return ()
    fact = fact_of(reading.document, recorded)
    return followed(reading.document, fact, now, reading.calendars).urgent


def _done(request: Request, reading: Reading) -> dict[str, str]:
    """What the address says was done: only what can be true is repeated."""
    document: Mapping[str, Any] = reading.document
    known = {fact["id"] for fact in document["facts"]}
    asked = request.query_params
    done = {
        name: asked[name]
        for name in ("acknowledged", "snoozed", "taken_back")
        if asked.get(name, "").isascii() and asked.get(name, "").isdigit()
    }
    return done | ({"recorded": asked["recorded"]} if asked.get("recorded") in known else {})


def _sentences(refused: InputRefused | SnoozeRefused, language: Language) -> tuple[str, ...]:
    if isinstance(refused, SnoozeRefused):
        return (say_refusal(refused.reason, language),)
    return tuple(say_refusal(fault.reason, language) for fault in refused.faults)
