"""Signing in with the hospital's own provider: there, and back as a person of our records."""

import hmac
import logging
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.openid.discovery import discover
from dayzero.openid.exchange import person_of_code, sign_in_address
from dayzero.openid.refused import ProviderFlaw, ProviderRefused
from dayzero.openid.settings import OpenIdSettings
from dayzero.web.feeds.limiting import Limiter, Rates
from dayzero.web.rendering import redirect
from dayzero.web.signing_in.cookies import PROVIDER, drop_cookie, read_cookie, set_cookie
from dayzero.web.signing_in.letting_in import let_in
from dayzero.web.signing_in.second_step import next_step
from dayzero.web.signing_in.visitors import HOME, NotThere, current_visitor, is_ours
from models.records.store import (
    OnItsWay,
    SignInWay,
    begin_at_provider,
    note_refusal,
    person_at_provider,
    take_from_provider,
)

router = APIRouter(prefix="/sign-in/provider")
WAYS_TO_PROVIDER = Rates(per_link=0, per_address=60)
"""In a minute; a whole hospital may share one address."""
LOG = logging.getLogger(__name__)


@router.get("")
def go(request: Request) -> Response:
    """On to the provider, with what is of use in this browser alone, for ten minutes."""
    settings, back = _settings(request), _ours(request.query_params.get("next", ""))
    if current_visitor(request) is not None:
        return redirect(back)
    try:
        _count(request)
        provider = discover(settings)
    except ProviderRefused as refused:
        return _refused(request, refused.flaw, back)
    begun = begin_at_provider(request.app.state.engine, back, now=clock.now())
    facts = {"state": begun.state, "nonce": begun.nonce, "verifier": begun.verifier}
    response = redirect(sign_in_address(settings, provider, _way_back(request), **facts))
    set_cookie(request, response, PROVIDER, begun.browser)
    return response


@router.get("/back")
def come_back(request: Request) -> Response:
    """Let in whom the provider names, if our records know the name; roles and sites are ours."""
    settings, engine = _settings(request), request.app.state.engine
    begun = _begun(request)
    if begun is None:
        return _refused(request, ProviderFlaw.STATE, HOME)
    back = _ours(begun.back)
    try:
        name = _person(request, settings, begun)
    except ProviderRefused as refused:
        note_refusal(engine, "", now=clock.now())
        return _refused(request, refused.flaw, back)
    step = None if settings.second_factor else next_step(request, name, f"?{_next(back)}")
    response = step or let_in(request, redirect(back), name, SignInWay.PROVIDER)
    drop_cookie(request, response, PROVIDER)
    return response


def _count(request: Request) -> None:
    """Each way asks the provider and is kept for ten minutes: nobody begins any number.

    Raises:
        ProviderRefused: if too many were begun from the same address within a minute.
    """
    ways: Limiter = request.app.state.ways_to_provider
    if ways.refused_for(request.client.host if request.client else "", ""):
        raise ProviderRefused(ProviderFlaw.TOO_OFTEN)


def _settings(request: Request) -> OpenIdSettings:
    """The provider's.

    Raises:
        NotThere: if the installation has none.
    """
    settings: OpenIdSettings | None = request.app.state.provider
    if settings is None:
        raise NotThere
    return settings


def _begun(request: Request) -> OnItsWay | None:
    """What was begun in this browser; whatever comes back is used up."""
    engine: Engine = request.app.state.engine
    state = request.query_params.get("state", "")
    browser = read_cookie(request, PROVIDER) or ""
    return take_from_provider(engine, state, browser, now=clock.now())


def _person(request: Request, settings: OpenIdSettings, begun: OnItsWay) -> str:
    """The person of our records for whom the provider answered.

    Raises:
        ProviderRefused: if it did not sign anybody in, or nobody whom we know.
    """
    provider, asked = discover(settings), request.query_params
    itself = asked.get("iss", "" if provider.names_itself else settings.issuer)
    if not hmac.compare_digest(itself.encode(), settings.issuer.encode()):
        raise ProviderRefused(ProviderFlaw.ISSUER)
    if not asked.get("code"):
        raise ProviderRefused(ProviderFlaw.SAID_NO)
    named = person_of_code(
        settings,
        provider,
        _way_back(request),
        asked["code"],
        nonce=begun.nonce,
        verifier=begun.verifier,
        now=clock.now(),
    )
    name = person_at_provider(request.app.state.engine, named)
    if name is None:
        raise ProviderRefused(ProviderFlaw.NOBODY)
    return name


def _refused(request: Request, flaw: ProviderFlaw, back: str) -> Response:
    """The form of the local accounts, with the reason above it."""
    LOG.warning("a sign-in with the provider was refused: %s", flaw.value)
    response = redirect(f"/sign-in?provider={flaw.value}&{_next(back)}")
    drop_cookie(request, response, PROVIDER)
    return response


def _way_back(request: Request) -> str:
    """Our own address, from the settings and never from what a browser says of us."""
    base: str = request.app.state.settings.base_url
    return f"{base}/sign-in/provider/back"


def _next(back: str) -> str:
    return urlencode({"next": back})


def _ours(path: str) -> str:
    return path if is_ours(path) else HOME
