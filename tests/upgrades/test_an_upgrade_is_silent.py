"""Records of a version before there were reasons: read, planned anew, and nobody is told.

`records-0010.sql.gz` holds 26 subjects of the demo on 1 December 2026 at 13:00, when everybody
whom the shipped routing names had been told; one alert is acknowledged, one is put off.
"""

import gzip
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
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
from models.records.store import (
    Scope,
    new_feed,
    open_alerts,
    published_entries,
    read_for_pass,
    registered_deviations,
)
from models.subscriptions import FeedOptions
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tests.reading_feeds import body_behind
from tests.unit.calendars.said_entries import changed
from wording.language import languages

RECORDS = Path(__file__).with_name("records-0010.sql.gz")
NOW = datetime(2026, 12, 1, 5, 1, tzinfo=UTC)  # a minute later, 13:01 at the sites
ZONES = {name: site.zone for name, site in load_protocol().sites.items()}

ALERTS = "SELECT id, key, severity, occasion, acknowledged_by, snoozed_by, closed_at FROM alert"
SEQUENCES = "SELECT subject, key, sequence, created, revised FROM published_entry"
CHANGED_AT = "SELECT subject, changed_at FROM published_calendar"
REVISIONS = "SELECT subject, revision FROM published_calendar"
HISTORY = "SELECT id FROM published_revision"
FINDINGS = 'SELECT deviation, what, at, "by", margin_minutes FROM deviation_note'
NO_REASON = "SELECT subject, key FROM published_entry WHERE title IS NULL OR summary != ''"
FEEDS = [
    FeedOptions(language=language, detail=detail, ceiling=ceiling)
    for language in ("en", "zh", "both")
    for detail, ceiling in (("full", "treatment"), ("full", "nothing"), ("code", "nothing"))
]


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


def test_no_calendar_entry_is_revised_and_none_says_that_it_changed(
    engine: Engine, file: Path
) -> None:
    before = [rows(file, query) for query in (SEQUENCES, CHANGED_AT, HISTORY)]
    told = changes_told(engine, file)

    pass_over_everybody(engine, file)

    assert [rows(file, query) for query in (SEQUENCES, CHANGED_AT, HISTORY)] == before
    assert changes_told(engine, file) == told


def changes_told(engine: Engine, file: Path) -> dict[tuple[str, str], str]:
    subjects = [str(subject) for (subject,) in rows(file, "SELECT number FROM subject")]
    lines = (line for subject in subjects for line in published_entries(engine, subject))
    return {(line.entry.subject, line.entry.key): changed(line, "zh") for line in lines}


def test_each_entry_has_its_reasons_after_the_first_pass(engine: Engine, file: Path) -> None:
    assert len(rows(file, NO_REASON)) == 567

    pass_over_everybody(engine, file)

    assert rows(file, NO_REASON) == []


def test_a_second_pass_writes_nothing(engine: Engine, file: Path) -> None:
    pass_over_everybody(engine, file)
    once = [rows(file, query) for query in ("SELECT * FROM published_entry", REVISIONS)]

    pass_over_everybody(engine, file)

    assert [rows(file, query) for query in ("SELECT * FROM published_entry", REVISIONS)] == once


@pytest.mark.parametrize("options", FEEDS, ids=lambda o: f"{o.language} {o.detail} {o.ceiling}")
def test_a_calendar_is_the_same_bytes_before_and_after(
    engine: Engine, file: Path, options: FeedOptions
) -> None:
    token = new_feed(engine, Scope("study", "NCT04684147"), now=NOW, by="test", options=options)
    before = body_behind(engine, token, NOW)

    pass_over_everybody(engine, file)
    after = body_behind(engine, token, NOW)

    assert before is not None
    assert after is not None
    assert after.last_modified == before.last_modified
    assert lines_of(after.octets) == lines_of(before.octets)
    same = options.language == "en" or options.ceiling == "nothing"  # as no title names a rule
    assert (after.etag == before.etag) is same


def lines_of(octets: bytes) -> list[str]:
    """Titles with commas between rules, where a Chinese one had those of English before."""
    lines = octets.decode().replace("\r\n ", "").split("\r\n")
    return [line.replace("、", "\\, ") if line.startswith("SUMMARY") else line for line in lines]


def test_the_register_of_deviations_says_nothing_new(engine: Engine, file: Path) -> None:
    before, found = registered_deviations(engine), rows(file, FINDINGS)
    assert [isinstance(one.reason, AsSaidBefore) for one in before] == [True, True]

    pass_over_everybody(engine, file)
    pass_over_everybody(engine, file)

    after = registered_deviations(engine)
    assert not [one for one in after if isinstance(one.reason, AsSaidBefore)]
    assert [replace(one, reason=was.reason) for one, was in zip(after, before, strict=True)] == (
        before
    )
    new = [row for row in rows(file, FINDINGS) if row not in found]
    assert {what for _, what, *_ in new} == {"restated"}
    assert len(new) == len(before)


def test_an_alert_that_no_pass_has_seen_since_says_what_was_stored(
    engine: Engine, file: Path
) -> None:
    standing = open_alerts(engine)
    open_rows = rows(file, "SELECT key, text FROM alert WHERE closed_at IS NULL")
    stored = {str(key): text for key, text in open_rows}

    assert len(standing) == 28
    for one in standing:
        assert isinstance(one.alert.cause, AsSaidBefore)
        assert one.alert.cause.texts["en"] == stored[one.alert.key]
        assert one.alert.cause.texts.keys() == {"en", "zh"}


def test_after_a_pass_each_alert_has_its_reason(engine: Engine, file: Path) -> None:
    pass_over_everybody(engine, file)

    causes = [one.alert.cause for one in open_alerts(engine)]
    assert not [cause for cause in causes if cause is None or isinstance(cause, AsSaidBefore)]
