"""Whether a worker is well is what Prefect's server knows, and not that the process lives."""

import os
import subprocess
import sys
import time
from pathlib import Path

import anyio
import httpx
import pytest

from dayzero.prefect_side.warm_worker import WarmWorker
from dayzero.prefect_side.worker_health import Health
from dayzero.running.place import POOL
from models.records.store import open_engine, upgrade
from tests.flows.prefect_pages import PATIENCE_SECONDS
from tests.ports import free_port


@pytest.mark.usefixtures("deployed")
def test_a_worker_that_prefect_answered_is_well() -> None:
    health = Health([time.monotonic])
    health.polled_at -= 3_600
    assert not health.is_worker_still_polling(2)

    worker = WarmWorker(work_pool_name=POOL)
    worker.health = health
    anyio.run(worker.start, True)

    assert health.is_worker_still_polling(2)


@pytest.mark.journey
def test_a_worker_whose_prefect_is_away_says_so_and_lives(tmp_path: Path) -> None:
    url, port = f"sqlite:///{tmp_path / 'dayzero.db'}", free_port()
    upgrade(open_engine(url))
    told = {
        "DAYZERO_DATABASE_URL": url,
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{free_port()}/api",  # where nobody listens
        "PREFECT_WORKER_QUERY_SECONDS": "0.5",
    }
    command = [sys.executable, "-m", "dayzero", "worker", "--health-port", str(port)]
    worker = subprocess.Popen(command, env={**os.environ, **told})  # noqa: S603  our own program
    try:
        assert answer_other_than_well(port) == httpx.codes.SERVICE_UNAVAILABLE
        assert worker.poll() is None
    finally:
        worker.terminate()
        worker.wait(PATIENCE_SECONDS)


def answer_other_than_well(port: int) -> int:
    """The first answer that is not 200; 200 where none came in time."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            status = httpx.get(f"http://127.0.0.1:{port}/health").status_code
        except httpx.TransportError:  # it starts
            status = httpx.codes.OK
        if status != httpx.codes.OK:
            return status
        time.sleep(0.5)
    return httpx.codes.OK
