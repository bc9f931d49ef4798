"""The two ends of a sign-in: where an attempt comes from, and what who may come in is given."""

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.networks import network_of
from dayzero.web.signing_in.attempts import Whence
from dayzero.web.signing_in.cookies import (
    BROWSER,
    SESSION,
    VISIT,
    drop_cookie,
    read_cookie,
    set_cookie,
)
from models.records.store import SignInWay, knows_browser, remember_browser, start_session


def whence(request: Request, name: str) -> Whence:
    """By what failures with this name are counted."""
    engine: Engine = request.app.state.engine
    network = network_of(request.client.host if request.client else "")
    browser = read_cookie(request, BROWSER)
    known = browser is not None and knows_browser(engine, name, browser, now=clock.now())
    return Whence(network, browser if known else None)


def let_in(request: Request, response: Response, name: str, way: SignInWay) -> Response:
    """Sign a person in who has shown everything that was asked for."""
    engine: Engine = request.app.state.engine
    now = clock.now()
    kept = remember_browser(engine, name, read_cookie(request, BROWSER), now=now)
    set_cookie(request, response, SESSION, start_session(engine, name, now=now, way=way))
    set_cookie(request, response, BROWSER, kept)
    drop_cookie(request, response, VISIT)
    return response
