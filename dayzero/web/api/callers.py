"""Which program asks, and for whom: a token's scopes, within what its person may do."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Final

from fastapi import Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, SecurityScopes

from dayzero import clock
from dayzero.web.api.described import OF_PERSON
from dayzero.web.feeds.limiting import Limiter
from dayzero.web.signing_in.visitors import MayOnlyRead
from models.records.store import CHANGING, ApiScope, PersonLine, api_caller

BEARER: Final = HTTPBearer(auto_error=False, scheme_name="token", description=OF_PERSON)


class NoToken(Exception):
    """A request without a token that opens anything."""


class ScopeLacking(Exception):
    """A token that is good for other things."""

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.scope = scope


class TooOften(Exception):
    """A token, or an address, that asked too often."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that acts for a person.

    Attributes:
        token: its number.
    """

    person: PersonLine
    token: int

    @property
    def by(self) -> str:
        """As the records name who did it: the person, and that it was a program."""
        return f"{self.person.name} (API {self.token})"


def caller_of(
    request: Request,
    needed: SecurityScopes,
    given: Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)],
) -> Caller:
    """Who asks.

    Raises:
        TooOften: if it asked too often, whoever it is.
        NoToken: if it is nobody.
        ScopeLacking: if the token is not good for this.
        MayOnlyRead: if its person may change nothing.
    """
    limiter: Limiter = request.app.state.limiter
    address = request.client.host if request.client else ""
    token = given.credentials if given else ""
    if wait := limiter.refused_for(address, sha256(token.encode(errors="replace")).hexdigest()):
        raise TooOften(wait)
    found = api_caller(request.app.state.engine, token, now=clock.now()) if token else None
    if found is None:
        raise NoToken
    person, known = found
    for scope in map(ApiScope, needed.scopes):
        if scope not in known.scopes:
            raise ScopeLacking(scope)
        if scope in CHANGING and not person.may_write:
            raise MayOnlyRead
    return Caller(person, known.number)


Reader = Annotated[Caller, Security(caller_of, scopes=[ApiScope.READ.value])]
Recorder = Annotated[Caller, Security(caller_of, scopes=[ApiScope.RECORD.value])]
Answerer = Annotated[Caller, Security(caller_of, scopes=[ApiScope.ANSWER.value])]
Linker = Annotated[Caller, Security(caller_of, scopes=[ApiScope.CALENDAR.value])]
Exporter = Annotated[Caller, Security(caller_of, scopes=[ApiScope.EXPORT.value])]
