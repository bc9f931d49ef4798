"""Keys by which a receiver tells a repeat: never one key for two messages, always one for one."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from models.records.alerts.alerts import reconcile_alerts
from models.records.database.engine import open_engine, upgrade
from models.records.deliveries.attempts import begin_attempt, end_attempt
from models.records.deliveries.deliveries import record_due
from models.records.deliveries.delivery_lines import list_deliveries
from tests.failures import failed
from tests.unit.alerting.alerts_to_tell import NOON, ZONES, a_routing
from tests.unit.records.recorded import SCREENING, SUBJECT, an_alert, bring_in, chart

ROUTING = a_routing()
LATER = NOON + timedelta(minutes=20)


def open_one(engine: Engine, key: str) -> None:
    reconcile_alerts(engine, SUBJECT, [an_alert(key)], NOON)


def keys(engine: Engine) -> set[str]:
    record_due(engine, ROUTING, ZONES, NOON)
    return {line.key for line in list_deliveries(engine)}


@pytest.fixture
def backup(sqlite_url: str, tmp_path: Path) -> Path:
    """A copy of records with one subject, made before any alert opened."""
    engine = open_engine(sqlite_url)
    bring_in(engine, chart(SCREENING))
    file = Path(shutil.copy(sqlite_url.removeprefix("sqlite:///"), tmp_path / "backup.db"))
    shutil.copy(f"{sqlite_url.removeprefix('sqlite:///')}-wal", f"{file}-wal")
    engine.dispose()
    return file


def test_after_a_restore_a_new_alert_has_no_key_that_was_sent_before(
    backup: Path, sqlite_url: str
) -> None:
    lost, restored = open_engine(sqlite_url), open_engine(f"sqlite:///{backup}")
    open_one(lost, "before the restore")
    open_one(restored, "after the restore")

    before, after = keys(lost), keys(restored)

    assert len(before) == len(after) == 2
    repeated = {key for key in before & after if not key.startswith("digest.")}
    assert repeated == set()
    assert {key for key in before if key.startswith("digest.")} == {
        key for key in after if key.startswith("digest.")
    }  # the same reader has had the digest of this day


def test_two_installations_share_no_key(engine: Engine, tmp_path: Path) -> None:
    second = open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    upgrade(second)
    for records in (engine, second):
        bring_in(records, chart(SCREENING))
        open_one(records, "the same")

    assert keys(engine) & keys(second) == set()


def test_a_message_that_is_tried_again_has_the_same_key(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    open_one(engine, "one")
    keys(engine)
    [number] = [line.number for line in list_deliveries(engine) if line.alerts]
    first = begin_attempt(engine, number, ROUTING, ZONES, NOON)
    assert first is not None
    end_attempt(engine, first, failed("answered", 503), ROUTING, NOON, title="")

    second = begin_attempt(engine, number, ROUTING, ZONES, LATER)

    assert second is not None
    assert second.key == first.key


def test_an_alert_that_opens_again_has_another_key(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    open_one(engine, "one")
    first = keys(engine)
    reconcile_alerts(engine, SUBJECT, [], NOON)
    open_one(engine, "one")

    assert len(keys(engine) - first) == 1


def test_an_opening_of_before_there_were_random_words_keeps_its_key(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    open_one(engine, "one")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alert SET word = NULL"))

    assert "alert.1.0.nurse.0" in keys(engine)
