"""The second step of a sign-in: a code of the app, or the app's first set-up."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.rendering import redirect, render
from dayzero.web.signing_in.app_set_up import confirmed, set_up_facts
from dayzero.web.signing_in.cookies import HALF, drop_cookie
from dayzero.web.signing_in.forms import Form, check_form, form_token, read_form
from dayzero.web.signing_in.letting_in import let_in, whence
from dayzero.web.signing_in.second_step import half_name, half_token, is_second_factor
from dayzero.web.signing_in.visitors import HOME, is_ours
from models.records.store import SignInWay, end_half, note_refusal

router = APIRouter()
Posted = Annotated[Form, Depends(read_form)]


@router.get("/sign-in/code")
def ask_for_code(request: Request) -> Response:
    """The form for a code."""
    return _code_form(request, request.query_params.get("next", ""))


@router.post("/sign-in/code")
def show_code(request: Request, form: Posted) -> Response:
    """Let somebody in who shows a code that was never shown before."""
    name, token = half_name(request), half_token(request)
    check_form(form, token)
    engine: Engine = request.app.state.engine
    with request.app.state.code_attempts.one(name, whence(request, name)) as attempt:
        if attempt.wait_minutes:
            return _code_form(request, form.get("next", ""), status=429, wait=attempt.wait_minutes)
        attempt.right = is_second_factor(engine, name, form.get("code", ""))
    if not attempt.right or not end_half(engine, token):
        note_refusal(engine, name, now=clock.now())
        return _code_form(request, form.get("next", ""), status=401, refused=True)
    return _in(request, redirect(_back(form.get("next", ""))), name)


@router.get("/sign-in/second-factor")
def ask_for_set_up(request: Request) -> Response:
    """The picture for the app, for who may not come in without one."""
    return _set_up_form(request, request.query_params.get("next", ""))


@router.post("/sign-in/second-factor")
def finish_set_up(request: Request, form: Posted) -> Response:
    """Let somebody in whose app makes the right codes, with recovery codes on the way."""
    name, token = half_name(request), half_token(request)
    check_form(form, token)
    back = _back(form.get("next", ""))
    codes = confirmed(request, name, form.get("code", ""))
    if codes is None or not end_half(request.app.state.engine, token):
        return _set_up_form(request, back, status=401, refused=True)
    return _in(request, render(request, "recovery_codes", codes=codes, back=back), name)


def _in(request: Request, response: Response, name: str) -> Response:
    drop_cookie(request, response, HALF)
    return let_in(request, response, name, SignInWay.CODE)


def _code_form(
    request: Request, back: str, *, status: int = 200, refused: bool = False, wait: int = 0
) -> Response:
    response = render(
        request,
        "sign_in_code",
        status=status,
        back=_back(back),
        refused=refused,
        wait=wait,
        form_token=form_token(half_token(request)),
    )
    if wait:
        response.headers["Retry-After"] = str(wait * 60)
    return response


def _set_up_form(
    request: Request, back: str, *, status: int = 200, refused: bool = False
) -> Response:
    return render(
        request,
        "set_up_app",
        status=status,
        back=_back(back),
        refused=refused,
        form_token=form_token(half_token(request)),
        action="/sign-in/second-factor",
        **set_up_facts(request, half_name(request)),
    )


def _back(path: str) -> str:
    return path if is_ours(path) else HOME
