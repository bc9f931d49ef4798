"""Which trouble a database's error is, in words a person can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg import Error as PostgresError
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from models.records.database.errors import (
    StoreBusy,
    StoreFull,
    StoreInDoubt,
    StoreNotReady,
    StoreTrouble,
    StoreUnreachable,
)

PRIMARY = 0xFF  # the low byte of SQLite's extended result codes is the primary one
SQLITE_TROUBLE: dict[int, tuple[type[StoreTrouble], str]] = {
    sqlite3.SQLITE_BUSY: (StoreBusy, "is locked by another program"),
    sqlite3.SQLITE_LOCKED: (StoreBusy, "is locked by another program"),
    sqlite3.SQLITE_FULL: (StoreFull, "cannot grow: the disk is full"),
    sqlite3.SQLITE_READONLY: (StoreUnreachable, "is read-only"),
    sqlite3.SQLITE_CANTOPEN: (StoreUnreachable, "cannot be opened"),
    sqlite3.SQLITE_PERM: (StoreUnreachable, "may not be opened"),
    sqlite3.SQLITE_IOERR: (StoreUnreachable, "cannot be read or written"),
    sqlite3.SQLITE_CORRUPT: (StoreUnreachable, "is damaged"),
    sqlite3.SQLITE_NOTADB: (StoreUnreachable, "is not a database"),
}
NOT_NOW = "is starting or shutting down"
POSTGRES_TROUBLE: dict[str, tuple[type[StoreTrouble], str]] = {
    "40001": (StoreBusy, "is being written by another program"),  # serialization_failure
    "40P01": (StoreBusy, "is being written by another program"),  # deadlock_detected
    "55P03": (StoreBusy, "is locked by another program"),  # lock_not_available
    "57014": (StoreBusy, "took too long to answer"),  # query_canceled: statement_timeout
    "53300": (StoreBusy, "has no connection left"),  # too_many_connections
    "57P01": (StoreUnreachable, NOT_NOW),  # admin_shutdown
    "57P02": (StoreUnreachable, NOT_NOW),  # crash_shutdown
    "57P03": (StoreUnreachable, NOT_NOW),  # cannot_connect_now
    "25006": (StoreUnreachable, "is read-only"),  # read_only_sql_transaction, as on a standby
    "53100": (StoreFull, "cannot grow: the disk is full"),  # disk_full
    "42P01": (StoreNotReady, "is not set up: run `dayzero init`"),  # undefined_table
    "42703": (StoreNotReady, "is not up to date: run `dayzero init`"),  # undefined_column
}


def where(engine: Engine) -> str:
    """Name the database to a person: the file, or the server's address without password."""
    url = engine.url
    if url.get_backend_name() == "sqlite":
        return str(Path(url.database).absolute()) if url.database else "in memory"
    return url.render_as_string(hide_password=True)


@contextmanager
def told_plainly(engine: Engine) -> Iterator[None]:
    """Turn a database's own errors into ours.

    An integrity error passes as it is: it is a collision that a second try resolves,
    or a mistake in this program, and never something a person can mend.
    """
    try:
        yield
    except IntegrityError as error:
        raise _without_its_row(error) from None
    except PoolExhausted as error:
        raise StoreBusy(where(engine), "is busy: this program waits for itself") from error
    except DBAPIError as error:
        if _broke_off_at_commit(error):
            raise StoreInDoubt(where(engine)) from error
        kind, cause = trouble_of(error.orig)
        raise kind(where(engine), cause) from error


def _without_its_row(error: IntegrityError) -> IntegrityError:
    """PostgreSQL quotes the whole row that it refuses, and no log may show what was recorded."""
    told = type(error.orig)(_first_line(error.orig)) if error.orig else Exception()
    return IntegrityError(error.statement, None, told, hide_parameters=True)


def _broke_off_at_commit(error: DBAPIError) -> bool:
    """Whether the server went away over a COMMIT, the one statement that is not ours."""
    return error.connection_invalidated and error.statement is None


def trouble_of(error: BaseException | None) -> tuple[type[StoreTrouble], str]:
    """Name the trouble behind a driver's error; what is not known is told as it came."""
    known = None
    if isinstance(error, PostgresError):
        known = POSTGRES_TROUBLE.get(error.sqlstate or "")
    elif isinstance(error, sqlite3.Error):
        known = _sqlite_trouble(error)
    return known or (StoreUnreachable, f"does not work ({_first_line(error)})")


def _sqlite_trouble(error: sqlite3.Error) -> tuple[type[StoreTrouble], str] | None:
    if "no such table" in str(error):
        return StoreNotReady, "is not set up: run `dayzero init`"
    if "no such column" in str(error) or "has no column" in str(error):
        return StoreNotReady, "is not up to date: run `dayzero init`"
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else SQLITE_TROUBLE.get(code & PRIMARY)


def _first_line(error: BaseException | None) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
