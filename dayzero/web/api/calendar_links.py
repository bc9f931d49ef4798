"""Calendar links of a subject: listed without their tokens, handed out once, taken back."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.calendar_links.document import link_documents
from dayzero.desk.calendar_links.link import http_address, webcal_address
from dayzero.web.api.bodies import NewLink, described, document_sent, read_as
from dayzero.web.api.callers import Linker, Reader
from dayzero.web.api.documents import Link, Links, MadeLink
from dayzero.web.signing_in.visitors import NotThere, reading_of
from models.records.store import (
    FeedEnded,
    Scope,
    find_feed,
    list_feeds,
    new_feed,
    revoke_feed,
    rotate_feed,
)

router = APIRouter(prefix="/subjects/{subject}/calendar-links")
Document = Annotated[dict[str, Any], Depends(document_sent)]


@router.get("")
def links(request: Request, subject: str, caller: Reader) -> Links:
    """The links to a subject's calendar."""
    engine: Engine = request.app.state.engine
    reading_of(engine, caller, subject)
    rights, moment = list_feeds(engine, Scope("subject", subject)), clock.now()
    documents = link_documents(engine, rights, moment)
    return Links(links=[Link.model_validate(one) for one in documents])


@router.post("", status_code=201, openapi_extra=described(NewLink.model_json_schema()))
def make(request: Request, subject: str, caller: Linker, body: Document) -> MadeLink:
    """Make a link, in place of another where one is named. It is told in this answer alone."""
    engine: Engine = request.app.state.engine
    reading_of(engine, caller, subject)
    old, now = read_as(NewLink, body).replaces, clock.now()
    if old is None:
        token = new_feed(engine, Scope("subject", subject), now=now, by=caller.by)
    else:
        token = _rotated(engine, subject, old, caller)
    right = find_feed(engine, token)
    if right is None:  # its subject's links are not deleted
        raise NotThere
    return MadeLink(link=right.id, https=http_address(token), webcal=webcal_address(token))


@router.delete("/{number}", status_code=204, response_class=Response)
def take_back(request: Request, subject: str, number: int, caller: Linker) -> None:
    """End a link: whoever still asks is told that it has ended."""
    engine: Engine = request.app.state.engine
    reading_of(engine, caller, subject)
    revoke_feed(engine, _own(engine, subject, number), now=clock.now(), by=caller.by)


def _rotated(engine: Engine, subject: str, old: int, caller: Linker) -> str:
    try:
        return rotate_feed(engine, _own(engine, subject, old), now=clock.now(), by=caller.by)
    except FeedEnded as error:
        raise NotThere from error


def _own(engine: Engine, subject: str, number: int) -> int:
    """One of this subject's links; another's is not there for this caller."""
    if number not in {right.id for right in list_feeds(engine, Scope("subject", subject))}:
        raise NotThere
    return number
