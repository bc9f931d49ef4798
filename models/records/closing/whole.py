"""All that is sealed of one trial, row by row, as it is hashed: for whoever keeps it elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Engine, select
from sqlmodel import SQLModel

from models.records.chain.form import EVERYTHING_ELSE, Plain
from models.records.chain.rows import PlainRow, plain_rows
from models.records.chain.sealed_tables import SEALED
from models.records.chain.verifying import Verified, verify_in
from models.records.database.engine import reading
from models.records.tables import ChainLink, ImportedDocument, Subject

_LINKS: Final = SQLModel.metadata.tables[str(ChainLink.__tablename__)]
_SUBJECTS: Final = SQLModel.metadata.tables[str(Subject.__tablename__)]
_IMPORTED: Final = SQLModel.metadata.tables[str(ImportedDocument.__tablename__)]

Link = Mapping[str, Plain]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A trial's records as they stood at one moment.

    Attributes:
        subjects: their numbers.
        tables: the rows of each sealed table, with the columns that are hashed, in order.
        links: of the chains of these subjects, and of what is of no subject.
        imported: the files that came in, by their row.
        verified: what a look at all records found.
    """

    subjects: tuple[str, ...]
    tables: Mapping[str, tuple[tuple[str, ...], tuple[PlainRow, ...]]]
    links: tuple[Link, ...]
    imported: Mapping[str, bytes]
    verified: Verified


def whole_trial(engine: Engine, trial: str) -> Whole:
    """Everything of one trial, read in one transaction.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    with reading(engine) as session:
        connection = session.connection()
        ours = select(_SUBJECTS.c.number).where(_SUBJECTS.c.protocol == trial)
        subjects = tuple(connection.execute(ours.order_by(_SUBJECTS.c.number)).scalars())
        chains = {*subjects, EVERYTHING_ELSE}
        tables = {
            kind.name: (kind.columns, tuple(_of(chains, plain_rows(connection, kind))))
            for kind in SEALED.values()
        }
        links = connection.execute(select(_LINKS).order_by(_LINKS.c.chain, _LINKS.c.number))
        files = select(_IMPORTED.c.id, _IMPORTED.c.content, _IMPORTED.c.subject)
        return Whole(
            subjects=subjects,
            tables=tables,
            links=tuple(_link(dict(row)) for row in links.mappings() if row["chain"] in chains),
            imported={
                str(row.id): bytes(row.content)
                for row in connection.execute(files)
                if row.subject in chains
            },
            verified=verify_in(connection),
        )


def _of(chains: set[str], rows: Iterable[PlainRow]) -> Iterator[PlainRow]:
    return (row for row in rows if row.chain in chains)


def _link(row: Mapping[Any, Any]) -> Link:
    names = ("chain", "number", "kind", "row", "content", "sealed")
    return {name: value for name in names if isinstance(value := row[name], str | int)}
