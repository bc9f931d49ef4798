"""Health for probes: whether it lives, whether it is ready, and nothing else."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dayzero.web.application import create_app
from models.records.store import open_engine
from tests.ports import free_port
from tests.postgresql import Cluster, own_cluster
from tests.web.conftest import Served
from tests.web.server import PATIENCE_SECONDS, set_up, wait_for


def test_a_process_that_serves_lives_and_is_ready(served: Served) -> None:
    assert [
        (answer.status_code, answer.json())
        for answer in (served.http.get("/health/live"), served.http.get("/health"))
    ] == [(200, {"status": "ok"})] * 2


@pytest.fixture(scope="module")
def stoppable() -> Iterator[Cluster]:
    with own_cluster() as cluster:
        yield cluster


async def test_while_its_database_is_down_it_lives_is_not_ready_and_tells_nobody_where_it_is(
    stoppable: Cluster,
) -> None:
    engine = open_engine(stoppable.url("postgres"))
    inside = httpx.ASGITransport(create_app(engine))
    async with httpx.AsyncClient(transport=inside, base_url="http://day.zero") as probe:
        assert (await probe.get("/health")).json() == {"status": "database not set up"}
        stoppable.stop_at_once()
        down, alive = await probe.get("/health"), await probe.get("/health/live")
        stoppable.start()
        again = await probe.get("/health")
    engine.dispose()

    assert (down.status_code, down.json()) == (503, {"status": "no database"})
    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert again.json() == {"status": "database not set up"}  # without a restart of the process


def test_serve_that_is_asked_to_end_ends_well(tmp_path: Path) -> None:
    port = free_port()
    process = subprocess.Popen(  # noqa: S603  our own program, no shell
        [sys.executable, "-m", "dayzero", "serve", "--port", str(port)],
        env={**os.environ, "DAYZERO_DATABASE_URL": set_up(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=(tmp_path / "serve.log").open("wb"),
    )
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_SECONDS) as http:
        wait_for(http, process, tmp_path / "serve.log")
    process.terminate()

    assert process.wait(PATIENCE_SECONDS) == 0
