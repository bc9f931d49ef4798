"""What is changed of people who are known: their role and sites, and where they are signed in."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session, select

from models.errors import Fault, InputRefused
from models.reasons.refusals.keeping.records import PersonFlaw
from models.records.database.engine import tried_again, writing
from models.records.database.json_text import as_text
from models.records.people.audit import note
from models.records.people.managing import check_rights, keep_a_manager, managed
from models.records.people.person_lines import (
    PersonLine,
    Rights,
    kept_trials,
    person_line,
    said_sites,
    said_trials,
)
from models.records.signing_in.ending import end_sign_ins
from models.records.tables import Person

LONGEST_PROVIDER_NAME = 255  # characters, as OpenID Connect limits `sub`


@tried_again
def change_person(
    engine: Engine,
    name: str,
    rights: Rights,
    *,
    now: datetime,
    by: str,
    manager: str | None = None,
) -> list[str]:
    """Give a person another role, other sites, or the right to manage people; at once.

    Args:
        manager: the person who changes, and gives no more than what that person holds; None for
            who may use commands.

    Returns:
        What was changed, as the audit keeps it; empty where the rights were these.

    Raises:
        PersonUnknown: if nobody has that name, or nobody whom the manager manages.
        InputRefused: if the rights are more than the manager's, or a reader's that manages people,
            or nobody who manages people would be left.
    """
    with writing(engine) as session:
        row = managed(session, name, manager)
        check_rights(session, rights, manager)
        if not rights.manages_people:
            keep_a_manager(session, row)
        deeds = list(_deeds(person_line(row), rights))
        _take(row, rights)
        for deed in deeds:
            note(session, deed, by=by, at=now)
        return deeds


@tried_again
def end_all_sessions(
    engine: Engine, name: str, *, now: datetime, by: str, manager: str | None = None
) -> int:
    """Sign a person out wherever they are signed in, or about to be.

    Returns:
        How many sessions that ended.

    Raises:
        PersonUnknown: if nobody has that name, or nobody whom the manager manages.
    """
    with writing(engine) as session:
        managed(session, name, manager)
        ended = end_sign_ins(session, name, now)
        note(session, f"ended all sessions of {name}", by=by, at=now)
        return ended


@tried_again
def name_at_provider(
    engine: Engine,
    name: str,
    provider_name: str | None,
    *,
    now: datetime,
    by: str,
    manager: str | None = None,
) -> str | None:
    """Let a person sign in with the hospital's own provider, which calls them so; None to end that.

    Returns:
        What was changed, as the audit keeps it; None where it was so.

    Raises:
        PersonUnknown: if nobody has that name, or nobody whom the manager manages.
        InputRefused: if the name cannot be one, or is somebody else's.
    """
    with writing(engine) as session:
        row = managed(session, name, manager)
        if row.provider_name == provider_name:
            return None
        if provider_name is not None:
            _check_free(session, provider_name)
        row.provider_name = provider_name
        deed = f"let {name} sign in with the provider"
        deed += " no more" if provider_name is None else f" as {provider_name}"
        note(session, deed, by=by, at=now)
        return deed


def _check_free(session: Session, provider_name: str) -> None:
    if not provider_name.isprintable() or not 0 < len(provider_name) <= LONGEST_PROVIDER_NAME:
        raise InputRefused([Fault("provider_name", PersonFlaw.NO_PROVIDER_NAME)])
    taken = select(Person.name).where(Person.provider_name == provider_name)
    if session.exec(taken).first() is not None:
        raise InputRefused([Fault("provider_name", PersonFlaw.PROVIDER_NAME_TAKEN)])


def _deeds(before: PersonLine, after: Rights) -> Iterator[str]:
    name = before.name
    if before.role is not after.role:
        yield f"made {name} a {after.role.value}"
    if before.sites != after.sites:
        old, new = said_sites(before.sites), said_sites(after.sites)
        yield f"changed the sites of {name} from {old} to {new}"
    if before.trials != after.trials:
        yield said_trials(name, after.trials)
    if before.manages_people != after.manages_people:
        more = "" if after.manages_people else " no more"
        yield f"let {name} manage people{more}"


def _take(row: Person, rights: Rights) -> None:
    row.role = rights.role.value
    row.sites, row.all_sites = as_text(sorted(rights.sites or ())), rights.sites is None
    row.manages_people = rights.manages_people
    row.trials = kept_trials(rights.trials)
