"""Pages out of templates, with the headers that keep them private and free of foreign scripts."""

import re
from functools import lru_cache
from hashlib import sha256
from itertools import repeat
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from dayzero.web.closed_trials import closed_since
from dayzero.web.languages import asked_language, language_of
from dayzero.web.signing_in.cookies import LANGUAGE, set_cookie
from models.protocol import installed_trials
from wording.language import languages, own_name
from wording.lists import say_list
from wording.pages import page_words
from wording.pages.unbroken import unbroken

STATIC = Path(__file__).with_name("static")
SCRIPTS = ("htmx.min.js", "pages.js")
POLICY = (  # scripts only of our own files: none in a page, none from elsewhere, none made of text
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
    " img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
PRIVATE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Vary": "Cookie, Accept-Language",
}

_PAGES = Environment(
    loader=PackageLoader("dayzero.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_LEFT_AS_IT_IS = re.compile(
    r"(<svg\b.*?</svg>|<select\b.*?</select>|<code\b.*?</code>|<[^>]*>)", re.DOTALL
)
_TEXTS_KEPT = 8_192  # most pages say again what the page before said


def whole(markup: str) -> Markup:
    """Markup whose dates, lengths and rule ids are not broken at the end of a line.

    Chinese may be broken between any two characters, a number and its month as well, so it is the
    finished page that is looked through: no template can forget a date.
    """
    pieces = _LEFT_AS_IT_IS.split(str(escape(markup)))
    pieces[::2] = map(_held_together, pieces[::2], repeat(unbroken()))
    return Markup("".join(pieces))  # noqa: S704  escaped where it was not


@lru_cache(maxsize=_TEXTS_KEPT)
def _held_together(text: str, unbroken: str) -> str:
    """The same for text between two tags."""
    return re.sub(unbroken, r'<span class="whole">\g<0></span>', text)


_PAGES.filters |= {"whole": whole, "listed_in": say_list}


def render(request: Request, template: str, *, status: int = 200, **facts: object) -> Response:
    """One page in the reader's language."""
    return answered(request, rendered(request, template, **facts), status=status)


def answered(request: Request, page: str, *, status: int = 200) -> Response:
    """An answer with a page that is made already."""
    response = HTMLResponse(page, status_code=status, headers=PRIVATE)
    if asked_language(request):
        set_cookie(request, response, LANGUAGE, language_of(request))
    return response


def rendered(request: Request, template: str, **facts: object) -> str:
    """A page, or a piece of one, as markup."""
    language = language_of(request)
    return _PAGES.get_template(f"{template}.html.j2").render(
        t=page_words(language),
        languages={
            other: str(request.url.include_query_params(lang=other).replace(scheme="", netloc=""))
            for other in languages()
            if other != language
        },
        own_names={other: own_name(other) for other in languages()},
        style=_versioned("pages.css"),
        scripts=[_versioned(name) for name in SCRIPTS],
        trials=_several_trials(),
        closed=closed_since(request, language) if facts.get("visitor") else {},
        **{"visitor": None, "here": request.url.path, **facts},
    )


def _several_trials() -> tuple[str, ...]:
    """Every trial by its id; none where one alone is installed, and need not be named."""
    trials = tuple(trial.id for trial in installed_trials())
    return trials if len(trials) > 1 else ()


def redirect(path: str) -> RedirectResponse:
    """On to another page, to be fetched with GET."""
    return RedirectResponse(path, status_code=303, headers=PRIVATE)


@lru_cache
def _versioned(name: str) -> str:
    """Another file has another address, so that no browser shows a page with an old one."""
    version = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={version}"
