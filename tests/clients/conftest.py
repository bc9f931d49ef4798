"""One hospital whose calendars are served on loopback, for every client of the session."""

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from dayzero.running.ports import LOOPBACK
from dayzero.running.processes import Children
from models.records.store import open_engine, upgrade
from tests.clients.hospital import Hospital
from tests.clients.subscriber import Subscriber
from tests.ports import free_port


@pytest.fixture(scope="session")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hospital]:
    folder = tmp_path_factory.mktemp("hospital")
    url = f"sqlite:///{folder / 'dayzero.db'}"
    engine = open_engine(url)
    upgrade(engine)
    port = free_port()
    family = Children({**os.environ, "DAYZERO_DATABASE_URL": url}, folder)
    try:
        serve = [sys.executable, "-m", "dayzero", "serve", "--port", str(port)]
        family.start("serve", serve).wait_until_it_answers(port, "/health")
        yield Hospital(engine, f"http://{LOOPBACK}:{port}", count(1))
    finally:
        family.stop()


@pytest.fixture
def subscriber(tmp_path: Path) -> Subscriber:
    return Subscriber(tmp_path)
