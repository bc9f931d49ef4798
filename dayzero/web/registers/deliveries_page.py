"""The register of deliveries: what was told to whom, by which channel, and every try."""

from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import SignedIn
from dayzero.web.views.registers.deliveries import delivery_rows
from dayzero.web.views.registers.refused_events import refused_rows
from models.alerting.tellings import ToldState
from models.records.store import EVERYTHING, list_deliveries, refused_events, subjects_of

router = APIRouter(prefix="/deliveries")
AT_ONCE: Final = 50
LARGEST: Final = 2**31 - 1


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """The newest messages about subjects whom the person may see.

    A digest, which tells of everybody, is seen by who may see every subject.
    """
    engine: Engine = request.app.state.engine
    asked = {name: request.query_params.get(name, "").strip() for name in ("subject", "state")}
    own = own_clock(visitor, language_of(request), clock.now())
    sight = visitor.person.sight
    mine = None if sight == EVERYTHING else subjects_of(engine, sight)
    found = list_deliveries(
        engine,
        state=ToldState(asked["state"]) if asked["state"] in {*ToldState} else None,
        subject=asked["subject"] or None,
        sight=sight,
        before=_before(request),
        limit=AT_ONCE + 1,
    )
    rows = delivery_rows(found[:AT_ONCE], mine, own)
    older = urlencode({**asked, "before": str(rows[-1].number)}) if len(found) > AT_ONCE else ""
    return render(
        request,
        "deliveries",
        visitor=visitor,
        rows=rows,
        states=tuple(ToldState),
        asked=asked,
        older=f"/deliveries?{older}" if older else "",
        refused=refused_rows(refused_events(engine, now=own.now, sight=sight), own),
        any_dead=any(row.state is ToldState.DEAD for row in rows),
        as_of=own.instant(own.now),
        zone=own.zone.key,
        offset=own.offset,
    )


def _before(request: Request) -> int | None:
    text = request.query_params.get("before", "")
    number = int(text) if text.isascii() and text.isdigit() else 0
    return number if 0 < number <= LARGEST else None
