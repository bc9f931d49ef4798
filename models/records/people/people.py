"""People who may open the pages: added by whoever manages people, never by themselves."""

from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import col, select

from models.records.database.engine import reading, tried_again, writing
from models.records.database.errors import PersonKnown
from models.records.database.json_text import as_text
from models.records.people.audit import note
from models.records.people.managing import check_rights, keep_a_manager, managed
from models.records.people.person_lines import (
    PersonLine,
    Rights,
    Role,
    kept_trials,
    person_line,
    said_sites,
    said_trials,
)
from models.records.signing_in.ending import end_sign_ins
from models.records.tables import Person


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
    trials: frozenset[str] | None = None,
    manages_people: bool = False,
    manager: str | None = None,
) -> None:
    """Let a person sign in.

    Args:
        sites, trials: None for all of them, those to come included.
        manager: the person who adds, and gives no more than what that person holds; None for who
            may use commands.

    Raises:
        PersonKnown: if the name is taken, even by somebody who is disabled.
        InputRefused: if the rights are more than the manager's, or a reader's that manages people.
    """
    rights = Rights(role=role, sites=sites, trials=trials, manages_people=manages_people)
    with writing(engine) as session:
        check_rights(session, rights, manager)
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
                manages_people=manages_people,
                trials=kept_trials(trials),
            )
        )
        note(session, f"added {role.value} {name} for {said_sites(sites)}", by=by, at=now)
        if trials is not None:
            note(session, said_trials(name, trials), by=by, at=now)
        if manages_people:
            note(session, f"let {name} manage people", by=by, at=now)


def list_people(engine: Engine) -> list[PersonLine]:
    """Everybody who was ever added, by name."""
    with reading(engine) as session:
        return [person_line(row) for row in session.exec(select(Person).order_by(col(Person.name)))]


def find_person(engine: Engine, name: str) -> PersonLine:
    """One of them.

    Raises:
        PersonUnknown: if nobody has that name.
    """
    with reading(engine) as session:
        return person_line(managed(session, name, None))


@tried_again
def disable_person(
    engine: Engine, name: str, *, now: datetime, by: str, manager: str | None = None
) -> int:
    """Let nobody sign in under a name any more; who is signed in is signed out at once.

    Returns:
        How many sessions that ended.

    Raises:
        PersonUnknown: if nobody has that name, or nobody whom the manager manages.
        InputRefused: if nobody who manages people would be left.
    """
    with writing(engine) as session:
        row = managed(session, name, manager)
        if row.disabled_at is None:
            keep_a_manager(session, row)
            row.disabled_at = now
            note(session, f"disabled {name}", by=by, at=now)
        return end_sign_ins(session, name, now)


@tried_again
def enable_person(
    engine: Engine, name: str, *, now: datetime, by: str, manager: str | None = None
) -> None:
    """Let a person sign in again who was disabled.

    Raises:
        PersonUnknown: if nobody has that name, or nobody whom the manager manages.
    """
    with writing(engine) as session:
        row = managed(session, name, manager)
        if row.disabled_at is not None:
            row.disabled_at = None
            note(session, f"enabled {name}", by=by, at=now)


@tried_again
def set_password(
    engine: Engine,
    name: str,
    *,
    password_hash: str,
    now: datetime,
    by: str,
    manager: str | None = None,
) -> int:
    """Give a person another password; who is signed in under the name is signed out.

    Returns:
        How many sessions that ended.

    Raises:
        PersonUnknown: if nobody has that name, or nobody whom the manager manages.
    """
    with writing(engine) as session:
        managed(session, name, manager).password_hash = password_hash
        note(session, f"set a new password for {name}", by=by, at=now)
        return end_sign_ins(session, name, now)
