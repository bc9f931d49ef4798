"""Signing a record: who, when, what it means, and the hash of what was signed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, select

from models.records.chain.form import content_hash
from models.records.chain.sealed_tables import SEALED
from models.records.database.engine import tried_again, writing
from models.records.people.audit import note
from models.records.tables import DeviationNote, RecordedFact, SignatureRow
from models.signatures import Signing


class Signable(StrEnum):
    """The kinds of records that are signed, as their tables are called."""

    FACT = "fact"
    EXPLANATION = "deviation_note"


@tried_again
def note_refused_signature(engine: Engine, subject: str, *, now: datetime, by: str) -> None:
    """Remember that somebody could not sign in a person's name."""
    with writing(engine) as session:
        note(session, "was refused a signature", by=by, at=now, subject=subject)


@tried_again
def sign_record(
    engine: Engine, kind: Signable, number: int, signing: Signing, *, now: datetime, by: str
) -> bool:
    """Sign a record as it stands; the same person's second signature adds nothing.

    Args:
        number: of the record in its table.

    Returns:
        Whether there is such a record.
    """
    with writing(engine) as session:
        record = _record(session, kind, number)
        if record is None:
            return False
        write_signature(session, record, signing, now=now, by=by)
        return True


def _record(session: Session, kind: Signable, number: int) -> RecordedFact | DeviationNote | None:
    if kind is Signable.FACT:
        return session.get(RecordedFact, number)
    return session.get(DeviationNote, number)


def write_signature(
    session: Session,
    record: RecordedFact | DeviationNote,
    signing: Signing,
    *,
    now: datetime,
    by: str,
) -> None:
    """The same in the transaction that writes the record."""
    session.flush()  # the record's key is part of what is signed
    kind, row = SEALED[type(record)].name, str(record.id)
    ours = (SignatureRow.kind == kind, SignatureRow.row == row, SignatureRow.by == by)
    if session.exec(select(SignatureRow.id).where(*ours)).first() is not None:
        return
    session.add(
        SignatureRow(
            subject=record.subject,
            kind=kind,
            row=row,
            meaning=signing.meaning.value,
            content=content_of(record),
            shown=signing.shown.value,
            at=now,
            by=by,
        )
    )
    deed = f"signed {_named(record)} as {signing.meaning.value}"
    note(session, deed, by=by, at=now, subject=record.subject)


def content_of(record: SQLModel) -> str:
    """The hash of a record, as its chain has it."""
    return content_hash({name: getattr(record, name) for name in SEALED[type(record)].columns})


def _named(record: RecordedFact | DeviationNote) -> str:
    if isinstance(record, RecordedFact):
        return record.fact
    return f"the explanation of deviation {record.deviation}"
