"""Rows as they stand in their tables, whatever somebody wrote into them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Boolean, Column, ColumnElement, Connection, RowMapping, select, type_coerce
from sqlalchemy.types import NullType

from models.records.chain.form import Plain, content_hash, plain_values
from models.records.chain.sealed_tables import SealedTable
from models.records.database.moment import Moment

_AT_ONCE: Final = 1_000
_KEPT_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{6}")
"""As SQLite has it: in UTC, and in no other of the forms that would be read as the same."""

UNREADABLE: Final = ""
"""Stands for the hash of values that this program never writes."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A row as it stands: the chain in which it should be, and the hash of its values."""

    chain: str
    content: str


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row with the values that are hashed; none where they cannot be read."""

    key: str
    chain: str
    values: Mapping[str, Plain]


def plain_rows(connection: Connection, kind: SealedTable) -> Iterator[PlainRow]:
    """All rows of one table, by their keys, with what is hashed of them."""
    query = select(*map(_as_it_is, _columns(kind))).order_by(kind.table.c[kind.key])
    for row in connection.execute(query).mappings():
        try:
            told = {name: _told(row[name], kind.table.c[name]) for name in kind.columns}
            values = plain_values(told)
        except ValueError:
            values = {}
        yield PlainRow(str(row[kind.key]), kind.chain_of(row), values)


def rows_as_they_stand(connection: Connection, kind: SealedTable) -> Mapping[str, Standing]:
    """All rows of one table, by their keys."""
    query = select(*map(_as_it_is, _columns(kind)))
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(query)
    return dict(_standing(kind, row) for row in rows.mappings())


def _columns(kind: SealedTable) -> Iterator[Column[Any]]:
    return (kind.table.c[name] for name in dict.fromkeys((kind.key, *kind.columns)))


def _as_it_is(column: Column[Any]) -> ColumnElement[Any]:
    """SQLite takes any value in any column: each is read without being taken for what it is not."""
    return type_coerce(column, NullType()).label(column.name)


def _standing(kind: SealedTable, row: RowMapping) -> tuple[str, Standing]:
    chain = kind.chain_of(row)
    try:
        told = {name: _told(row[name], kind.table.c[name]) for name in kind.columns}
        return str(row[kind.key]), Standing(chain, content_hash(told))
    except ValueError:
        return str(row[kind.key]), Standing(chain, UNREADABLE)


def _told(value: object, column: Column[Any]) -> object:
    """The value that the program wrote, if it is in the form in which it writes.

    Raises:
        ValueError: if it says a moment that there is not.
    """
    if isinstance(column.type, Boolean) and value in {0, 1}:
        return bool(value)
    if isinstance(column.type, Moment) and isinstance(value, str) and _KEPT_MOMENT.fullmatch(value):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value
