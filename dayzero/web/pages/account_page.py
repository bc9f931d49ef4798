"""A person's own sign-in: the password, the app that makes codes, the browsers signed in."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.desk.inviting import OwnInvitations, invitations_of
from dayzero.passwords import PasswordRefused, checked_password, hash_password, is_password
from dayzero.second_factor import new_secret
from dayzero.web.languages import language_of
from dayzero.web.rendering import redirect, render
from dayzero.web.signing_in.app_set_up import confirmed, set_up_facts
from dayzero.web.signing_in.forms import check_form
from dayzero.web.signing_in.letting_in import whence
from dayzero.web.signing_in.second_step import HalfSignInEnded, is_second_factor
from dayzero.web.signing_in.visitors import Posted, SignedIn, Visitor
from models.errors import ProtocolRefused
from models.records.store import (
    begin_set_up,
    drop_second_factor,
    end_other_sessions,
    open_sessions,
    password_hash_of,
    second_factor_of,
    set_password,
)
from wording.pages import page_words
from wording.refusals import say_refusal

router = APIRouter(prefix="/account")
PAGE = "/account/sign-in"
SET_UP = "/account/second-factor"


@router.get("/sign-in")
def show(request: Request, visitor: SignedIn) -> Response:
    """What is asked for at the person's sign-in, and where the person is signed in."""
    return account_shown(request, visitor)


@router.post("/sign-in/set-up")
def begin(request: Request, visitor: SignedIn, form: Posted) -> Response:
    """Begin with an app; only who knows the password, for a browser may be left open."""
    check_form(form, visitor.token)
    engine, name = request.app.state.engine, visitor.person.name
    if wrong := _unless_known(request, visitor, form.get("password", ""), "password"):
        return wrong
    begin_set_up(engine, name, new_secret(), now=clock.now())
    return redirect(SET_UP)


@router.get("/second-factor")
def ask_for_set_up(request: Request, visitor: SignedIn) -> Response:
    """The picture for the app that was begun with."""
    return _set_up(request, visitor)


@router.post("/second-factor")
def finish_set_up(request: Request, visitor: SignedIn, form: Posted) -> Response:
    """Ask for a code from now on, with recovery codes shown this once."""
    check_form(form, visitor.token)
    codes = confirmed(request, visitor.person.name, form.get("code", ""))
    if codes is None:
        return _set_up(request, visitor, status=403, refused=True)
    return render(request, "recovery_codes", visitor=visitor, codes=codes, back=PAGE)


@router.post("/sign-in/take-away")
def take_away(request: Request, visitor: SignedIn, form: Posted) -> Response:
    """Ask for no code any more, of who shows one; that signs the person out everywhere."""
    check_form(form, visitor.token)
    engine, name = request.app.state.engine, visitor.person.name
    with request.app.state.code_attempts.one(name, whence(request, name)) as attempt:
        if attempt.wait_minutes:
            return account_shown(request, visitor, status=429, wait=attempt.wait_minutes)
        attempt.right = is_second_factor(engine, name, form.get("code", ""))
    if not attempt.right:
        return account_shown(request, visitor, status=403, refused="code")
    drop_second_factor(engine, name, now=clock.now(), by=name)
    return redirect("/sign-in")


@router.post("/sign-in/password")
def change_password(request: Request, visitor: SignedIn, form: Posted) -> Response:
    """Another password, of who knows the one so far; that signs the person out everywhere."""
    check_form(form, visitor.token)
    name, new = visitor.person.name, form.get("new", "")
    if wrong := _unless_known(request, visitor, form.get("old", ""), "old"):
        return wrong
    if flaw := _flaw(request, name, new, form.get("again", "")):
        return account_shown(request, visitor, status=422, refused="new", flaw=flaw)
    kept = hash_password(new)
    set_password(request.app.state.engine, name, password_hash=kept, now=clock.now(), by=name)
    return redirect("/sign-in?changed=1")


@router.post("/sign-in/end-others")
def end_others(request: Request, visitor: SignedIn, form: Posted) -> Response:
    """Sign the person out in every other browser."""
    check_form(form, visitor.token)
    end_other_sessions(request.app.state.engine, visitor.token, now=clock.now())
    return redirect(PAGE)


def _unless_known(
    request: Request, visitor: Visitor, password: str, refused: str
) -> Response | None:
    """The page again, unless the password is the person's own."""
    engine, name = request.app.state.engine, visitor.person.name
    with request.app.state.attempts.one(name, whence(request, name)) as attempt:
        if attempt.wait_minutes:
            return account_shown(request, visitor, status=429, wait=attempt.wait_minutes)
        attempt.right = is_password(password, password_hash_of(engine, name))
    return None if attempt.right else account_shown(request, visitor, status=403, refused=refused)


def _flaw(request: Request, name: str, new: str, again: str) -> str:
    """Why a new password cannot be one, in the page's language; empty where it can."""
    language = language_of(request)
    try:
        checked_password(new, name)
    except PasswordRefused as refused:
        return say_refusal(refused, language)
    return "" if new == again else page_words(language).signing.not_the_same


def account_shown(
    request: Request,
    visitor: Visitor,
    *,
    status: int = 200,
    refused: str = "",
    flaw: str = "",
    wait: int = 0,
) -> Response:
    """The page; `flaw` is a sentence for what was refused, `wait` minutes before another try."""
    engine, name = request.app.state.engine, visitor.person.name
    return render(
        request,
        "account",
        status=status,
        visitor=visitor,
        factor=second_factor_of(engine, name),
        obliged=visitor.person.role in request.app.state.obliged,
        invitations=_invitations(request, name),
        others=open_sessions(engine, name, now=clock.now()) - 1,
        refused=refused,
        flaw=flaw,
        wait=wait,
    )


def _invitations(request: Request, name: str) -> OwnInvitations | None:
    """None where the routing cannot be read: the page is needed for other things, too."""
    try:
        return invitations_of(request.app.state.engine, name)
    except ProtocolRefused:
        return None


def _set_up(
    request: Request, visitor: Visitor, *, status: int = 200, refused: bool = False
) -> Response:
    try:
        facts = set_up_facts(request, visitor.person.name)
    except HalfSignInEnded:
        return redirect(PAGE)
    return render(
        request,
        "set_up_app",
        status=status,
        visitor=visitor,
        back="",
        refused=refused,
        form_token=visitor.form_token,
        action=SET_UP,
        **facts,
    )
