"""The key of a form: one for each time it is shown, so that it records once however often sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from fastapi import Request
from sqlalchemy import Engine

from dayzero.web.signing_in.forms import Form
from models.errors import InputRefused
from models.records.store import Sending, done_under, equal_of_a_moment_ago, named

FIELD = "deed"
HEADER = "Idempotency-Key"
ANOTHER = "again"
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Asking:
    """What a preview asks before it may be recorded.

    Attributes:
        key: by which it would be recorded.
        equal: the fact that it says again, so that it is asked whether it is another one.
    """

    key: str
    equal: str | None


def new_key() -> str:
    """A key that no other form has."""
    return token_urlsafe(_KEY_BYTES)


def sending_of(request: Request, form: Form) -> Sending:
    """How a form was sent: a program names its deed in a header, a page in the form.

    Only the header's key says that the deed is another one: a page that is shown anew has a new
    key, and whoever fills it in again may mean the same.

    Raises:
        InputRefused: if the key cannot be one.
    """
    if (given := request.headers.get(HEADER)) is not None:
        return named(given.strip().removeprefix('"').removesuffix('"'))
    again = form.get(ANOTHER) == "yes"
    key = named(form.get(FIELD) or None).key
    return Sending(key=key, again=again)


def asking_of(
    engine: Engine, subject: str, fact: Mapping[str, Any], form: Form, now: datetime
) -> Asking:
    """The form's own key while nothing was recorded by it; a new one for whoever came back.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    equal = equal_of_a_moment_ago(engine, subject, fact, now=now)
    key = form.get(FIELD)
    if not key:
        return Asking(new_key(), equal)
    try:
        known = done_under(engine, subject, fact, key)
    except InputRefused:  # another fact was recorded by it, and the form filled in anew
        return Asking(new_key(), equal)
    return Asking(key, equal) if known is None else Asking(new_key(), known)
