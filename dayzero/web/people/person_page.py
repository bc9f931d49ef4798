"""One person: what they may do and where, and what was done to them."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.passwords import hash_password, make_password
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.people.given_rights import offered, read_rights, rights_form
from dayzero.web.people.managers import Manager, PeopleSeer, shown_person
from dayzero.web.people.rows import person_row
from dayzero.web.people.told import told_refused
from dayzero.web.rendering import redirect, render
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import NotThere, Posted, Visitor
from dayzero.web.views.audit import audit_rows
from models.errors import InputRefused
from models.records.store import (
    PersonUnknown,
    change_person,
    disable_person,
    drop_second_factor,
    enable_person,
    end_all_sessions,
    name_at_provider,
    open_sessions,
    person_history,
    second_factor_of,
    set_password,
)

router = APIRouter(prefix="/people/{name}")
LINES = 50

Deed = Callable[..., object]
DEEDS: dict[str, Deed] = {
    "disable": disable_person,
    "enable": enable_person,
    "end-sessions": end_all_sessions,
    "reset-second-factor": drop_second_factor,
}
"""What needs no more than the person."""


@router.get("")
def show(request: Request, visitor: PeopleSeer, name: str) -> Response:
    """One person of the reader's sites."""
    return _page(request, visitor, name)


@router.post("/rights")
def change(request: Request, visitor: Manager, name: str, form: Posted) -> Response:
    """Another role, other sites, or the right to manage people."""
    try:
        rights = read_rights(form)
        _do(request, visitor, name, change_person, rights)
    except InputRefused as refused:
        return _page(request, visitor, name, form=form, refused=refused)
    return redirect(f"/people/{name}?done=rights")


@router.post("/password")
def give_password(request: Request, visitor: Manager, name: str) -> Response:
    """Another password, shown in this answer alone; that signs the person out."""
    password = make_password()
    _do(request, visitor, name, set_password, password_hash=hash_password(password))
    return _page(request, visitor, name, password=password)


@router.post("/provider")
def name_there(request: Request, visitor: Manager, name: str, form: Posted) -> Response:
    """What the hospital's own sign-in calls the person; empty for a local account alone."""
    if request.app.state.provider is None:
        raise NotThere
    try:
        _do(request, visitor, name, name_at_provider, form.get("provider_name") or None)
    except InputRefused as refused:
        return _page(request, visitor, name, refused=refused)
    return redirect(f"/people/{name}?done=provider")


@router.post("/{what}")
def deed(request: Request, visitor: Manager, name: str, what: str) -> Response:
    """Switch off or on, sign out, or ask for no code of a lost phone."""
    if what not in DEEDS:
        raise NotThere
    try:
        _do(request, visitor, name, DEEDS[what])
    except InputRefused as refused:
        return _page(request, visitor, name, refused=refused)
    return redirect(f"/people/{name}?done={what}")


def _do(
    request: Request, visitor: Visitor, name: str, deed: Deed, *facts: object, **more: object
) -> None:
    """Do something to a person, as somebody whose rights are looked at once more.

    Raises:
        NotThere: if that is nobody whom the visitor may change.
        InputRefused: if it cannot be done.
    """
    engine: Engine = request.app.state.engine
    manager = visitor.person.name
    try:
        deed(engine, name, *facts, now=clock.now(), by=visitor.by, manager=manager, **more)
    except PersonUnknown as error:
        raise NotThere from error


def _page(
    request: Request,
    visitor: Visitor,
    name: str,
    *,
    form: Form | None = None,
    refused: InputRefused | None = None,
    password: str = "",
) -> Response:
    engine: Engine = request.app.state.engine
    person, now = shown_person(request, visitor, name), clock.now()
    site_clock = own_clock(visitor, language_of(request), now)
    whole = visitor.person.may_give(person.sight)
    return render(
        request,
        "person",
        status=422 if refused else 200,
        visitor=visitor,
        provider=request.app.state.provider is not None,
        provider_name=person.provider_name or "",
        row=person_row(person, visitor.person, site_clock),
        form=rights_form(person) if form is None else form,
        sessions=open_sessions(engine, name, now=now),
        factor=second_factor_of(engine, name) is not None,
        history=audit_rows(person_history(engine, name, LINES), site_clock) if whole else [],
        whole=whole,
        refused=told_refused(request, refused),
        password=password,
        done=request.query_params.get("done", ""),
        **offered(visitor, site_clock),
    )
