"""Which trouble a database's error is, as a reason a person can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg import Error as PostgresError
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from models.reasons.refusals.keeping.records import PlaceFlaw, StoreFault, StoreFlaw
from models.reasons.refusals.refusal import FaultReason
from models.records.database.errors import (
    StoreBusy,
    StoreFull,
    StoreInDoubt,
    StoreNotReady,
    StoreTrouble,
    StoreUnreachable,
)

Trouble = tuple[type[StoreTrouble], FaultReason]
PRIMARY = 0xFF  # the low byte of SQLite's extended result codes is the primary one
SQLITE_TROUBLE: dict[int, Trouble] = {
    sqlite3.SQLITE_BUSY: (StoreBusy, StoreFlaw.LOCKED),
    sqlite3.SQLITE_LOCKED: (StoreBusy, StoreFlaw.LOCKED),
    sqlite3.SQLITE_FULL: (StoreFull, StoreFlaw.FULL),
    sqlite3.SQLITE_READONLY: (StoreUnreachable, StoreFlaw.READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (StoreUnreachable, StoreFlaw.CANNOT_BE_OPENED),
    sqlite3.SQLITE_PERM: (StoreUnreachable, StoreFlaw.MAY_NOT_BE_OPENED),
    sqlite3.SQLITE_IOERR: (StoreUnreachable, StoreFlaw.CANNOT_BE_READ),
    sqlite3.SQLITE_CORRUPT: (StoreUnreachable, StoreFlaw.DAMAGED),
    sqlite3.SQLITE_NOTADB: (StoreUnreachable, StoreFlaw.NO_DATABASE),
    # whoever opens the file makes room for the index of its log first, also only to read
    sqlite3.SQLITE_IOERR_SHMSIZE: (StoreFull, StoreFlaw.FULL),
}
POSTGRES_TROUBLE: dict[str, Trouble] = {
    "40001": (StoreBusy, StoreFlaw.BEING_WRITTEN),  # serialization_failure
    "40P01": (StoreBusy, StoreFlaw.BEING_WRITTEN),  # deadlock_detected
    "55P03": (StoreBusy, StoreFlaw.LOCKED),  # lock_not_available
    "57014": (StoreBusy, StoreFlaw.TOO_SLOW),  # query_canceled: statement_timeout
    "53300": (StoreBusy, StoreFlaw.NO_CONNECTION_LEFT),  # too_many_connections
    "57P01": (StoreUnreachable, StoreFlaw.STARTING_OR_STOPPING),  # admin_shutdown
    "57P02": (StoreUnreachable, StoreFlaw.STARTING_OR_STOPPING),  # crash_shutdown
    "57P03": (StoreUnreachable, StoreFlaw.STARTING_OR_STOPPING),  # cannot_connect_now
    "25006": (StoreUnreachable, StoreFlaw.READ_ONLY),  # read_only_sql_transaction, as on a standby
    "53100": (StoreFull, StoreFlaw.FULL),  # disk_full
    "42P01": (StoreNotReady, StoreFlaw.NOT_SET_UP),  # undefined_table
    "42703": (StoreNotReady, StoreFlaw.NOT_UP_TO_DATE),  # undefined_column
}


def where(engine: Engine) -> str | PlaceFlaw:
    """Name the database to a person: the file, or the server's address without password."""
    url = engine.url
    if url.get_backend_name() == "sqlite":
        return str(Path(url.database).absolute()) if url.database else PlaceFlaw.IN_MEMORY
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
        raise StoreBusy(where(engine), StoreFlaw.BUSY_WITH_ITSELF) from error
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


def trouble_of(error: BaseException | None) -> Trouble:
    """Name the trouble behind a driver's error; what is not known is told as it came."""
    known = None
    if isinstance(error, PostgresError):
        known = POSTGRES_TROUBLE.get(error.sqlstate or "")
    elif isinstance(error, sqlite3.Error):
        known = _sqlite_trouble(error)
    return known or (StoreUnreachable, StoreFault(told=_first_line(error)))


def _sqlite_trouble(error: sqlite3.Error) -> Trouble | None:
    if "no such table" in str(error):
        return StoreNotReady, StoreFlaw.NOT_SET_UP
    if "no such column" in str(error) or "has no column" in str(error):
        return StoreNotReady, StoreFlaw.NOT_UP_TO_DATE
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    return SQLITE_TROUBLE.get(code) or SQLITE_TROUBLE.get(code & PRIMARY)


def _first_line(error: BaseException | None) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
