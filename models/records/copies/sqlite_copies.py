"""Copies of a SQLite database by SQLite itself: while it is used, checked, one file each."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from models.reasons.refusals.keeping.copies import CopyFault, CopyFlaw
from models.reasons.refusals.refusal import FaultReason
from models.records.copies.refused import CopyRefused

SOUND = "ok"
VERSION = "SELECT version_num FROM alembic_version"


def file_of(engine: Engine) -> Path:
    """Where the database is.

    Raises:
        CopyRefused: if it is only in memory.
    """
    if not engine.url.database:
        raise CopyRefused("", CopyFlaw.IN_MEMORY)
    return Path(engine.url.database)


def copy_sqlite(source: Path, part: Path, named: Path) -> None:
    """Copy a database as it stands at one moment, whoever writes to it meanwhile, and check it.

    Args:
        part: an empty file.
        named: the copy, as a refusal calls it.

    Raises:
        CopyRefused: if the source is no sound database, or the copy cannot be written.
    """
    with troubles_of(named):
        pour(source, part)
        make_one_file(part)
        check(part, named)


def require_another(source: Path, file: Path) -> None:
    """Let no copy take the place of what it is a copy of.

    Raises:
        CopyRefused: if both are one file.
    """
    if file.exists() and source.exists() and file.samefile(source):
        raise CopyRefused(file, CopyFlaw.THE_RECORDS_THEMSELVES)


def pour(source: Path, target: Path) -> None:
    """Put all pages of one database in the place of another's, in one transaction of it."""
    with _reading(source) as whole, closing(sqlite3.connect(target)) as copy:
        whole.backup(copy)


def check(part: Path, named: Path) -> None:
    """Whether a file is a sound database of this program, as SQLite sees it.

    Raises:
        CopyRefused: if it is none.
    """
    with troubles_of(named), _reading(part) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != SOUND:
            raise CopyRefused(named, CopyFlaw.UNSOUND)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise CopyRefused(named, CopyFlaw.UNSOUND)
        connection.execute(VERSION).fetchone()


@contextmanager
def troubles_of(file: Path) -> Iterator[None]:
    """Turn what SQLite says of a copy into a refusal of it."""
    try:
        yield
    except sqlite3.Error as error:
        raise CopyRefused(file, _cause(error)) from error


def _cause(error: sqlite3.Error) -> FaultReason:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_NOTADB or "no such table" in str(error):
        return CopyFlaw.NO_COPY
    if code == sqlite3.SQLITE_CORRUPT:
        return CopyFlaw.UNSOUND
    return CopyFault(told=str(error))


@contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection that creates nothing and writes nothing."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def make_one_file(part: Path) -> None:
    """Without a log beside it: what is in the file is all."""
    with closing(sqlite3.connect(part)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
