"""Whether a second factor is asked for, and whether what was shown is one."""

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.second_factor import new_secret, step_of_code, typed_code
from dayzero.settings import Settings, SettingsRefused
from dayzero.web.rendering import redirect
from dayzero.web.signing_in.cookies import HALF, VISIT, drop_cookie, read_cookie, set_cookie
from models.reasons.refusals.settings import SettingFlaw
from models.records.store import (
    Role,
    begin_half,
    begin_set_up,
    half_of,
    role_of,
    second_factor_of,
    take_recovery_code,
    take_step,
)


class HalfSignInEnded(Exception):
    """A second factor is shown by nobody whose password was right just now."""


def obliged_roles(settings: Settings) -> frozenset[Role]:
    """The roles that do not come in with a password alone.

    Raises:
        SettingsRefused: if one is no role.
    """
    try:
        return frozenset(Role(word) for word in settings.second_factor.replace(",", " ").split())
    except ValueError:
        raise SettingsRefused("DAYZERO_SECOND_FACTOR", SettingFlaw.NO_ROLE) from None


def next_step(request: Request, name: str, query: str) -> Response | None:
    """Where somebody goes on whose password was right; None for in."""
    engine: Engine = request.app.state.engine
    if second_factor_of(engine, name) is not None:
        return _half(request, name, f"/sign-in/code{query}")
    if role_of(engine, name) not in request.app.state.obliged:
        return None
    begin_set_up(engine, name, new_secret(), now=clock.now())
    return _half(request, name, f"/sign-in/second-factor{query}")


def half_token(request: Request) -> str:
    """The secret of whoever is half signed in; their forms carry what belongs to it.

    Raises:
        HalfSignInEnded: if nobody is.
    """
    half_name(request)
    return read_cookie(request, HALF) or ""


def half_name(request: Request) -> str:
    """Who is half signed in.

    Raises:
        HalfSignInEnded: if nobody is.
    """
    token = read_cookie(request, HALF)
    name = token and half_of(request.app.state.engine, token, now=clock.now())
    if not name:
        raise HalfSignInEnded
    return name


def is_second_factor(engine: Engine, name: str, typed: str) -> bool:
    """Whether this is a code of the person's app, or a recovery code; it is used up then."""
    factor, now = second_factor_of(engine, name), clock.now()
    if factor is None:
        return False
    step = step_of_code(factor.secret, typed, now)
    if step is not None:
        return take_step(engine, name, step)
    return take_recovery_code(engine, name, typed_code(typed).casefold(), now=now)


def _half(request: Request, name: str, path: str) -> Response:
    response = redirect(path)
    set_cookie(request, response, HALF, begin_half(request.app.state.engine, name, now=clock.now()))
    drop_cookie(request, response, VISIT)
    return response
