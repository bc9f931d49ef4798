"""Two passes of one subject never interleave, on each database, in threads and in processes."""

import subprocess
import sys
from itertools import groupby, pairwise
from threading import Event, Thread, current_thread
from typing import Any

import pytest
from sqlalchemy import Engine, text

from models.reasons.calendar.descriptions import DateAlone
from models.records.alerts.alerts import write_alerts
from models.records.passes.passes import PassOutcome, publish_pass, subjects_due
from models.records.passes.schedule import published_entries
from models.records.subjects.charts import read_for_pass, recorded_facts
from models.schedule import EntryStatus
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tests.unit.records.racing_passes import ROUNDS
from tests.unit.records.recorded import (
    DASATINIB,
    NOW,
    SCREENING,
    SUBJECT,
    a_pass,
    an_entry,
    bring_in,
    chart,
)

WORKERS = 2


def test_a_pass_that_comes_while_another_writes_waits_and_then_writes_nothing(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(engine, chart(SCREENING))
    first_result, second_result = (
        a_pass(engine),
        a_pass(engine, entries=(an_entry(about=(DateAlone(),)),)),
    )
    writes, go_on = Event(), Event()

    def pause(*arguments: Any) -> Any:
        if current_thread() is first:
            writes.set()
            go_on.wait()
        return write_alerts(*arguments)

    monkeypatch.setattr("models.records.passes.passes.write_alerts", pause)
    ended: dict[str, PassOutcome] = {}
    first = Thread(target=lambda: ended.update(first=publish_pass(engine, first_result)))
    second = Thread(target=lambda: ended.update(second=publish_pass(engine, second_result)))
    first.start()
    writes.wait()
    second.start()
    second.join(0.2)
    assert ended == {}  # the second can only wait
    go_on.set()
    first.join()
    second.join()

    assert (ended["first"].stale, ended["second"].stale) == (False, True)
    assert rows(engine, "SELECT count(*) FROM pass_log") == [(1,)]
    assert rows(engine, "SELECT key, sequence FROM published_revision") == [("infusion", 0)]


@pytest.mark.journey
def test_processes_that_record_and_pass_at_once_leave_one_line_of_history(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING, DASATINIB))
    race(engine)

    assert len(recorded_facts(engine, SUBJECT)) == 2 + WORKERS * ROUNDS
    assert subjects_due(engine, NOW) == []
    assert rows(engine, "SELECT count(*) FROM pass_log") == rows(
        engine, "SELECT passes FROM subject"
    )
    history = rows(engine, "SELECT key, sequence FROM published_revision ORDER BY key, id")
    for _, lines in groupby(history, key=lambda row: row[0]):
        numbers = [sequence for _, sequence in lines]
        assert numbers[0] == 0
        assert {then - before for before, then in pairwise(numbers)} <= {0, 1}
    openings = rows(engine, "SELECT key, reopened FROM alert ORDER BY key, id")
    for _, found in groupby(openings, key=lambda row: row[0]):
        times = [reopened for _, reopened in found]
        assert times == list(range(len(times)))

    stands_as_one_pass_would_leave_it(engine)


def stands_as_one_pass_would_leave_it(engine: Engine) -> None:
    recorded = Recorded(read_for_pass(engine, SUBJECT), ())
    alone = work_out(recorded, plan_path(recorded, NOW), NOW)

    assert {line.entry for line in published_entries(engine, SUBJECT) if not cancelled(line)} == {
        line.entry for line in alone.entries
    }
    open_now = rows(engine, "SELECT key FROM alert WHERE closed_at IS NULL ORDER BY key")
    assert open_now == sorted((alert.key,) for alert in alone.alerts)


def race(engine: Engine) -> None:
    """Several processes, let go at the same moment."""
    url = engine.url.render_as_string(hide_password=False)
    workers = [
        subprocess.Popen(  # noqa: S603  our own program, no shell
            [sys.executable, "-m", "tests.unit.records.racing_passes", url, str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(WORKERS)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    assert [(worker.communicate(), worker.returncode)[1] for worker in workers] == [0] * WORKERS


def rows(engine: Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def cancelled(line: Any) -> bool:
    return bool(line.entry.status is EntryStatus.CANCELLED)
