"""A real Prefect server, started once, and records of its own for each test."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    PREFECT_HOME,
    temporary_settings,
)
from sqlalchemy import Engine

from dayzero.demo.charts import demo_charts
from dayzero.demo.stage import Stage
from dayzero.prefect_side.deploying import deploy
from dayzero.running.processes import Children
from models.protocol import load_protocol
from models.records.store import import_charts, open_engine, upgrade
from tests.flows.prefect_pages import Pages
from tests.ports import free_port

NOW = datetime(2026, 3, 11, 1, 30, tzinfo=UTC)
"""An ordinary Wednesday morning in Shanghai."""


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A running server; flows of this process, and of those it starts, run against it."""
    place = Stage(tmp_path_factory.mktemp("prefect"), free_port(), free_port())
    family = Children(place.environment(), place.folder)
    try:
        server = family.start("prefect server", place.prefect_server())
        server.wait_until_it_answers(place.prefect_port, "/api/health")
        with temporary_settings(
            {
                PREFECT_API_URL: f"{place.prefect_url}/api",
                PREFECT_HOME: place.folder / "prefect",
                PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
            }
        ):
            yield place
            say_what_is_left_to_say()
    finally:
        family.stop()


@pytest.fixture(scope="session")
def deployed(stage: Stage) -> Stage:
    """The running server, knowing our work pools and deployments."""
    list(deploy())
    return stage


def say_what_is_left_to_say() -> None:
    """Let Prefect send its last logs and events while there is a server to take them."""
    APILogWorker.instance().drain()
    EventsWorker.drain_all()


@pytest.fixture
def pages(stage: Stage) -> Iterator[Pages]:
    """What Prefect's pages show."""
    with Pages(f"{stage.prefect_url}/api") as opened:
        yield opened


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An empty database, which the flows of this test use."""
    return a_database(tmp_path / "dayzero.db", monkeypatch)


def a_database(file: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    url = f"sqlite:///{file}"
    monkeypatch.setenv("DAYZERO_DATABASE_URL", url)
    engine = open_engine(url)
    upgrade(engine)
    return engine


def bring_in(engine: Engine, *subjects: str, now: datetime = NOW) -> None:
    """Import the demo's charts of some subjects."""
    wanted = {f"{subject}.json" for subject in subjects}
    charts = [chart for chart in demo_charts(now, load_protocol()) if chart[0] in wanted]
    import_charts(engine, charts, now=now, by="test")
