"""A fresh database, or a fresh installation, for each test that asks for one."""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import Engine

from dayzero.command_line import main
from models.records.database.engine import open_engine, upgrade
from tests.unit.commands.command_line import Answer, Run
from tests.unit.records.recorded import SCREENING, chart, raw


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that was just set up, to be copied."""
    file = tmp_path_factory.mktemp("records") / "empty.db"
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file


@pytest.fixture
def sqlite_url(empty_sqlite: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'dayzero.db')}"


@pytest.fixture(scope="session")
def _place_of_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("one_place") / "dayzero.db"


@pytest.fixture
def sqlite_url_of_all(empty_sqlite: Path, _place_of_sqlite: Path) -> str:
    """A new file at each test's turn, at the same address, so that its engine is known."""
    for left in _place_of_sqlite.parent.iterdir():
        left.unlink()
    return f"sqlite:///{shutil.copy(empty_sqlite, _place_of_sqlite)}"


@cache
def _known_engine(url: str) -> Engine:
    """One for all tests of an address: it keeps the statements that it has once compiled."""
    return open_engine(url)


@pytest.fixture(params=["sqlite_url_of_all", "postgresql_url"], ids=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Records of a test's own, on each database."""
    opened = _known_engine(request.getfixturevalue(request.param))
    yield opened
    opened.dispose()


@pytest.fixture
def _own_environment() -> Iterator[None]:
    """What a command tells the environment of its process ends with the test."""
    with patch.dict(os.environ):
        yield


@pytest.fixture
def run(
    _own_environment: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Run:
    """Run one command in an installation of its own, at 08:00 on 10 March 2026 in Shanghai."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAYZERO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DAYZERO_NOW", "2026-03-10T08:00+08:00")
    monkeypatch.setenv("DAYZERO_BY", "nurse")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.delenv("DAYZERO_DATABASE_URL", raising=False)
    monkeypatch.delenv("DAYZERO_LANGUAGE", raising=False)

    def run_one(*words: str | Path) -> Answer:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        said = capfdbinary.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return Answer(code, said.out.decode(), said.err.decode())

    return run_one


@pytest.fixture
def enrolled(run: Run, tmp_path: Path) -> Run:
    """An installation in which CN01-007 was screened."""
    file = tmp_path / "CN01-007.json"
    file.write_bytes(raw(chart(SCREENING)))
    assert run("init").code == 0
    assert run("import", file).code == 0
    return run
