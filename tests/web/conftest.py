"""A real server on a free port, over a database of its own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from calendars.entries.revisions import revise
from models.moments import to_minute
from models.records.store import (
    Scope,
    import_charts,
    new_feed,
    open_engine,
    published_entries,
    save_published,
    upgrade,
)
from models.subscriptions import FeedOptions
from models.timeline.results import Plan
from tests.unit.calendars.golden_feeds import entries_by_site_id
from tests.web.pages import Pages, pages_over
from tests.web.server import PATIENCE_SECONDS, serving

SUBJECT = "CN01-007"
NOW = datetime(2026, 3, 10, 0, 0, tzinfo=UTC)
BASE_URL = "https://dayzero.example.org"
SETTINGS = {
    "DAYZERO_BASE_URL": BASE_URL,
    "DAYZERO_NOW": NOW.isoformat(),
    "DAYZERO_REQUESTS_PER_ADDRESS": "0",  # all tests come from one
    "DAYZERO_REQUESTS_PER_LINK": "40",
}


def chart(subject: str) -> bytes:
    return json.dumps(
        {
            "schema": "dayzero.chart/1",
            "subject": subject,
            "site": subject[:4],
            "protocol": "NCT04684147",
            "sex": "male",
            "facts": [],
        }
    ).encode()


@dataclass(frozen=True)
class Served:
    """A running `dayzero serve`.

    Attributes:
        log: everything it wrote, standard output and error together.
    """

    http: httpx.Client
    engine: Engine
    log: Path

    def feed(self, whose: str = SUBJECT, kind: str = "subject", **options: Any) -> str:
        """The path of a new calendar link."""
        scope, wanted = Scope(kind, whose), FeedOptions.model_validate(options)
        token = new_feed(self.engine, scope, now=NOW, by="test", options=wanted)
        return f"/calendar/{token}.ics"

    def publish(self, *plans: Plan, at: datetime = NOW) -> None:
        """Let one subject's subscribers have what follows from each plan in turn."""
        for plan in plans:
            before = {e.entry.key: e for e in published_entries(self.engine, plan.subject)}
            entries = revise(before, entries_by_site_id(plan), to_minute(at))
            save_published(self.engine, plan.subject, entries, at)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    url = f"sqlite:///{folder / 'dayzero.db'}"
    engine = open_engine(url)
    upgrade(engine)
    charts = [(name, chart(name)) for name in (SUBJECT, "CN01-008", "CN01-009", "CN02-001")]
    import_charts(engine, charts, now=NOW, by="test")
    with (
        serving(folder, SETTINGS | {"DAYZERO_DATABASE_URL": url}) as (address, log),
        httpx.Client(base_url=address, timeout=PATIENCE_SECONDS) as http,
    ):
        yield Served(http, engine, log)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages_over(tmp_path_factory.mktemp("pages")) as running:
        yield running
