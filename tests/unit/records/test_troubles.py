"""When the disk is full, a lock is held, a process dies: told plainly, nothing lost or halved."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, event, text

from models.records.database.engine import open_engine
from models.records.database.errors import StoreBusy, StoreFull
from models.records.passes.passes import publish_pass
from models.records.subjects.charts import chart_document, recorded_facts
from models.records.subjects.facts import book, record_fact
from tests.refusals import refuses, said
from tests.unit.records.recorded import BY, NOW, SCREENING, STENT, SUBJECT, a_pass, bring_in, chart

RECORD_FOR_EVER = """
import sys
from models.records.database.engine import open_engine
from models.records.subjects.facts import record_fact
from tests.unit.records.recorded import BY, NOW, STENT, SUBJECT
engine = open_engine(sys.argv[1])
while True:
    print(record_fact(engine, SUBJECT, STENT, now=NOW, by=BY), flush=True)
"""


def a_writer(url: str) -> subprocess.Popen[str]:
    """A process that records facts for ever, and says which once they are recorded."""
    return subprocess.Popen(  # noqa: S603  our own program, in this interpreter
        [sys.executable, "-c", RECORD_FOR_EVER, url],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
        text=True,
    )


def facts(engine: Engine) -> list[str]:
    return [line.fact for line in recorded_facts(engine, SUBJECT)]


def test_a_full_disk_is_told_in_one_sentence_and_nothing_is_halved(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    bring_in(engine, chart(SCREENING))
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    @event.listens_for(engine, "begin")
    def let_it_grow_no_more(connection: object) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]  # SQLAlchemy's own

    big = chart(*({"id": f"f{n}", **STENT, "severity": "x" * 40} for n in range(500)))
    with pytest.raises(StoreFull) as caught:
        bring_in(engine, {**big, "subject": "CN01-008"})

    assert "cannot grow: the disk is full; nothing was changed" in said(caught.value)
    assert "\n" not in said(caught.value)
    assert facts(engine) == ["f1"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM fact")).scalar_one() == 1
        assert connection.execute(text("SELECT count(*) FROM subject")).scalar_one() == 1


def test_a_lock_that_is_held_too_long_is_told_and_nothing_is_written(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url, patience_ms=10)
    bring_in(engine, chart(SCREENING))
    other = sqlite3.connect(str(engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with refuses(StoreBusy, match="is locked by another program; nothing was changed"):
        record_fact(engine, SUBJECT, STENT, now=NOW, by=BY)

    assert facts(engine) == ["f1"]  # readers never wait
    other.execute("ROLLBACK")
    assert record_fact(engine, SUBJECT, STENT, now=NOW, by=BY) == "f2"


def test_writers_of_one_subject_at_the_same_moment_lose_no_fact(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    start, written = Barrier(4), []

    def write(number: int) -> None:
        start.wait()
        for day in range(1, 6):
            at = f"2026-04-{number * 5 + day:02}"
            written.append(book(engine, SUBJECT, "infusion", at, now=NOW, by=BY))

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(written) == sorted(f"f{number}" for number in range(2, 22))
    assert facts(engine) == [f"f{number}" for number in range(1, 22)]


def test_imports_of_the_same_chart_at_the_same_moment_enrol_it_once(engine: Engine) -> None:
    start, added = Barrier(4), []

    def write() -> None:
        start.wait()
        added.append(bring_in(engine, chart(SCREENING)).added)

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(added) == [0, 0, 0, 1]
    assert facts(engine) == ["f1"]


def test_every_acknowledged_fact_survives_the_death_of_its_writer(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    bring_in(engine, chart(SCREENING))
    engine.dispose()

    with a_writer(sqlite_url) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().strip() for _ in range(25)]
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]

    kept = facts(open_engine(sqlite_url))
    assert acknowledged == [f"f{number}" for number in range(2, len(acknowledged) + 2)]
    assert kept[1 : len(acknowledged) + 1] == acknowledged
    assert len(kept) <= len(acknowledged) + 2  # at most the one that was being acknowledged


def test_after_the_death_of_a_writer_the_database_is_whole_and_writable(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    bring_in(engine, chart(SCREENING))
    with a_writer(sqlite_url) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        writer.kill()

    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    assert not publish_pass(engine, a_pass(engine)).stale
    assert "facts" in chart_document(engine, SUBJECT)
