"""The way to the hospital's own provider and back, whatever one goes there for."""

import hmac
from datetime import datetime

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.openid.discovery import discover
from dayzero.openid.exchange import person_of_code, sign_in_address
from dayzero.openid.refused import ProviderFlaw, ProviderRefused
from dayzero.openid.settings import OpenIdSettings
from dayzero.web.feeds.limiting import Limiter
from dayzero.web.rendering import redirect
from dayzero.web.signing_in.cookies import PROVIDER, read_cookie, set_cookie
from dayzero.web.signing_in.visitors import NotThere
from models.records.store import (
    OnItsWay,
    begin_at_provider,
    person_at_provider,
    take_from_provider,
)


def go_there(request: Request, back: str, confirms: str | None = None) -> Response:
    """On to the provider, with what is of use in this browser alone, for ten minutes.

    Args:
        confirms: who is signed in and shows only once more who they are; None for a sign-in.

    Raises:
        NotThere: if the installation has no provider.
        ProviderRefused: if it cannot be asked.
    """
    settings = settings_of(request)
    _count(request)
    provider = discover(settings)
    begun = begin_at_provider(request.app.state.engine, back, now=clock.now(), confirms=confirms)
    address = sign_in_address(
        settings,
        provider,
        _way_back(request),
        state=begun.state,
        nonce=begun.nonce,
        verifier=begun.verifier,
        anew=confirms is not None,
    )
    response = redirect(address)
    set_cookie(request, response, PROVIDER, begun.browser)
    return response


def settings_of(request: Request) -> OpenIdSettings:
    """The provider's.

    Raises:
        NotThere: if the installation has none.
    """
    settings: OpenIdSettings | None = request.app.state.provider
    if settings is None:
        raise NotThere
    return settings


def begun_here(request: Request) -> OnItsWay | None:
    """What was begun in this browser; whatever comes back is used up."""
    engine: Engine = request.app.state.engine
    state = request.query_params.get("state", "")
    browser = read_cookie(request, PROVIDER) or ""
    return take_from_provider(engine, state, browser, now=clock.now())


def person_there(request: Request, begun: OnItsWay, since: datetime | None = None) -> str:
    """The person of our records for whom the provider answered.

    Args:
        since: they must have signed in there then or later; None for whenever.

    Raises:
        ProviderRefused: if it did not sign anybody in, or nobody whom we know.
    """
    settings = settings_of(request)
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
        since=since,
    )
    name = person_at_provider(request.app.state.engine, named)
    if name is None:
        raise ProviderRefused(ProviderFlaw.NOBODY)
    return name


def _count(request: Request) -> None:
    """Each way asks the provider and is kept for ten minutes: nobody begins any number.

    Raises:
        ProviderRefused: if too many were begun from the same address within a minute.
    """
    ways: Limiter = request.app.state.ways_to_provider
    if ways.refused_for(request.client.host if request.client else "", ""):
        raise ProviderRefused(ProviderFlaw.TOO_OFTEN)


def _way_back(request: Request) -> str:
    """Our own address, from the settings and never from what a browser says of us."""
    base: str = request.app.state.settings.base_url
    return f"{base}/sign-in/provider/back"
