"""The people of one's own sites, and the form that adds somebody."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.login_names import checked_login_name
from dayzero.passwords import hash_password, make_password
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.people.given_rights import offered, read_rights
from dayzero.web.people.managers import Manager, PeopleSeer
from dayzero.web.people.rows import person_rows
from dayzero.web.people.told import told_refused
from dayzero.web.rendering import render
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import Posted, Visitor
from models.errors import DayZeroError, InputRefused
from models.records.store import PersonKnown, add_person, list_people

router = APIRouter(prefix="/people")


@router.get("")
def show(request: Request, visitor: PeopleSeer) -> Response:
    """Everybody who sees a site of the reader's."""
    return _page(request, visitor)


@router.post("")
def add(request: Request, visitor: Manager, form: Posted) -> Response:
    """Let somebody sign in; the password is shown in this answer alone."""
    engine: Engine = request.app.state.engine
    password = make_password()
    try:
        name, rights = checked_login_name(form.get("name", "").casefold()), read_rights(form)
        add_person(
            engine,
            name,
            role=rights.role,
            sites=rights.sites,
            trials=rights.trials,
            manages_people=rights.manages_people,
            password_hash=hash_password(password),
            now=clock.now(),
            by=visitor.by,
            manager=visitor.person.name,
        )
    except (InputRefused, PersonKnown) as refused:
        return _page(request, visitor, form=form, refused=refused)
    return _page(request, visitor, added=name, password=password)


def _page(
    request: Request,
    visitor: Visitor,
    *,
    form: Form | None = None,
    refused: DayZeroError | None = None,
    added: str = "",
    password: str = "",
) -> Response:
    site_clock = own_clock(visitor, language_of(request), clock.now())
    return render(
        request,
        "people",
        status=422 if refused else 200,
        visitor=visitor,
        rows=person_rows(list_people(request.app.state.engine), visitor.person, site_clock),
        form=form or {"role": "coordinator"},
        refused=told_refused(request, refused),
        added=added,
        password=password,
        **offered(visitor, site_clock),
    )
