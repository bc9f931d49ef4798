"""The forms on a subject's page that make a calendar link, or take one back."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.pages.calendar_links import new_link
from dayzero.web.pages.subject_page import Told, subject_page
from dayzero.web.rendering import redirect
from dayzero.web.signing_in.visitors import NotThere, Posted, Writer, reading_of
from models.records.store import Scope, list_feeds, new_feed, revoke_feed, rotate_feed

router = APIRouter(prefix="/subjects")


@router.post("/{subject}/calendar")
def make(request: Request, subject: str, visitor: Writer, form: Posted) -> Response:
    """Make a link, in place of another where one is named; it is shown in this answer alone."""
    engine: Engine = request.app.state.engine
    reading, now, by = reading_of(engine, visitor, subject), clock.now(), visitor.person.name
    if old := form.get("replaces", ""):
        token = rotate_feed(engine, _own(engine, subject, old), now=now, by=by)
    else:
        token = new_feed(engine, Scope("subject", subject), now=now, by=by)
    told = Told(link=new_link(token))
    return subject_page(request, visitor, reading, told)


@router.post("/{subject}/calendar/{number}/take-back")
def take_back(request: Request, subject: str, number: str, visitor: Writer) -> Response:
    """End a link: whoever still asks is told that it has ended."""
    engine: Engine = request.app.state.engine
    reading_of(engine, visitor, subject)
    own = _own(engine, subject, number)
    revoke_feed(engine, own, now=clock.now(), by=visitor.person.name)
    return redirect(f"/subjects/{subject}?taken_back={number}")


def _own(engine: Engine, subject: str, number: str) -> int:
    """One of this subject's links; another's is not there for this page."""
    own = {str(right.id): right.id for right in list_feeds(engine, Scope("subject", subject))}
    if number not in own:
        raise NotThere
    return own[number]
