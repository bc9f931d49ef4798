"""The page of one subject's verdicts on what was done."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.web.given_verdicts.rows import given_rows
from dayzero.web.languages import language_of
from dayzero.web.pages.clocks import Clocks
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import SignedIn, reading_of
from models.records.store import recorded_verdicts

router = APIRouter(prefix="/subjects")


@router.get("/{subject}/verdicts")
def show(request: Request, subject: str, visitor: SignedIn) -> Response:
    """Every rule on a step that was done; who reads of the subject is noted."""
    engine, now = request.app.state.engine, clock.now()
    reading = reading_of(engine, visitor, subject)
    trial, zone = str(reading.document["protocol"]), str(reading.document.get("timezone") or "")
    own = Clocks(language_of(request), now).at(trial, reading.site, zone or None)
    return render(
        request,
        "verdicts",
        visitor=visitor,
        subject=subject,
        rows=given_rows(recorded_verdicts(engine, subject), own),
        as_of=own.instant(now),
        zone=own.zone.key,
        offset=own.offset,
    )
