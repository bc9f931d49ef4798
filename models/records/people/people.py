"""People who may open the pages: added by an administrator, never by themselves."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from models.records.database.engine import reading, tried_again, writing
from models.records.database.errors import PersonKnown, PersonUnknown
from models.records.database.json_text import as_text
from models.records.people.audit import note
from models.records.people.half_sign_ins import end_halves
from models.records.tables import Person, WebSession


class Role(StrEnum):
    """What a person may do."""

    COORDINATOR = "coordinator"  # reads, answers alerts, records facts, hands out calendar links
    READER = "reader"  # reads only


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person, without the password.

    Attributes:
        sites: whose subjects the person sees; None means every site's.
        disabled_at: since when nobody can sign in under this name.
    """

    name: str
    role: Role
    sites: frozenset[str] | None
    added_at: datetime
    added_by: str
    disabled_at: datetime | None

    @property
    def may_write(self) -> bool:
        """Whether the person may change anything."""
        return self.role is Role.COORDINATOR

    def may_see(self, site: str) -> bool:
        """Whether subjects of a site concern the person."""
        return self.sites is None or site in self.sites


@tried_again
def add_person(
    engine: Engine,
    name: str,
    *,
    role: Role,
    sites: frozenset[str] | None,
    password_hash: str,
    now: datetime,
    by: str,
) -> None:
    """Let a person sign in.

    Args:
        sites: None for all of them, those to come included.

    Raises:
        PersonKnown: if the name is taken, even by somebody who is disabled.
    """
    with writing(engine) as session:
        if session.get(Person, name) is not None:
            raise PersonKnown(name)
        session.add(
            Person(
                name=name,
                role=role.value,
                sites=as_text(sorted(sites or ())),
                all_sites=sites is None,
                password_hash=password_hash,
                added_at=now,
                added_by=by,
            )
        )
        where = "all sites" if sites is None else ", ".join(sorted(sites))
        note(session, f"added {role.value} {name} for {where}", by=by, at=now)


def list_people(engine: Engine) -> list[PersonLine]:
    """Everybody who was ever added, by name."""
    with reading(engine) as session:
        return [person_line(row) for row in session.exec(select(Person).order_by(col(Person.name)))]


@tried_again
def disable_person(engine: Engine, name: str, *, now: datetime, by: str) -> int:
    """Let nobody sign in under a name any more; who is signed in is signed out at once.

    Returns:
        How many sessions that ended.

    Raises:
        PersonUnknown: if nobody has that name.
    """
    with writing(engine) as session:
        row = _person(session, name)
        if row.disabled_at is None:
            row.disabled_at = now
            note(session, f"disabled {name}", by=by, at=now)
        return end_sessions(session, name, now)


@tried_again
def enable_person(engine: Engine, name: str, *, now: datetime, by: str) -> None:
    """Let a person sign in again who was disabled.

    Raises:
        PersonUnknown: if nobody has that name.
    """
    with writing(engine) as session:
        row = _person(session, name)
        if row.disabled_at is not None:
            row.disabled_at = None
            note(session, f"enabled {name}", by=by, at=now)


@tried_again
def set_password(engine: Engine, name: str, *, password_hash: str, now: datetime, by: str) -> int:
    """Give a person another password; who is signed in under the name is signed out.

    Returns:
        How many sessions that ended.

    Raises:
        PersonUnknown: if nobody has that name.
    """
    with writing(engine) as session:
        _person(session, name).password_hash = password_hash
        note(session, f"set a new password for {name}", by=by, at=now)
        end_halves(session, name)
        return end_sessions(session, name, now)


def end_sessions(session: Session, name: str, now: datetime) -> int:
    """End every session of a person, inside somebody else's transaction."""
    ended = session.exec(
        update(WebSession)
        .where(
            col(WebSession.person) == name,
            col(WebSession.ended_at).is_(None),
            col(WebSession.expires_at) > now,
        )
        .values(ended_at=now)
    )
    return ended.rowcount


def person_line(row: Person) -> PersonLine:
    """A row without its password."""
    return PersonLine(
        name=row.name,
        role=Role(row.role),
        sites=None if row.all_sites else frozenset(json.loads(row.sites)),
        added_at=row.added_at,
        added_by=row.added_by,
        disabled_at=row.disabled_at,
    )


def _person(session: Session, name: str) -> Person:
    row = session.get(Person, name)
    if row is None:
        raise PersonUnknown(name)
    return row
