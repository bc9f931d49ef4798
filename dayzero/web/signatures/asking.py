"""A signature is given with the password once more, and a code where the person has an app."""

from dataclasses import dataclass

from fastapi import Request

from dayzero import clock
from dayzero.passwords import is_password
from dayzero.web.recording.recording import CORRECTS, Fact
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.letting_in import whence
from dayzero.web.signing_in.second_step import is_second_factor
from dayzero.web.signing_in.visitors import Visitor
from models.records.store import (
    note_refused_signature,
    password_hash_of,
    second_factor_of,
    take_confirmation,
)
from models.signatures import Meaning, Shown, Signing

PASSWORD, CODE, PROVIDER = "password", "code", "provider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What stands in a form that is signed.

    Attributes:
        code: whether a code is asked for beside the password.
        provider: whether a fresh sign-in at the hospital's provider is, in place of both.
        flaw: the field that was wrong; empty where nothing was sent yet.
        wait: minutes before another attempt; 0 for none.
    """

    code: bool
    provider: bool = False
    flaw: str = ""
    wait: int = 0

    @property
    def status(self) -> int:
        """Of the answer that shows the form."""
        return 429 if self.wait else 403 if self.flaw else 200


class NotSigned(Exception):
    """What was shown is not the person's, or too many have tried."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.asked = asked


def asks_for_signature(request: Request, fact: Fact) -> bool:
    """Whether this installation wants this fact signed: one that corrects or takes back."""
    return bool(request.app.state.settings.signatures and fact.get(CORRECTS))


def asked_of(request: Request, visitor: Visitor) -> Asked:
    """What a signature asks of this person: who signs in at the provider has no password here."""
    if request.app.state.provider is not None and visitor.person.provider_name is not None:
        return Asked(code=False, provider=True)
    factor = second_factor_of(request.app.state.engine, visitor.person.name)
    return Asked(code=factor is not None)


def signing_of(
    request: Request, visitor: Visitor, form: Form, meaning: Meaning, subject: str
) -> Signing:
    """The signature that a form gives; what it shows, a code or a sign-in, is used up.

    Raises:
        NotSigned: if the password or the code is not the person's own, or the person did not just
            sign in at the provider.
    """
    asked, name = asked_of(request, visitor), visitor.person.name
    if asked.provider:
        return _signing_at_provider(request, visitor, meaning)
    engine, state = request.app.state.engine, request.app.state
    tries = [(PASSWORD, state.attempts), (CODE, state.code_attempts)]
    for field, attempts in tries if asked.code else tries[:1]:
        with attempts.one(name, whence(request, name)) as attempt:
            if attempt.wait_minutes:
                raise NotSigned(Asked(code=asked.code, flaw=field, wait=attempt.wait_minutes))
            typed = form.get(field, "")
            attempt.right = (
                is_password(typed, password_hash_of(engine, name))
                if field == PASSWORD
                else is_second_factor(engine, name, typed)
            )
        if not attempt.right:
            note_refused_signature(engine, subject, now=clock.now(), by=name)
            raise NotSigned(Asked(code=asked.code, flaw=field))
    return Signing(meaning, Shown.PASSWORD_AND_CODE if asked.code else Shown.PASSWORD)


def _signing_at_provider(request: Request, visitor: Visitor, meaning: Meaning) -> Signing:
    if not take_confirmation(request.app.state.engine, visitor.token, now=clock.now()):
        raise NotSigned(Asked(code=False, provider=True, flaw=PROVIDER))
    return Signing(meaning, Shown.PROVIDER)
