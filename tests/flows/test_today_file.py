"""Today is written as a file by a worker that has nothing but the records."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.records.store import open_engine, upgrade
from tests.ports import free_port
from tests.unit.records.recorded import bring_in
from tests.web.pages import NOW, SUBJECTS, pass_over, words_of

pytestmark = pytest.mark.journey  # a process of its own

PATIENCE_SECONDS = 120.0
SHEET = "today-CN01-2026-03-10.html"


def worker(folder: Path, url: str) -> subprocess.Popen[bytes]:
    told = {
        "DAYZERO_DATABASE_URL": url,
        "DAYZERO_NOW": NOW.isoformat(),
        "DAYZERO_TODAY_FOLDER": str(folder),
        "PREFECT_HOME": str(folder.parent / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{free_port()}/api",  # where nobody listens
    }
    command = [sys.executable, "-m", "dayzero", "worker"]
    return subprocess.Popen(command, env={**os.environ, **told})  # noqa: S603  our own program


def test_a_worker_writes_today_as_a_file_while_prefect_and_the_pages_are_down(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'dayzero.db'}"
    engine = open_engine(url)
    upgrade(engine)
    bring_in(engine, *SUBJECTS)
    for document in SUBJECTS:
        pass_over(engine, document["subject"])
    running = worker(tmp_path / "today", url)
    try:
        page = once_there(tmp_path / "today" / SHEET)
    finally:
        running.send_signal(signal.SIGTERM)
    assert running.wait(PATIENCE_SECONDS) == 0
    assert "CN01-007 Critical Move infusion from Wed 18 Mar 10:00" in words_of(page)


def once_there(file: Path) -> str:
    """What a file says, as soon as it is there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    return file.read_text("utf-8")
