"""A thousand random changes by somebody who has the file, and took its guards away: all found."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DatabaseError

from models.records.chain.checkpoints import Checkpoint, checkpoint_in
from models.records.chain.sealed_tables import SEALED
from models.records.chain.verifying import verify_in
from models.records.database.engine import open_engine
from tests.unit.records.a_history import a_history

CHANGES: Final = 1_000
TABLES: Final = {kind.name: (kind.key, kind.columns) for kind in SEALED.values()}
CHAIN: Final = ("rowid", ("chain", "number", "kind", "row", "content", "sealed"))
HEADS: Final = ("chain", ("number", "sealed"))
STRANGE: Final = ("x", "", 0, 1, -1, 2**60, 1.5, b"\x00", "2026-03-10 00:00:00.000000", None)

Change = Callable[[random.Random, Connection], str]


@pytest.fixture(scope="module")
def unguarded(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Iterator[Connection]:
    """The records, with no trigger left and no reference checked; nothing is ever committed."""
    file = tmp_path_factory.mktemp("tampered") / "dayzero.db"
    file.write_bytes(empty_sqlite.read_bytes())
    ours = open_engine(f"sqlite:///{file}")
    a_history(ours)
    ours.dispose()
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in connection.exec_driver_sql(names).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        connection.commit()
        yield connection
    engine.dispose()


def some_row(chance: random.Random, connection: Connection, table: str, key: str) -> object:
    rows = connection.exec_driver_sql(f'SELECT "{key}" FROM {table}').all()  # noqa: S608  ours
    return chance.choice(rows)[0]


def a_value(chance: random.Random, connection: Connection) -> str:
    """One value of one row becomes a strange one, or that of another row."""
    table, (key, columns) = chance.choice([*TABLES.items(), ("chain_link", CHAIN)])
    column, row = chance.choice(columns), some_row(chance, connection, table, key)
    where = f'UPDATE {table} SET "{column}" = ? WHERE "{key}" = ?'  # noqa: S608  names of ours
    other = some_row(chance, connection, table, column)
    value = chance.choice([other, chance.choice(STRANGE)])
    connection.exec_driver_sql(where, (value, row))
    return f"{where}: {value!r}, {row!r}"


def a_letter(chance: random.Random, connection: Connection) -> str:
    """One character of one text becomes another one."""
    table, (key, columns) = chance.choice([*TABLES.items(), ("chain_link", CHAIN)])
    column, row = chance.choice(columns), some_row(chance, connection, table, key)
    read = f'SELECT "{column}" FROM {table} WHERE "{key}" = ?'  # noqa: S608  names of ours
    text = connection.exec_driver_sql(read, (row,)).scalar_one()
    if not isinstance(text, str) or not text:
        return ""
    place = chance.randrange(len(text))
    changed = f"{text[:place]}{chance.choice('0123456789abcxyz')}{text[place + 1 :]}"
    write = f'UPDATE {table} SET "{column}" = ? WHERE "{key}" = ?'  # noqa: S608  names of ours
    connection.exec_driver_sql(write, (changed, row))
    return f"{write}: {changed!r}, {row!r}"


def a_removal(chance: random.Random, connection: Connection) -> str:
    table, (key, _) = chance.choice([*TABLES.items(), ("chain_link", CHAIN), ("chain_head", HEADS)])
    row = some_row(chance, connection, table, key)
    remove = f'DELETE FROM {table} WHERE "{key}" = ?'  # noqa: S608  names of ours
    connection.exec_driver_sql(remove, (row,))
    return f"{remove}: {row!r}"


def a_renumbering(chance: random.Random, connection: Connection) -> str:
    table = chance.choice([name for name, (key, _) in TABLES.items() if key == "id"])
    row, new = some_row(chance, connection, table, "id"), chance.randrange(500, 900)
    move = f"UPDATE {table} SET id = {new} WHERE id = ?"  # noqa: S608  names of ours
    connection.exec_driver_sql(move, (row,))
    return f"{move}: {row!r}"


def a_swap(chance: random.Random, connection: Connection) -> str:
    """Two rows change places."""
    table = chance.choice(["fact", "audit", "published_revision", "delivery"])
    one, other = (some_row(chance, connection, table, "id") for _ in range(2))
    for old, new in ((one, 99_999), (other, one), (99_999, other)):
        connection.exec_driver_sql(f"UPDATE {table} SET id = {new} WHERE id = {old}")  # noqa: S608
    return f"swap {one!r} and {other!r} of {table}"


def a_copy(chance: random.Random, connection: Connection) -> str:
    """A row that was never written, made of one that was."""
    table = chance.choice(["audit", "published_revision", "deviation_note", "delivery_attempt"])
    row, columns = some_row(chance, connection, table, "id"), TABLES[table][1]
    names = ", ".join(f'"{name}"' for name in columns)
    add = f"INSERT INTO {table} (id, {names}) SELECT 777, {names} FROM {table} WHERE id = ?"  # noqa: S608
    connection.exec_driver_sql(add, (row,))
    return f"{add}: {row!r}"


def a_cut(chance: random.Random, connection: Connection) -> str:
    """The end of a chain goes, its rows and its head with it: as if it had never been."""
    chain = some_row(chance, connection, "chain_head", "chain")
    read = 'SELECT number, kind, "row", sealed FROM chain_link WHERE chain = ? ORDER BY number'
    links = connection.exec_driver_sql(read, (chain,)).all()
    kept = chance.randrange(len(links))
    for number, kind, row, _ in links[kept:]:
        key = TABLES[kind][0]
        connection.exec_driver_sql(f'DELETE FROM {kind} WHERE "{key}" = ?', (row,))  # noqa: S608
        gone = "DELETE FROM chain_link WHERE chain = ? AND number = ?"
        connection.exec_driver_sql(gone, (chain, number))
    head = (kept, links[kept - 1].sealed if kept else "", chain)
    connection.exec_driver_sql("UPDATE chain_head SET number = ?, sealed = ? WHERE chain = ?", head)
    return f"cut {chain!r} after {kept}"


MANNERS: Final[tuple[Change, ...]] = (
    a_value,
    a_letter,
    a_removal,
    a_renumbering,
    a_swap,
    a_copy,
    a_cut,
)


def everything(connection: Connection) -> list[object]:
    """What the records say, without the order in which the file has it."""
    tables = [*TABLES.items(), ("chain_link", CHAIN), ("chain_head", HEADS)]
    return [
        connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1, 2").all()  # noqa: S608
        for name, _ in tables
    ]


@pytest.mark.journey
def test_a_thousand_random_changes_are_all_found(unguarded: Connection) -> None:
    before, known = everything(unguarded), checkpoint_in(unguarded)
    assert verify_in(unguarded, known).findings == ()
    unguarded.rollback()
    chance, tried, unfound = random.Random(4684147), 0, []  # noqa: S311  no secret
    while tried < CHANGES:
        did = tampered(chance, unguarded)
        if did and everything(unguarded) != before:  # some change nothing
            tried += 1
            unfound += [] if is_found(unguarded, known) else [did]
        unguarded.rollback()

    assert unfound == []
    assert verify_in(unguarded, known).findings == ()


def tampered(chance: random.Random, connection: Connection) -> str:
    """What was done; nothing where the tables themselves refuse it."""
    try:
        return chance.choice(MANNERS)(chance, connection)
    except DatabaseError:
        return ""


def is_found(connection: Connection, known: Checkpoint) -> bool:
    return bool(verify_in(connection, known).findings)
