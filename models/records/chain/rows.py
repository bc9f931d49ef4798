"""Rows as they stand in their tables, whatever somebody wrote into them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Boolean, Column, ColumnElement, Connection, RowMapping, select, type_coerce
from sqlalchemy.types import NullType

from models.records.chain.form import content_hash
from models.records.chain.sealed_tables import SealedTable

_AT_ONCE: Final = 1_000
UNREADABLE: Final = ""
"""Stands for the hash of values that this program never writes."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A row as it stands: the chain in which it should be, and the hash of its values."""

    chain: str
    content: str


def rows_as_they_stand(connection: Connection, kind: SealedTable) -> Mapping[str, Standing]:
    """All rows of one table, by their keys."""
    try:
        return dict(_at_once(connection, kind))
    except (ValueError, TypeError):  # one has a value that no column of its kind has
        return dict(_one_by_one(connection, kind))


def _at_once(connection: Connection, kind: SealedTable) -> Iterator[tuple[str, Standing]]:
    query = select(*_columns(kind))
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(query)
    for row in rows.mappings():
        yield str(row[kind.key]), _standing(kind, row)


def _one_by_one(connection: Connection, kind: SealedTable) -> Iterator[tuple[str, Standing]]:
    key = type_coerce(kind.table.c[kind.key], NullType())
    for (found,) in connection.execute(select(key)).all():
        query = select(*_columns(kind))
        try:
            row = connection.execute(query.where(key == found)).mappings().one()
            yield str(found), _standing(kind, row)
        except (ValueError, TypeError):
            yield str(found), Standing(UNREADABLE, UNREADABLE)


def _columns(kind: SealedTable) -> list[ColumnElement[Any]]:
    columns = (kind.table.c[name] for name in {kind.key, *kind.columns})
    return [_as_it_is(column) if _is_a_choice(column) else column for column in columns]


def _is_a_choice(column: Column[Any]) -> bool:
    return isinstance(column.type, Boolean)


def _as_it_is(column: Column[Any]) -> ColumnElement[Any]:
    """SQLite takes anything for true or false: it is read without being taken for either."""
    return type_coerce(column, NullType()).label(column.name)


def _told(value: object, column: Column[Any]) -> object:
    return bool(value) if _is_a_choice(column) and value in {0, 1} else value


def _standing(kind: SealedTable, row: RowMapping) -> Standing:
    values: dict[str, Any] = {name: _told(row[name], kind.table.c[name]) for name in kind.columns}
    try:
        return Standing(kind.chain_of(values), content_hash(values))
    except ValueError:
        return Standing(kind.chain_of(values), UNREADABLE)
