"""The cookies of the pages: who is signed in, who is about to, in which browser and language."""

from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response

from dayzero.settings import Settings
from models.records.store import LONGEST_SESSION

SESSION, VISIT, LANGUAGE = "dayzero", "dayzero-visit", "dayzero-lang"
BROWSER, HALF, PROVIDER = "dayzero-browser", "dayzero-half", "dayzero-provider"
A_YEAR = 365 * 24 * 3600
AN_HOUR = 3600
AGES = {
    SESSION: int(LONGEST_SESSION.total_seconds()),
    VISIT: AN_HOUR,
    HALF: AN_HOUR,
    PROVIDER: AN_HOUR,
    LANGUAGE: A_YEAR,
    BROWSER: A_YEAR,  # the records forget it sooner
}


def read_cookie(request: Request, name: str) -> str | None:
    """What the browser sent under this name; empty is nothing."""
    return request.cookies.get(_named(request, name)) or None


def set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    """Keep a value in the browser: never for scripts, and only for our own pages."""
    response.set_cookie(
        _named(request, name),
        value,
        max_age=AGES[name],
        path="/",
        secure=_is_https(request),
        httponly=True,
        samesite="lax",  # strict would sign out everyone who comes from an alert's link
    )


def drop_cookie(request: Request, response: Response, name: str) -> None:
    """Take it back."""
    response.delete_cookie(
        _named(request, name), path="/", secure=_is_https(request), httponly=True, samesite="lax"
    )


def _is_https(request: Request) -> bool:
    settings: Settings = request.app.state.settings
    return urlsplit(settings.base_url).scheme == "https"


def _named(request: Request, name: str) -> str:
    """Over https with the prefix that keeps other hosts of the domain from setting it."""
    return f"__Host-{name}" if _is_https(request) else name
