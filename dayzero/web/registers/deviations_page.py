"""The register of deviations: filtered, printed, and explained."""

from datetime import date
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.whole_days import whole_days
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.registers.days_asked import asked_in, days_asked, faults_asked
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import SignedIn, Visitor
from dayzero.web.views.registers.deviations import Chosen, deviation_rows
from dayzero.web.views.typed_days import typed_whole_days
from models.errors import InputRefused
from models.records.store import RegisteredDeviation, note_reading, registered_deviations

router = APIRouter(prefix="/deviations")
AT_ONCE: Final = 50
ASKED: Final = ("subject", "step", "since", "until")


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """The lines that the address asks for, of the sites that the person may see."""
    try:
        chosen = _chosen(request, visitor)
    except InputRefused as refused:
        return _page(request, visitor, [], refused)
    everything = registered_deviations(request.app.state.engine)
    return _page(request, visitor, [one for one in everything if chosen.has(one)])


def _chosen(request: Request, visitor: Visitor) -> Chosen:
    """What the address asks for.

    Raises:
        InputRefused: if a day is none.
    """
    own = own_clock(visitor, language_of(request), clock.now())
    asked = asked_in(request, ASKED, own.site_day)
    first, last = days_asked(request, own.site_day)
    since, until = whole_days(first, last, own.zone)
    return Chosen(
        sight=visitor.person.sight,
        subject=asked["subject"],
        step=asked["step"],
        since=since,
        until=until,
    )


def _page(
    request: Request,
    visitor: Visitor,
    found: list[RegisteredDeviation],
    refused: InputRefused | None = None,
) -> Response:
    """The newest of them, with the rest behind a link; each subject is noted as read."""
    engine: Engine = request.app.state.engine
    now, language = clock.now(), language_of(request)
    own, start = own_clock(visitor, language, now), _start(request)
    shown = found[::-1][start : start + AT_ONCE]
    for subject in dict.fromkeys(one.subject for one in shown):
        note_reading(engine, subject, by=visitor.person.name, now=now)
    asked = asked_in(request, ASKED, own.site_day)
    explained = request.query_params.get("explained", "")
    return render(
        request,
        "deviations",
        status=422 if refused else 200,
        visitor=visitor,
        rows=deviation_rows(shown, language, now),
        further=_further(request, start, own.site_day) if len(found) > start + AT_ONCE else "",
        steps={step.id: own.voice.step(step.id) for step in own.voice.protocol.step},
        asked=asked,
        explained=explained if explained.isascii() and explained.isdigit() else "",
        wrong=faults_asked(refused, language),
        typed=typed_whole_days(asked, own),
        as_of=own.instant(now),
        zone=own.zone.key,
        offset=own.offset,
    )


def _start(request: Request) -> int:
    text = request.query_params.get("after", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else 0


def _further(request: Request, start: int, today: date) -> str:
    asked = asked_in(request, ASKED, today)
    return f"/deviations?{urlencode({**asked, 'after': str(start + AT_ONCE)})}"
