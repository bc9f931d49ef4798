"""Forms that a browser sends, and the secret in them that no other site can know."""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import parse_qsl

from fastapi import Request

LARGEST_BYTES = 64_000
MOST_FIELDS = 50
FORM_FIELD = "form_token"


class FormRefused(Exception):
    """A form that our own page would not send: too large, or without the page's secret."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


Form = Mapping[str, str]
"""Each field once, without spaces around it; the last of several stands."""


async def read_form(request: Request) -> Form:
    """The fields of a posted form.

    Raises:
        FormRefused: if it is larger than any of ours, or not text.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BYTES:
            raise FormRefused(413)
    try:
        pairs = parse_qsl(
            body.decode(),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as error:  # UnicodeDecodeError is one
        raise FormRefused(400) from error
    return {name: value.strip() for name, value in pairs}


def form_token(secret: str) -> str:
    """What a form carries so that only a page of the same browser can have sent it.

    Derived from the cookie's secret, which scripts and other sites cannot read.
    """
    return hmac.new(secret.encode(errors="replace"), b"form", sha256).hexdigest()


def check_form(form: Form, secret: str | None) -> None:
    """Refuse a form that another site made.

    Raises:
        FormRefused: if it does not carry what belongs to the cookie.
    """
    given = form.get(FORM_FIELD, "").encode(errors="replace")
    if not secret or not hmac.compare_digest(given, form_token(secret).encode()):
        raise FormRefused(403)
