"""What holds for every test, and the databases that they ask for."""

import gc
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from unittest.mock import patch

import pytest
from alembic import command

from models.records.database.engine import open_engine, upgrade
from tests import search_profiles
from tests.fresh_tables import made_once
from tests.postgresql import Cluster, shared_cluster
from wording.dates.days import say_by_pattern
from wording.language import languages

# Prefect, once it is imported, prints what any library logs: the server that tests put on
# loopback would write the addresses it was asked for among a command's own lines.
logging.getLogger("werkzeug").setLevel(logging.ERROR)


search_profiles.load()


def pytest_collection_finish() -> None:
    """All that was imported stays: no collection looks through it again, as many would."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _names_of_months() -> None:
    """Read once, before any property gives its examples a fifth of a second each."""
    for language in languages():
        say_by_pattern(date(2026, 3, 10), "d MMMM y", language)


@pytest.fixture(scope="session", autouse=True)
def _migrations_run_once() -> Iterator[None]:
    """For each worker of this run; a database of an older version is still upgraded by them."""
    with patch.object(command, "upgrade", made_once(command.upgrade)):
        yield


@pytest.fixture(scope="session")
def postgresql(testrun_uid: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A PostgreSQL server, one for all workers of this run; never stopped by a test."""
    # not below pytest's own folder: that is closed to the server's user, and its path is long
    folder = Path(gettempdir()) / f"dayzero-postgresql-{testrun_uid[:12]}"
    lock = tmp_path_factory.getbasetemp().parent / f"postgresql-{testrun_uid[:12]}.lock"
    with shared_cluster(folder, lock) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def set_up_postgresql(postgresql: Cluster) -> Iterator[str]:
    """A database that was just set up, one for all tests of this worker."""
    name = postgresql.create()
    engine = open_engine(postgresql.url(name))
    upgrade(engine)
    engine.dispose()
    yield name
    postgresql.drop(name)


@pytest.fixture
def postgresql_url(postgresql: Cluster, set_up_postgresql: str) -> Iterator[str]:
    """Records of a test's own, set up and empty."""
    with postgresql.emptied_after(set_up_postgresql):
        yield postgresql.url(set_up_postgresql)
