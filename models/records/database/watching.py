"""Whether anybody has written to the database since it was last asked, without a query.

SQLite counts the commits of every other connection and tells the count in microseconds, so
what was read before can be known to stand still. Other databases have nothing of the kind:
there every question is a new one.
"""

import sqlite3
from itertools import count
from pathlib import Path

from sqlalchemy import Engine


class ChangeWatch:
    """Tells one state of the database from another.

    Used from one thread at a time. A file that is not there, or that something else is done
    to than writing, is never the same twice.
    """

    def __init__(self, engine: Engine) -> None:
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        self._file = Path(file).absolute() if file else None
        self._connection: sqlite3.Connection | None = None
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
            [version] = self._connection.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:
            self._connection = None
            return next(self._never_again)
        return int(version)
