"""Who asks for a page: nobody is let in who is not signed in, or for sites of others."""

import re
from dataclasses import dataclass
from typing import Annotated, Protocol
from urllib.parse import urlencode

from fastapi import Depends, Request
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.signing_in.cookies import SESSION, read_cookie
from dayzero.web.signing_in.forms import Form, check_form, form_token, read_form
from models.records.store import (
    PersonLine,
    Reading,
    SubjectUnknown,
    note_reading,
    read_for_pass,
    signed_in,
)

OURS = re.compile(
    r"/(?:today|week|board|account|subjects|enrol|exports|tokens|import|audit(?:\.csv)?"
    r"|handover|deviations|deliveries|signatures|rules|registers|help|people|sites)(?:[/?][\w\-./?=&%+]*)?",
    re.ASCII,
)
HOME = "/today"


class SignInNeeded(Exception):
    """A page for those who are signed in, asked for by somebody who is not."""

    def __init__(self, back: str) -> None:
        super().__init__(back)
        self.back = back


class NotThere(Exception):
    """A page that does not exist for this person, whether or not it does for others."""


class MayOnlyRead(Exception):
    """A reader asked for a change."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who is signed in, on one browser."""

    person: PersonLine
    token: str

    @property
    def by(self) -> str:
        """As the records name who did it."""
        return self.person.name

    @property
    def form_token(self) -> str:
        """What this person's forms carry."""
        return form_token(self.token)


def current_visitor(request: Request, *, noted: bool = True) -> Visitor | None:
    """Who is signed in; None where nobody is. `noted` as for `signed_in`."""
    token = read_cookie(request, SESSION)
    if token is None:
        return None
    person = signed_in(request.app.state.engine, token, now=clock.now(), noted=noted)
    return None if person is None else Visitor(person, token)


def visitor_of(request: Request) -> Visitor:
    """Who is signed in.

    Raises:
        SignInNeeded: if nobody is.
    """
    visitor = current_visitor(request)
    if visitor is None:
        raise SignInNeeded(_wanted(request))
    return visitor


def _wanted(request: Request) -> str:
    """The page to come back to; after a form, the subject's or the deviation's own."""
    path, query = request.url.path, request.url.query
    if request.method != "GET":
        if path.startswith("/sites/"):
            return path
        return "/handover" if path.startswith("/handover") else "/".join(path.split("/")[:3])
    return f"{path}?{query}" if query else path


SignedIn = Annotated[Visitor, Depends(visitor_of)]


def watcher_of(request: Request) -> Visitor:
    """Whose page asks by itself; nobody need sit before it.

    Raises:
        SignInNeeded: if nobody is signed in.
    """
    visitor = current_visitor(request, noted=False)
    if visitor is None:
        raise SignInNeeded(HOME)
    return visitor


Watching = Annotated[Visitor, Depends(watcher_of)]


def writer_of(visitor: SignedIn, form: Annotated[Form, Depends(read_form)]) -> Visitor:
    """Who sends a form that changes something.

    Raises:
        FormRefused: if the form is not of our own page.
        MayOnlyRead: if the person may change nothing.
    """
    check_form(form, visitor.token)
    if not visitor.person.may_write:
        raise MayOnlyRead
    return visitor


Writer = Annotated[Visitor, Depends(writer_of)]
Posted = Annotated[Form, Depends(read_form)]


class Asking(Protocol):
    """Somebody who may see something, and as whom the audit names them."""

    @property
    def person(self) -> PersonLine: ...

    @property
    def by(self) -> str: ...


def reading_of(engine: Engine, visitor: Asking, subject: str) -> Reading:
    """A subject's chart, if the person may see it; the audit keeps who read it.

    Raises:
        NotThere: if it is not, or nobody has that number.
    """
    try:
        found = read_for_pass(engine, subject)
    except SubjectUnknown as error:
        raise NotThere from error
    if not visitor.person.sight.has(found.site, str(found.document["protocol"])):
        raise NotThere
    note_reading(engine, subject, by=visitor.by, now=clock.now())
    return found


def sign_in_path(back: str) -> str:
    """The sign-in that leads on to a page."""
    return f"/sign-in?{urlencode({'next': back})}" if is_ours(back) else "/sign-in"


def is_ours(path: str) -> bool:
    """Whether a path is one of our own pages: nobody is sent elsewhere after signing in."""
    return bool(OURS.fullmatch(path)) and ".." not in path
