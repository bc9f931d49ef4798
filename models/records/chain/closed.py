"""Nothing is written about a subject of a closed trial but that somebody read."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select
from sqlmodel import SQLModel

from models.records.chain.form import EVERYTHING_ELSE
from models.records.chain.sealed_tables import SEALED
from models.records.database.errors import TrialClosed
from models.records.tables import AuditLine, ClosedTrial, Subject

_CLOSED: Final = SQLModel.metadata.tables[str(ClosedTrial.__tablename__)]
_SUBJECTS: Final = SQLModel.metadata.tables[str(Subject.__tablename__)]
_AT_ONCE: Final = 400


def refuse_where_closed(connection: Connection, rows: Iterable[SQLModel]) -> None:
    """Let pass only rows of subjects whose trial is open, and of none.

    Raises:
        TrialClosed: otherwise; the transaction is not committed then.
    """
    subjects = sorted({_subject(row) for row in rows} - {EVERYTHING_ELSE})
    closed = connection.execute(select(_CLOSED.c.protocol)).scalars().all() if subjects else []
    for start in range(0, len(subjects) if closed else 0, _AT_ONCE):
        some = _SUBJECTS.c.number.in_(subjects[start : start + _AT_ONCE])
        theirs = select(_SUBJECTS.c.protocol).where(some, _SUBJECTS.c.protocol.in_(closed))
        trial = connection.execute(theirs.limit(1)).scalar()
        if trial is not None:
            raise TrialClosed(str(trial))


def _subject(row: SQLModel) -> str:
    if isinstance(row, AuditLine) and row.read_in is not None:
        return EVERYTHING_ELSE
    kind = SEALED[type(row)]
    return kind.chain_of({name: getattr(row, name) for name in kind.columns})
