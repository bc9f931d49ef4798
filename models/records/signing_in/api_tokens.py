"""Tokens by which programs act for a person: never with more rights than the person has.

A token is shown once; here is its hash. It ends by itself, when it is taken back, and for as long
as its person is disabled.
"""

import json
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.errors import Fault, InputRefused
from models.reasons.refusals.keeping.records import NotATokenName, TokenFlaw
from models.records.database.engine import reading, tried_again, writing
from models.records.database.errors import ApiTokenUnknown, PersonUnknown
from models.records.database.json_text import as_text
from models.records.people.audit import note
from models.records.people.person_lines import PersonLine, person_line
from models.records.tables import ApiTokenRow, Person

TOKEN_BYTES: Final = 32
BEGINS: Final = "dayzero_"
"""Of each token, so that whoever searches files for secrets knows one."""

USUAL_LIFE: Final = timedelta(days=365)  # site default
NOTED_EVERY: Final = timedelta(minutes=1)
_NAME: Final = re.compile(r"[\w.-]{1,60}")


class ApiScope(StrEnum):
    """What a token may be good for."""

    READ = "read"  # subjects, their charts, plans, alerts and calendar links; what if
    RECORD = "record"  # facts: new ones, corrections, taking back
    ANSWER = "answer"  # alerts: taking over, putting off
    CALENDAR = "calendar"  # links: handing out, taking back
    EXPORT = "export"  # lists, datasets, FHIR


CHANGING: Final = frozenset({ApiScope.RECORD, ApiScope.ANSWER, ApiScope.CALENDAR})
"""Those that are of use to a person who may change something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """One token, without the token itself.

    Attributes:
        last_used_at: to within a minute; None while it never was.
    """

    number: int
    person: str
    name: str
    scopes: frozenset[ApiScope]
    created_at: datetime
    created_by: str
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None

    def ended(self, now: datetime) -> bool:
        """Whether it was taken back or has run out at `now`."""
        return self.revoked_at is not None or self.expires_at <= now


@tried_again
def make_api_token(
    engine: Engine,
    person: str,
    *,
    name: str,
    scopes: Collection[ApiScope],
    expires_at: datetime,
    now: datetime,
    by: str,
) -> str:
    """Let a program act for a person.

    Returns:
        The token. It is shown this once: only its hash is kept.

    Raises:
        PersonUnknown: if nobody has that name.
        InputRefused: if its own name or scopes cannot be those of a token of this person.
    """
    token = BEGINS + secrets.token_urlsafe(TOKEN_BYTES)
    with writing(engine) as session:
        row = session.get(Person, person)
        if row is None:
            raise PersonUnknown(person)
        _check(person_line(row), name, scopes)
        made = ApiTokenRow(
            token_hash=_hash(token),
            person=person,
            name=name,
            scopes=as_text(sorted(scopes)),
            created_at=now,
            created_by=by,
            expires_at=expires_at,
        )
        session.add(made)
        session.flush()
        deed = f"made API token {made.id} of {person} for {', '.join(sorted(scopes))}"
        note(session, deed, by=by, at=now)
    return token


def list_api_tokens(engine: Engine, person: str | None = None) -> list[ApiToken]:
    """Every token that was ever made, or one person's, oldest first."""
    query = select(ApiTokenRow).order_by(col(ApiTokenRow.id))
    if person is not None:
        query = query.where(ApiTokenRow.person == person)
    with reading(engine) as session:
        return [_token(row) for row in session.exec(query)]


@tried_again
def revoke_api_token(
    engine: Engine, number: int, *, now: datetime, by: str, of: str | None = None
) -> None:
    """Take a token back; one that was taken back before stays as it is.

    Args:
        of: whose it must be; None for anybody's.

    Raises:
        ApiTokenUnknown: if there is none of that number, or it is another person's.
    """
    with writing(engine) as session:
        row = session.get(ApiTokenRow, number)
        if row is None or of not in {None, row.person}:
            raise ApiTokenUnknown(number)
        if row.revoked_at is None:
            row.revoked_at = now
            note(session, f"took back API token {number} of {row.person}", by=by, at=now)


def api_caller(engine: Engine, token: str, *, now: datetime) -> tuple[PersonLine, ApiToken] | None:
    """For whom a token is, and what for; None where it never was, has ended, or its person has.

    The look-up is by hash, so its duration says nothing about tokens that exist.
    """
    with reading(engine) as session:
        found = _caller(session, token, now)
    if found is None:
        return None
    last = found[1].last_used_at
    if last is None or now - last >= NOTED_EVERY:
        _note_use(engine, token, now)
    return found


@tried_again
def _note_use(engine: Engine, token: str, now: datetime) -> None:
    with writing(engine) as session:
        query = select(ApiTokenRow).where(ApiTokenRow.token_hash == _hash(token))
        session.exec(query).one().last_used_at = now


def _caller(session: Session, token: str, now: datetime) -> tuple[PersonLine, ApiToken] | None:
    query = (
        select(ApiTokenRow, Person)
        .join(Person, col(Person.name) == col(ApiTokenRow.person))
        .where(
            ApiTokenRow.token_hash == _hash(token),
            col(ApiTokenRow.revoked_at).is_(None),
            col(ApiTokenRow.expires_at) > now,
            col(Person.disabled_at).is_(None),
        )
    )
    found = session.exec(query).one_or_none()
    return None if found is None else (person_line(found[1]), _token(found[0]))


def _check(person: PersonLine, name: str, scopes: Collection[ApiScope]) -> None:
    if not _NAME.fullmatch(name):
        raise InputRefused([Fault("name", NotATokenName(most=60))])
    if not scopes:
        raise InputRefused([Fault("scope", TokenFlaw.NO_SCOPE)])
    if not person.may_write and CHANGING & frozenset(scopes):
        raise InputRefused([Fault("scope", TokenFlaw.OF_A_READER)])


def _hash(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()


def _token(row: ApiTokenRow) -> ApiToken:
    return ApiToken(
        number=row.id or 0,
        person=row.person,
        name=row.name,
        scopes=frozenset(map(ApiScope, json.loads(row.scopes))),
        created_at=row.created_at,
        created_by=row.created_by,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_used_at=row.last_used_at,
    )
