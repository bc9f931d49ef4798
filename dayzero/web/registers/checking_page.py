"""A second person marks a critical fact as checked against its source."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.languages import language_of
from dayzero.web.rendering import redirect, render
from dayzero.web.signing_in.visitors import NotThere, Writer, reading_of
from models.errors import InputRefused
from models.records.store import FactUnknown, check_fact
from wording.refusals import say_refusal

router = APIRouter(prefix="/subjects")


@router.post("/{subject}/facts/{fact}/check")
def check(request: Request, subject: str, fact: str, visitor: Writer) -> Response:
    """Set the mark, and go back to the facts; or say why it was not set."""
    engine: Engine = request.app.state.engine
    reading_of(engine, visitor, subject)
    try:
        check_fact(engine, subject, fact, now=clock.now(), by=visitor.person.name)
    except FactUnknown as error:
        raise NotThere from error
    except InputRefused as refused:
        language = language_of(request)
        why = " ".join(say_refusal(fault.reason, language) for fault in refused.faults)
        told = {"visitor": visitor, "what": "not_checked", "detail": why}
        return render(request, "told", status=422, **told)
    return redirect(f"/subjects/{subject}?checked={fact}#facts")
