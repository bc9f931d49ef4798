"""Signing in and out. One answer for an unknown person and a wrong password."""

import secrets
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.passwords import is_password
from dayzero.web.rendering import redirect, render
from dayzero.web.signing_in.attempts import Attempts
from dayzero.web.signing_in.cookies import SESSION, VISIT, drop_cookie, read_cookie, set_cookie
from dayzero.web.signing_in.forms import Form, check_form, form_token, read_form
from dayzero.web.signing_in.letting_in import let_in, whence
from dayzero.web.signing_in.second_step import next_step
from dayzero.web.signing_in.visitors import HOME, SignedIn, current_visitor, is_ours
from models.records.store import SignInWay, end_session, note_refusal, password_hash_of

router = APIRouter()
LONGEST_NAME = 64
Posted = Annotated[Form, Depends(read_form)]


@router.get("/sign-in")
def ask(request: Request) -> Response:
    """The form; whoever is signed in goes on."""
    back = _back(request.query_params.get("next", ""))
    if current_visitor(request) is not None:
        return redirect(back)
    return _form(request, back)


@router.post("/sign-in")
def sign_in(request: Request, form: Posted) -> Response:
    """Let somebody in who knows the password, on to the page they wanted."""
    check_form(form, read_cookie(request, VISIT))
    engine: Engine = request.app.state.engine
    attempts: Attempts = request.app.state.attempts
    name, back = form.get("name", "").casefold()[:LONGEST_NAME], _back(form.get("next", ""))
    with attempts.one(name, whence(request, name)) as attempt:
        if attempt.wait_minutes:
            return _form(request, back, status=429, wait=attempt.wait_minutes, name=name)
        attempt.right = is_password(form.get("password", ""), password_hash_of(engine, name))
    if not attempt.right:
        note_refusal(engine, name, now=clock.now())
        return _form(request, back, status=401, refused=True, name=name)
    query = f"?{urlencode({'next': back})}"
    step = next_step(request, name, query)
    return step or let_in(request, redirect(back), name, SignInWay.PASSWORD)


@router.post("/sign-out")
def sign_out(request: Request, visitor: SignedIn, form: Posted) -> Response:
    """End the session, here and in the records."""
    check_form(form, visitor.token)
    end_session(request.app.state.engine, visitor.token, now=clock.now())
    response = redirect("/sign-in?out=1")
    drop_cookie(request, response, SESSION)
    return response


def _form(
    request: Request,
    back: str,
    *,
    status: int = 200,
    refused: bool = False,
    wait: int = 0,
    name: str = "",
) -> Response:
    """The form, bound to this browser by a cookie of its own, for there is no session yet."""
    visit = read_cookie(request, VISIT) or secrets.token_urlsafe()
    response = render(
        request,
        "sign_in",
        status=status,
        back=back,
        provider=request.app.state.provider is not None,
        provider_flaw=request.query_params.get("provider", ""),
        refused=refused,
        wait=wait,
        name=name,
        out="out" in request.query_params,
        changed="changed" in request.query_params,
        ended=read_cookie(request, SESSION) is not None,  # signing out takes it away
        form_token=form_token(visit),
    )
    set_cookie(request, response, VISIT, visit)
    if wait:
        response.headers["Retry-After"] = str(wait * 60)
    return response


def _back(path: str) -> str:
    return path if is_ours(path) else HOME
