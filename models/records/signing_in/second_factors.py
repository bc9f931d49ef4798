"""The second factor of a person: set up, asked for, and taken away by an administrator.

Which code belongs to a secret is worked out by the caller. What is held here is that no code is
taken twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, func, update
from sqlmodel import Session, col, select

from models.records.database.engine import reading, tried_again, writing
from models.records.people.audit import note
from models.records.people.managing import managed
from models.records.signing_in.ending import end_sign_ins
from models.records.signing_in.tokens import token_hash
from models.records.tables import RecoveryCode, SecondFactorRow

LONGEST_SET_UP = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor:
    """The app that makes a person's codes.

    Attributes:
        secret: in hexadecimal, to check a code by; shown to nobody once it is confirmed.
        confirmed_at: None while it is being set up.
        codes_left: recovery codes that were not used yet.
    """

    secret: str
    confirmed_at: datetime | None
    codes_left: int


def second_factor_of(engine: Engine, name: str) -> SecondFactor | None:
    """The factor that is asked for; None where nothing is."""
    found = _read(engine, name)
    return found if found is not None and found.confirmed_at is not None else None


def set_up_of(engine: Engine, name: str, *, now: datetime) -> SecondFactor | None:
    """The factor that is being set up; None where none is, or it was begun too long ago."""
    with reading(engine) as session:
        row = session.get(SecondFactorRow, name)
        open_one = row is not None and row.confirmed_at is None
        recent = row is not None and row.begun_at > now - LONGEST_SET_UP
    return _read(engine, name) if open_one and recent else None


@tried_again
def begin_set_up(engine: Engine, name: str, secret: str, *, now: datetime) -> bool:
    """Keep a secret until the person shows a code of it; one that was begun before is gone.

    Returns:
        False, and nothing happens, where the person has a second factor already.
    """
    with writing(engine) as session:
        row = session.get(SecondFactorRow, name)
        if row is not None and row.confirmed_at is not None:
            return False
        session.merge(SecondFactorRow(person=name, secret=secret, begun_at=now))
        return True


@tried_again
def confirm_set_up(
    engine: Engine, name: str, secret: str, step: int, codes: Iterable[str], *, now: datetime
) -> bool:
    """Ask for a code from now on; the one that was shown is used up.

    Args:
        codes: recovery codes, of which only the hashes are kept.

    Returns:
        False, and nothing happens, where this secret is not being set up any more.
    """
    with writing(engine) as session:
        row = session.get(SecondFactorRow, name)
        if row is None or row.confirmed_at is not None or row.secret != secret:
            return False
        row.confirmed_at, row.last_step = now, step
        session.add_all(RecoveryCode(code_hash=token_hash(code), person=name) for code in codes)
        note(session, "set up a second factor", by=name, at=now)
        return True


@tried_again
def take_step(engine: Engine, name: str, step: int) -> bool:
    """Use the code of a step up; False where it, or a later one, was used before."""
    with writing(engine) as session:
        taken = session.exec(
            update(SecondFactorRow)
            .where(col(SecondFactorRow.person) == name, col(SecondFactorRow.last_step) < step)
            .values(last_step=step)
        )
        return taken.rowcount == 1


@tried_again
def take_recovery_code(engine: Engine, name: str, code: str, *, now: datetime) -> bool:
    """Use a recovery code up; False where it is not the person's, or was used before."""
    with writing(engine) as session:
        taken = session.exec(
            update(RecoveryCode)
            .where(
                col(RecoveryCode.code_hash) == token_hash(code),
                col(RecoveryCode.person) == name,
                col(RecoveryCode.used_at).is_(None),
            )
            .values(used_at=now)
        )
        if taken.rowcount:
            note(session, "used a recovery code", by=name, at=now)
        return taken.rowcount == 1


@tried_again
def drop_second_factor(
    engine: Engine, name: str, *, now: datetime, by: str, manager: str | None = None
) -> int:
    """Ask for no code any more; who is signed in under the name is signed out.

    Returns:
        How many sessions that ended.

    Raises:
        PersonUnknown: if nobody has that name, or nobody whom the manager manages.
    """
    with writing(engine) as session:
        managed(session, name, manager)
        session.exec(delete(RecoveryCode).where(col(RecoveryCode.person) == name))
        session.exec(delete(SecondFactorRow).where(col(SecondFactorRow.person) == name))
        note(session, f"took the second factor of {name} away", by=by, at=now)
        return end_sign_ins(session, name, now)


def _read(engine: Engine, name: str) -> SecondFactor | None:
    with reading(engine) as session:
        row = session.get(SecondFactorRow, name)
        if row is None:
            return None
        left = _codes_left(session, name)
        return SecondFactor(secret=row.secret, confirmed_at=row.confirmed_at, codes_left=left)


def _codes_left(session: Session, name: str) -> int:
    unused = RecoveryCode.person == name, col(RecoveryCode.used_at).is_(None)
    return session.exec(select(func.count()).select_from(RecoveryCode).where(*unused)).one()
