"""Who is signed in: sessions that the database can end at any moment.

A session is a random token that only the browser has; here is its hash. It ends when the
person signs out, is disabled or gets a new password, after an hour of rest, and after a
working day in any case.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Engine, delete, func, update
from sqlmodel import Session, col, select

from models.records.database.engine import reading, tried_again, writing
from models.records.people.audit import note
from models.records.people.person_lines import PersonLine, Role, person_line
from models.records.signing_in.tokens import new_token, token_hash
from models.records.tables import Person, WebSession

LONGEST_SESSION = timedelta(hours=12)  # site default: one shift
REST = timedelta(hours=1)  # site default: computers on a ward are shared
NOTED_EVERY = timedelta(minutes=5)
KEPT = timedelta(days=30)
NOBODY = "(nobody)"
"""Who failed to sign in under a name that nobody has: what was typed may be a password."""


def password_hash_of(engine: Engine, name: str) -> str | None:
    """The hash to check a password against; None where nobody may sign in under the name."""
    with reading(engine) as session:
        row = session.get(Person, name)
        return None if row is None or row.disabled_at is not None else row.password_hash


def role_of(engine: Engine, name: str) -> Role | None:
    """What somebody may do; None where nobody may sign in under the name."""
    with reading(engine) as session:
        row = session.get(Person, name)
        return None if row is None or row.disabled_at is not None else Role(row.role)


class SignInWay(StrEnum):
    """By what a person showed last who they are; the audit says it so."""

    PASSWORD = "signed in with a password"  # noqa: S105  a word of the audit
    CODE = "signed in with a code"
    PROVIDER = "signed in at the hospital's own sign-in"


@tried_again
def start_session(engine: Engine, name: str, *, now: datetime, way: SignInWay | None = None) -> str:
    """Sign a person in who has shown all that was asked for.

    Args:
        way: None where it is not known; the audit claims none then.

    Returns:
        The token, for the browser alone: only its hash is kept.
    """
    token = new_token()
    with writing(engine) as session:
        session.exec(delete(WebSession).where(col(WebSession.expires_at) < now - KEPT))
        session.add(
            WebSession(
                token_hash=token_hash(token),
                person=name,
                started_at=now,
                seen_at=now,
                expires_at=now + LONGEST_SESSION,
            )
        )
        note(session, way.value if way else "signed in", by=name, at=now)
    return token


@tried_again
def note_refusal(engine: Engine, name: str, *, now: datetime) -> None:
    """Remember that somebody could not sign in; a name that nobody has is not repeated."""
    with writing(engine) as session:
        known = session.get(Person, name) is not None
        note(session, "was refused at sign-in", by=name if known else NOBODY, at=now)


def signed_in(
    engine: Engine, token: str, *, now: datetime, noted: bool = True
) -> PersonLine | None:
    """Whose session a token is; None where it is nobody's, has ended, or its person is disabled.

    Args:
        noted: whether that person is there; a page that asks by itself keeps no session alive.
    """
    with reading(engine) as session:
        found = _session_of(session, token, now)
    if found is None:
        return None
    row, person = found
    if noted and now - row.seen_at >= NOTED_EVERY:
        _note_seen(engine, token, now)
    return person


@tried_again
def end_session(engine: Engine, token: str, *, now: datetime) -> None:
    """Sign out; a session that has ended stays ended."""
    with writing(engine) as session:
        found = _session_of(session, token, now)
        if found is not None:
            row, person = found
            row.ended_at = now
            note(session, "signed out", by=person.name, at=now)


@tried_again
def _note_seen(engine: Engine, token: str, now: datetime) -> None:
    with writing(engine) as session:
        found = _session_of(session, token, now)
        if found is not None:
            found[0].seen_at = now


def _session_of(
    session: Session, token: str, now: datetime
) -> tuple[WebSession, PersonLine] | None:
    query = (
        select(WebSession, Person)
        .join(Person, col(Person.name) == col(WebSession.person))
        .where(
            WebSession.token_hash == token_hash(token),
            *_open(now),
            col(Person.disabled_at).is_(None),
        )
    )
    found = session.exec(query).one_or_none()
    return None if found is None else (found[0], person_line(found[1]))


def open_sessions(engine: Engine, name: str, *, now: datetime) -> int:
    """In how many browsers a person is signed in."""
    query = select(func.count()).select_from(WebSession).where(*_open(now))
    with reading(engine) as session:
        return session.exec(query.where(WebSession.person == name)).one()


@tried_again
def end_other_sessions(engine: Engine, token: str, *, now: datetime) -> int:
    """Sign a person out in every browser but this one.

    Returns:
        How many sessions that ended; none where the token is nobody's.
    """
    with writing(engine) as session:
        found = _session_of(session, token, now)
        if found is None:
            return 0
        own, person = found
        others = *_open(now), col(WebSession.person) == person.name, col(WebSession.id) != own.id
        ended = session.exec(update(WebSession).where(*others).values(ended_at=now))
        note(session, "signed out everywhere else", by=person.name, at=now)
        return ended.rowcount


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What is true of sessions that have not ended."""
    return (
        col(WebSession.ended_at).is_(None),
        col(WebSession.expires_at) > now,
        col(WebSession.seen_at) > now - REST,
    )
