"""Pages out of templates, with the headers that keep them private and free of scripts."""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from dayzero.web.cookies import LANGUAGE, set_cookie
from dayzero.web.languages import LANGUAGES, asked_language, language_of
from dayzero.web.wording import WORDS

STATIC = Path(__file__).with_name("static")
POLICY = (  # no script at all, ours neither
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'"
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
_UNBROKEN = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|\b(?:IN|EX)-\d[\w.]*\w")


def whole(text: str) -> Markup:
    """A sentence whose dates and rule ids are not broken at the end of a line."""
    return Markup(_UNBROKEN.sub(r'<span class="whole">\g<0></span>', str(escape(text))))  # noqa: S704


_PAGES.filters["whole"] = whole


def render(request: Request, template: str, *, status: int = 200, **facts: object) -> Response:
    """One page in the reader's language."""
    language = language_of(request)
    page = _PAGES.get_template(f"{template}.html.j2").render(
        t=WORDS[language],
        languages={
            other: str(request.url.include_query_params(lang=other).replace(scheme="", netloc=""))
            for other in LANGUAGES
            if other != language
        },
        style=f"/static/pages.css?v={_style_version()}",
        **{"visitor": None, "here": request.url.path, **facts},
    )
    response = HTMLResponse(page, status_code=status, headers=PRIVATE)
    if asked_language(request):
        set_cookie(request, response, LANGUAGE, language)
    return response


def redirect(path: str) -> RedirectResponse:
    """On to another page, to be fetched with GET."""
    return RedirectResponse(path, status_code=303, headers=PRIVATE)


@lru_cache(maxsize=1)
def _style_version() -> str:
    """Another style sheet has another address, so that no browser shows a page in an old one."""
    return sha256((STATIC / "pages.css").read_bytes()).hexdigest()[:12]
