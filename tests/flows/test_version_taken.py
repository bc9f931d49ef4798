"""A site approves a version while the workers run: the next sweep plans by it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dayzero.desk.amending.version_files import approve, meant_version
from flows.sweep import sweep
from models.moments import local_day, to_minute
from models.protocol import load_protocol
from models.records.store import called_subjects, published_entries, subjects_due
from models.versions.in_force import NOTHING_AT_SITES
from models.versions.known import know
from tests.flows.conftest import NOW, bring_in
from tests.protocols.amended import with_pegaspargase

pytestmark = [
    pytest.mark.usefixtures("deployed"),
    pytest.mark.journey,
]  # a Prefect server of its own
SUBJECT, ELSEWHERE = "CN10-001", "CN04-001"


@pytest.fixture(autouse=True)
def _as_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    yield
    know(NOTHING_AT_SITES)


def has_the_visit(engine: Engine, subject: str) -> bool:
    return any(line.entry.step == "day_14" for line in published_entries(engine, subject))


def test_the_next_sweep_plans_by_the_version_that_a_site_approved(
    records: Engine, tmp_path: Path
) -> None:
    bring_in(records, SUBJECT, ELSEWHERE)
    sweep(as_of=NOW)
    folder = with_pegaspargase(tmp_path / "v2", "amendment-2", 21)
    today = local_day(to_minute(NOW), load_protocol().sites["CN10"].zone)

    meant = meant_version(records, str(folder), "NCT04684147")
    approve(records, "CN10", meant, today, asks=None, now=NOW, by="chief")
    assert set(subjects_due(records, NOW)) >= {SUBJECT, ELSEWHERE}
    assert called_subjects(records, 1) == []  # a recorded fact waits for none of them
    sweep(as_of=NOW + timedelta(minutes=1))

    assert has_the_visit(records, SUBJECT)
    assert not has_the_visit(records, ELSEWHERE)
