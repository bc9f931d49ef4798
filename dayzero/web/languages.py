"""Which language a page is in: asked for in the address, kept in a cookie, or the browser's."""

from fastapi import Request

from dayzero.settings import Settings
from dayzero.web.signing_in.cookies import LANGUAGE, read_cookie
from wording.language import Language, languages


def language_of(request: Request) -> Language:
    """The language of the answer to a request."""
    wishes = (
        asked_language(request),
        read_cookie(request, LANGUAGE),
        _browsers(request.headers.get("accept-language", "")),
    )
    for wish in wishes:
        if wish in languages():
            return wish
    settings: Settings = request.app.state.settings
    return settings.language


def asked_language(request: Request) -> str | None:
    """The language that the address asks for; None where it asks for none we have."""
    asked = request.query_params.get("lang")
    return asked if asked in languages() else None


def _browsers(header: str) -> str | None:
    """The first of our languages by the weights of RFC 9110, 12.5.4; `zh-CN` is `zh`."""
    weighed = []
    for place, choice in enumerate(header.split(",")[:20]):
        name, _, weight = choice.partition(";")
        language = name.strip().lower().partition("-")[0]
        if language in languages():
            weighed.append((-_weight(weight), place, language))
    return min(weighed)[2] if weighed else None


def _weight(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=")) if text.strip() else 1.0
    except ValueError:
        return 0.0
