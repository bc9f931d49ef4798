"""`dayzero serve` as a process of its own."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from models.records.store import open_engine, upgrade
from tests.ports import free_port
from tests.warm_start import Started, started

PATIENCE_SECONDS = 60.0  # a busy machine is no fault of ours


def set_up(folder: Path) -> str:
    """The address of a database that was just set up."""
    url = f"sqlite:///{folder / 'dayzero.db'}"
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()
    return url


@contextmanager
def serving(folder: Path, environment: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    """A running `dayzero serve` on a free port: its address, and everything it writes."""
    port = free_port()
    address, log = f"http://127.0.0.1:{port}", folder / "serve.log"
    process = started(
        ["serve", "--port", str(port)], {"DAYZERO_BASE_URL": address, **environment}, log
    )
    try:
        with httpx.Client(base_url=address, timeout=PATIENCE_SECONDS) as http:
            wait_for(http, process, log)
        yield address, log
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def wait_for(http: httpx.Client, process: Started, log: Path) -> None:
    while process.poll() is None:
        try:
            http.get("/health")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(log.read_text())
