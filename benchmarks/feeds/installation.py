"""An installation with one subject whose calendar is about 50 KB, and a link to it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from models.records.store import (
    Scope,
    import_charts,
    new_feed,
    open_engine,
    publish_pass,
    published_entries,
    read_for_pass,
    upgrade,
)
from models.schedule import PublishedEntry
from tasks.passes.one_pass import Recorded, plan_path, work_out

SUBJECT = "CN01-001"
NOW = datetime(2026, 3, 10, 0, 0, tzinfo=UTC)
FIRST_DOSE = date(2026, 3, 10)
DOSES = 40  # each with a washout of its own: some 70 events in all


@dataclass(frozen=True)
class Installation:
    """Records with one published calendar."""

    engine: Engine
    url: str

    @property
    def entries(self) -> tuple[PublishedEntry, ...]:
        """What the calendar holds."""
        return published_entries(self.engine, SUBJECT)

    def path(self) -> str:
        """Where a new link is served."""
        token = new_feed(self.engine, Scope("subject", SUBJECT), now=NOW, by="benchmark")
        return f"/calendar/{token}.ics"


def installed(folder: Path) -> Installation:
    """Set the records up and publish the calendar."""
    url = f"sqlite:///{folder / 'dayzero.db'}"
    engine = open_engine(url)
    upgrade(engine)
    chart = (f"{SUBJECT}.json", json.dumps(_chart()).encode())
    import_charts(engine, [chart], now=NOW, by="benchmark")
    recorded = Recorded(read_for_pass(engine, SUBJECT), published_entries(engine, SUBJECT))
    publish_pass(engine, work_out(recorded, plan_path(recorded, NOW), NOW))
    return Installation(engine, url)


def _chart() -> Mapping[str, Any]:
    steps = [
        _step("consent", "done", "2026-03-02"),
        _step("screening", "done", "2026-03-02"),
        _step("apheresis", "done", "2026-03-09T09:00+08:00"),
        _step("conditioning_start", "booked", "2026-05-25"),
        _step("infusion", "booked", "2026-05-30T10:00+08:00"),
    ]
    facts = [*steps, *(_dose(FIRST_DOSE - timedelta(days=number)) for number in range(DOSES))]
    return {
        "schema": "dayzero.chart/1",
        "subject": SUBJECT,
        "site": "CN01",
        "protocol": "NCT04684147",
        "sex": "male",
        "facts": [{"id": f"f{number}", **fact} for number, fact in enumerate(facts, start=1)],
    }


def _step(step: str, state: str, at: str) -> Mapping[str, Any]:
    return {"kind": "step", "step": step, "state": state, "at": at}


def _dose(day: date) -> Mapping[str, Any]:
    return {
        "kind": "drug",
        "drug": "pegaspargase",
        "purpose": "bridging",
        "route": "im",
        "last": day.isoformat(),
    }
