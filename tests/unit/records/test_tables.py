"""What the tables themselves promise, on each database."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError, IntegrityError, StatementError
from sqlmodel import SQLModel

from models.records.database.engine import is_current, open_engine, reading, upgrade, writing
from models.records.database.errors import StoreNotReady, StoreTrouble, StoreUnreachable
from models.records.passes.passes import publish_pass, subjects_due
from models.records.subjects.deeds import named
from models.records.subjects.facts import record_fact
from models.records.tables import APPEND_ONLY, RecordedFact, Subject
from tests.refusals import refuses, said
from tests.unit.records.a_history import hand_over_and_check
from tests.unit.records.recorded import (
    BY,
    NOW,
    SCREENING,
    STENT,
    SUBJECT,
    TOOLS,
    a_pass,
    a_verdict,
    bring_in,
    chart,
)

IN_SHANGHAI = datetime(2026, 3, 10, 8, 0, tzinfo=timezone(timedelta(hours=8)))


def a_subject(enrolled_at: datetime) -> Subject:
    return Subject(
        number=SUBJECT,
        site="CN01",
        header="{}",
        protocol="NCT04684147",
        enrolled_at=enrolled_at,
        enrolled_by=BY,
    )


def a_fact(**changes: Any) -> RecordedFact:
    facts: dict[str, Any] = {
        "subject": SUBJECT,
        "fact": "f9",
        "position": 9,
        "kind": "step",
        "document": "{}",
        "zone": "Asia/Shanghai",
        "recorded_at": NOW,
        "recorded_by": BY,
    }
    return RecordedFact(**{**facts, **changes})


def test_a_moment_comes_back_in_utc_wherever_it_was_written(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(a_subject(IN_SHANGHAI))

    with reading(engine) as session:
        kept = session.get_one(Subject, SUBJECT).enrolled_at
    assert kept == IN_SHANGHAI
    assert kept.tzinfo is UTC


def test_a_moment_without_a_time_zone_is_not_stored(engine: Engine) -> None:
    with pytest.raises(StatementError), writing(engine) as session:
        session.add(a_subject(datetime(2026, 3, 10, 8, 0)))  # noqa: DTZ001  the mistake itself


@pytest.mark.parametrize(
    "changes",
    [
        {"corrects": "f1"},  # a correction without its reason
        {"fact": "f1"},  # an id that is taken
        {"position": 0},  # a place that is taken
        {"subject": "CN01-999"},  # a subject whom nobody enrolled
    ],
)
def test_the_database_refuses_a_fact_that_contradicts_the_record(
    engine: Engine, changes: dict[str, str]
) -> None:
    bring_in(engine, chart(SCREENING))

    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(a_fact(**changes))


COLUMN = {
    "chain_link": "chain",
    "closed_trial": "protocol",
    "protocol_version": "protocol",
    "approval": "protocol",
    "checkpoint": "hash",
}


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_was_recorded(
    engine: Engine, table: str, change: str
) -> None:
    bring_in(engine, chart(SCREENING))
    record_fact(engine, SUBJECT, STENT, now=NOW, by=BY, sending=named("a key"))
    publish_pass(engine, a_pass(engine, made_with=TOOLS, verdicts=(a_verdict(),)))
    hand_over_and_check(engine)

    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(text(change.format(table, COLUMN.get(table, "subject"))))
    with engine.connect() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0  # noqa: S608  table names of ours


def test_the_migrations_make_the_tables_that_the_program_uses(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_setting_up_twice_changes_nothing(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    upgrade(engine)

    assert is_current(engine)
    assert record_fact(engine, SUBJECT, STENT, now=NOW, by=BY) == "f2"


def test_a_database_of_a_newer_program_is_refused_in_one_sentence(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert not is_current(engine)
    with refuses(StoreNotReady, match="belongs to a newer program; nothing was changed"):
        upgrade(engine)


def test_asking_whether_a_database_is_current_creates_no_file(tmp_path: Path) -> None:
    file = tmp_path / "none.db"

    assert not is_current(open_engine(f"sqlite:///{file}"))
    assert not file.exists()


def test_tables_that_are_missing_are_told_with_what_to_run(tmp_path: Path) -> None:
    with refuses(StoreNotReady, match="run `dayzero init`"):
        subjects_due(open_engine(f"sqlite:///{tmp_path / 'empty.db'}"), NOW)


def test_a_file_that_is_no_database_is_told_plainly(tmp_path: Path) -> None:
    file = tmp_path / "dayzero.db"
    file.write_text("not a database, but long enough to be read as the header of one" * 9)

    with refuses(StoreUnreachable, match="is not a database"):
        subjects_due(open_engine(f"sqlite:///{file}"), NOW)


def test_a_folder_in_the_way_is_told_plainly(tmp_path: Path) -> None:
    with refuses(StoreTrouble, match="cannot be opened"):
        subjects_due(open_engine(f"sqlite:///{tmp_path}"), NOW)


@pytest.mark.parametrize("url", ["dayzero.db", "mongodb://localhost/x", ""])
def test_an_address_that_is_no_database_is_refused(url: str) -> None:
    with refuses(StoreUnreachable, match="not a URL"):
        open_engine(url)


def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    nobody = open_engine("postgresql://day:secret@127.0.0.1:1/zero")

    with pytest.raises(StoreUnreachable) as caught:
        subjects_due(nobody, NOW)
    assert "127.0.0.1:1" in said(caught.value)
    assert "secret" not in said(caught.value)
