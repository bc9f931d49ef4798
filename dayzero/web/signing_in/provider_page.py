"""Signing in with the hospital's own provider: there, and back as a person of our records."""

import logging
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.openid.refused import ProviderFlaw, ProviderRefused
from dayzero.web.feeds.limiting import Rates
from dayzero.web.rendering import redirect
from dayzero.web.signing_in.confirming import back_from_there
from dayzero.web.signing_in.cookies import PROVIDER, drop_cookie
from dayzero.web.signing_in.letting_in import let_in
from dayzero.web.signing_in.provider_ways import (
    begun_here,
    go_there,
    person_there,
    settings_of,
)
from dayzero.web.signing_in.second_step import next_step
from dayzero.web.signing_in.visitors import HOME, current_visitor, is_ours
from models.records.store import (
    SignInWay,
    note_refusal,
)

router = APIRouter(prefix="/sign-in/provider")
WAYS_TO_PROVIDER = Rates(per_link=0, per_address=60)
"""In a minute; a whole hospital may share one address."""
LOG = logging.getLogger(__name__)


@router.get("")
def go(request: Request) -> Response:
    """On to the provider; who is signed in goes on to the page that was wanted."""
    settings_of(request)
    back = _ours(request.query_params.get("next", ""))
    if current_visitor(request) is not None:
        return redirect(back)
    try:
        return go_there(request, back)
    except ProviderRefused as refused:
        return _refused(request, refused.flaw, back)


@router.get("/back")
def come_back(request: Request) -> Response:
    """Let in whom the provider names, if our records know the name; roles and sites are ours."""
    settings, engine = settings_of(request), request.app.state.engine
    begun = begun_here(request)
    if begun is None:
        return _refused(request, ProviderFlaw.STATE, HOME)
    if begun.confirms is not None:
        return back_from_there(request, begun)
    back = _ours(begun.back)
    try:
        name = person_there(request, begun)
    except ProviderRefused as refused:
        note_refusal(engine, "", now=clock.now())
        return _refused(request, refused.flaw, back)
    step = None if settings.second_factor else next_step(request, name, f"?{_next(back)}")
    response = step or let_in(request, redirect(back), name, SignInWay.PROVIDER)
    drop_cookie(request, response, PROVIDER)
    return response


def _refused(request: Request, flaw: ProviderFlaw, back: str) -> Response:
    """The form of the local accounts, with the reason above it."""
    LOG.warning("a sign-in with the provider was refused: %s", flaw.value)
    response = redirect(f"/sign-in?provider={flaw.value}&{_next(back)}")
    drop_cookie(request, response, PROVIDER)
    return response


def _next(back: str) -> str:
    return urlencode({"next": back})


def _ours(path: str) -> str:
    return path if is_ours(path) else HOME
