"""The database: how it is opened, set up, read and written.

SQLite keeps one file beside its write-ahead log; PostgreSQL is chosen by URL. Every
write is one transaction that takes its lock first, so two writers queue and never find
out at commit that they collided.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError
from sqlmodel import Session
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from models.reasons.refusals.keeping.records import PlaceFlaw, StoreFlaw
from models.records.chain.sealing import SealingSession
from models.records.database.errors import StoreBusy, StoreNotReady, StoreUnreachable
from models.records.database.faults import told_plainly, where

MIGRATIONS: Final = Path(__file__).parents[1] / "migrations"
PATIENCE_MS: Final = 5_000
POOL: Final = {"pool_size": 5, "max_overflow": 10, "pool_use_lifo": True, "pool_recycle": 1_800}
"""Connections of one process: a server's usual hundred are enough for six such processes. The
ones that a quiet hour leaves idle are closed, before a firewall drops them without a word."""

SERVER_PATIENCE: Final = {
    "statement_timeout": 60_000,  # ms; the longest read is one of all subjects
    # a worker that hung or whose machine vanished gives back the subject that it held
    "idle_in_transaction_session_timeout": 60_000,
}
SERVER_GONE: Final = {  # seconds, until a server that vanished is given up
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "application_name": "dayzero",
}
ATTEMPTS: Final = 3
SET_UP_LOCK: Final = 4684147  # PostgreSQL advisory lock held while tables are set up

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def open_engine(url: str, *, patience_ms: int = PATIENCE_MS) -> Engine:
    """Open the database at a URL; the file or server is first touched when it is used.

    Args:
        url: `sqlite:///dayzero.db` or `postgresql://…`.
        patience_ms: how long one write waits for another's lock, and whoever connects for
            a server that does not answer.

    Raises:
        StoreUnreachable: if the URL is not one of a database we know.
    """
    try:
        parsed = _known(make_url(url.replace("postgres://", "postgresql://", 1)))
        if parsed.get_backend_name() == "sqlite":
            return _open_sqlite(parsed, patience_ms)
        return _open_postgresql(parsed, patience_ms)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreUnreachable(PlaceFlaw.OF_THE_SETTINGS, StoreFlaw.NO_URL) from error


def _open_sqlite(url: URL, patience_ms: int) -> Engine:
    engine = create_engine(url, hide_parameters=True)  # what was recorded is for no log
    _make_sqlite_durable(engine, patience_ms)
    return engine


def _open_postgresql(url: URL, patience_ms: int) -> Engine:
    """A connection is tried before it is used, so a server may restart between two uses."""
    ours = {"connect_timeout": patience_ms // 1000 or 1, **SERVER_GONE}
    named = {name: value for name, value in ours.items() if name not in url.query}
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=patience_ms / 1000,
        connect_args=named,
        **POOL,
    )
    _make_postgres_impatient(engine, patience_ms)
    return engine


def _known(url: URL) -> URL:
    """The same address, with the driver that is installed where it names none."""
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def _make_sqlite_durable(engine: Engine, patience_ms: int) -> None:
    """Keep what was acknowledged through a crash, check references, wait for locks.

    The driver's own transaction control begins too late and never says IMMEDIATE, so
    it is switched off and the BEGIN is ours.
    """

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={patience_ms}",  # first: the next line may meet a lock
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_postgres_impatient(engine: Engine, patience_ms: int) -> None:
    limits = {"lock_timeout": patience_ms, **SERVER_PATIENCE}
    said = "; ".join(f"SET {name} = {milliseconds}" for name, milliseconds in limits.items())

    @event.listens_for(engine, "connect")
    def set_timeouts(connection: Any, _record: Any) -> None:
        connection.autocommit = True
        connection.execute(said)
        connection.autocommit = False


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One transaction that writes: all of it happens, or nothing; what it records is sealed."""
    with (
        told_plainly(engine),
        SealingSession(engine.execution_options(writes=True)) as session,
        session.begin(),
    ):
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """One transaction that reads: it sees the records as they stood at one moment."""
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with told_plainly(engine), Session(engine.execution_options(**level)) as session:
        yield session


def tried_again(write: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Try a whole write again when another writer was in its way; it changed nothing yet."""
    return retry(
        retry=retry_if_exception_type((StoreBusy, IntegrityError)),
        stop=stop_after_attempt(ATTEMPTS),
        wait=wait_random_exponential(multiplier=0.05, max=1),
        reraise=True,
    )(write)


def upgrade(engine: Engine) -> None:
    """Bring the tables to this program's version; safe to repeat and to race.

    Raises:
        StoreNotReady: if the database was set up by a newer program.
    """
    with told_plainly(engine), engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")  # large tables take long
            connection.execute(select(func.pg_advisory_xact_lock(SET_UP_LOCK)))
        config = _migrations()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreNotReady(where(engine), StoreFlaw.OF_A_NEWER_PROGRAM) from error


def is_current(engine: Engine) -> bool:
    """Whether the tables are of this program's version; a missing file is not created."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file and not Path(file).exists():
        return False
    heads = set(ScriptDirectory.from_config(_migrations()).get_heads())
    with told_plainly(engine), engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == heads


def version_behind(engine: Engine) -> str | None:
    """The version of tables that an older program set up; None if they are none of those."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file and not Path(file).exists():
        return None
    scripts = ScriptDirectory.from_config(_migrations())
    older = {script.revision for script in scripts.walk_revisions()} - set(scripts.get_heads())
    with told_plainly(engine), engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_heads()
    return next((version for version in found if version in older), None)


def _migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
