"""A running `dayzero serve` over a database that was made for a measurement."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from dayzero.running.ports import LOOPBACK, free_port
from dayzero.running.processes import children
from models.records.store import Role, add_person, start_session


@contextmanager
def served(url: str, folder: Path, now: datetime) -> Iterator[int]:
    """One worker at a port, with its clock held."""
    port = free_port()
    environment = {
        **os.environ,
        "DAYZERO_DATABASE_URL": url,
        "DAYZERO_NOW": now.isoformat(),
        "DAYZERO_BASE_URL": f"http://{LOOPBACK}:{port}",
    }
    command = [sys.executable, "-m", "dayzero", "serve", "--port", str(port), "--no-access-log"]
    with children(environment, folder) as family:
        family.start("dayzero serve", command).wait_until_it_answers(port, "/health")
        yield port


def reader_of_all(engine: Engine, now: datetime) -> str:
    """Somebody who sees every site, as the session's cookie."""
    add_person(
        engine,
        "reader",
        role=Role.READER,
        sites=None,
        password_hash="",
        now=now,
        by="benchmark",
    )
    return f"dayzero={start_session(engine, 'reader', now=now)}"
