"""Whether anybody has written to the database since it was last asked.

SQLite counts the commits of every other connection and tells the count in microseconds, so
what was read before can be known to stand still. PostgreSQL says in a query which transactions
have ended.
"""

import sqlite3
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Final

from sqlalchemy import Engine, text

from models.records.database.engine import reading

_A_CONNECTION: Final = 2**32  # more commits than one of them counts


class ChangeWatch:
    """Tells one state of a file of SQLite from another, without a query.

    Used from one thread at a time. A file that is not there, or that something else is done
    to than writing, is never the same twice; nor is another database.
    """

    def __init__(self, engine: Engine) -> None:
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        self._file = Path(file).absolute() if file else None
        self._connection: sqlite3.Connection | None = None
        self._connections = 0
        self._never_again = count(start=-1, step=-1)

    def state(self) -> int:
        """A number that stays while nobody writes; below zero where that cannot be known."""
        if self._file is None:
            return next(self._never_again)
        try:
            if self._connection is None:
                self._connection = sqlite3.connect(
                    f"{self._file.as_uri()}?mode=ro", uri=True, check_same_thread=False
                )
                self._connections += 1  # each counts from the beginning
            [version] = self._connection.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:
            self._connection = None
            return next(self._never_again)
        return self._connections * _A_CONNECTION + int(version)


class RecordsState:
    """Tells one state of the records from another, in whatever database and thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._watch = ChangeWatch(engine)
        self._one_at_a_time = Lock()

    def now(self) -> object | None:
        """What is the same again only if nobody wrote meanwhile; None where that is not known.

        It must be asked for before the records are read.

        Raises:
            StoreTrouble: if the database cannot be used.
        """
        if self._engine.dialect.name == "postgresql":
            return _ended_transactions(self._engine)
        with self._one_at_a_time:
            state = self._watch.state()
        return state if state >= 0 else None


def _ended_transactions(engine: Engine) -> object:
    """Which transactions a query sees, and which it does not: none ends without changing it."""
    with reading(engine) as session:
        query = text("SELECT CAST(pg_current_snapshot() AS text)")
        return session.connection().execute(query).scalar_one()
