"""Records of a version before there were reasons: read, planned anew, and nobody is told.

`records-0010.sql.gz` holds 26 subjects of the demo on 1 December 2026 at 13:00, when everybody
whom the shipped routing names had been told; one alert is acknowledged, one is put off.
"""

import gzip
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.alerting.routing_file import ROUTING, load_routing
from models.protocol import load_protocol
from models.reasons.kept import AsSaidBefore
from models.records.database.engine import open_engine, upgrade
from models.records.deliveries.deliveries import record_due
from models.records.passes.passes import publish_pass
from models.records.store import open_alerts, published_entries, read_for_pass
from tasks.passes.one_pass import Recorded, plan_path, work_out
from wording.language import languages

RECORDS = Path(__file__).with_name("records-0010.sql.gz")
NOW = datetime(2026, 12, 1, 5, 1, tzinfo=UTC)  # a minute later, 13:01 at the sites
ZONES = {name: site.zone for name, site in load_protocol().sites.items()}

ALERTS = "SELECT id, key, severity, occasion, acknowledged_by, snoozed_by, closed_at FROM alert"
SEQUENCES = "SELECT subject, key, sequence, changed, revised FROM published_entry"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    database = tmp_path / "dayzero.db"
    connection = sqlite3.connect(database)
    connection.executescript(gzip.decompress(RECORDS.read_bytes()).decode())
    connection.close()
    return database


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    yield engine
    engine.dispose()


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(file) as connection:
        return sorted(connection.execute(query).fetchall(), key=repr)


def pass_over_everybody(engine: Engine, file: Path) -> int:
    """How many were planned anew."""
    subjects = [str(subject) for (subject,) in rows(file, "SELECT number FROM subject")]
    for subject in subjects:
        reading = read_for_pass(engine, subject)
        recorded = Recorded(reading, published_entries(engine, subject))
        publish_pass(engine, work_out(recorded, plan_path(recorded, NOW), NOW))
    return len(subjects)


def test_no_alert_loses_its_answer_and_none_is_told_again(engine: Engine, file: Path) -> None:
    before = rows(file, ALERTS)

    assert pass_over_everybody(engine, file) == 26

    assert rows(file, ALERTS) == before
    assert record_due(engine, load_routing(ROUTING, tuple(ZONES), languages()), ZONES, NOW) == 0


def test_no_calendar_entry_is_revised(engine: Engine, file: Path) -> None:
    before = rows(file, SEQUENCES)

    pass_over_everybody(engine, file)

    assert rows(file, SEQUENCES) == before


def test_an_alert_that_no_pass_has_seen_since_says_what_was_stored(engine: Engine) -> None:
    standing = open_alerts(engine)

    assert len(standing) == 28
    for one in standing:
        assert isinstance(one.alert.cause, AsSaidBefore)
        assert one.alert.cause.texts == {"en": one.alert.text, "zh": one.alert.text_zh}


def test_after_a_pass_each_alert_has_its_reason(engine: Engine, file: Path) -> None:
    pass_over_everybody(engine, file)

    causes = [one.alert.cause for one in open_alerts(engine)]
    assert not [cause for cause in causes if cause is None or isinstance(cause, AsSaidBefore)]
