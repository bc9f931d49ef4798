"""Whatever is killed or down, the next pass makes it good, and nothing is told twice.

On each database. Each end is compared with what a run leaves that nothing disturbed.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings
from sqlalchemy import Engine

from dayzero.demo.stage import Stage
from dayzero.prefect_side.run_flows import PrefectUnreachable, sweep_once
from dayzero.running.ports import LOOPBACK
from flows.sweep import sweep
from models.records.store import (
    open_alerts,
    open_engine,
    record_fact,
    subjects_due,
    upgrade,
)
from tests.flows.conftest import NOW, bring_in
from tests.flows.end_state import end_state, pass_plainly
from tests.ports import free_port
from tests.postgresql import Cluster
from tests.reading_feeds import subscribed
from tests.refusals import refuses

pytestmark = pytest.mark.journey  # real servers or a browser, for minutes

SUBJECT = "CN10-001"
THREE = (SUBJECT, "CN05-001", "CN11-001")
BOOKED = {"kind": "step", "step": "infusion", "state": "booked", "at": "2026-03-19T10:00+08:00"}
IN_THE_TRANSACTION = "models.records.passes.passes.write_alerts"  # the calendar is written
KILLED_AT = [
    ("sqlite", "flows.patient_path.plan_path"),  # the chart is read, nothing is written
    ("sqlite", IN_THE_TRANSACTION),
    ("postgresql", IN_THE_TRANSACTION),
    ("sqlite", "flows.patient_path.label_run"),  # all is published, Prefect does not know it yet
]
NewRecords = Callable[[], Engine]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_records(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[NewRecords]:
    """Makes an empty database, which the flows use until the next one is made."""
    made: list[Engine] = []
    dropped: list[Callable[[], None]] = []

    def one_more() -> Engine:
        url = f"sqlite:///{tmp_path / f'dayzero-{len(made)}.db'}"
        if request.param == "postgresql":
            cluster: Cluster = request.getfixturevalue("postgresql")
            name = cluster.create()
            dropped.append(lambda: cluster.drop(name))
            url = cluster.url(name)
        monkeypatch.setenv("DAYZERO_DATABASE_URL", url)
        engine = open_engine(url)
        upgrade(engine)
        made.append(engine)
        return engine

    yield one_more
    for engine in made:
        engine.dispose()
    for drop in dropped:
        drop()


def undisturbed(new_records: NewRecords, *subjects: str) -> object:
    engine = new_records()
    bring_in(engine, *subjects)
    pass_plainly(engine, subjects, NOW)
    return end_state(engine, subjects, NOW)


@pytest.mark.parametrize(("new_records", "place"), KILLED_AT, indirect=["new_records"])
def test_a_pass_that_was_killed_leaves_nothing_that_the_next_does_not_mend(
    stage: Stage, new_records: NewRecords, place: str
) -> None:
    expected = undisturbed(new_records, SUBJECT)
    engine = new_records()
    bring_in(engine, SUBJECT)

    assert killed(stage, place, 1, "pass", SUBJECT) == -signal.SIGKILL
    assert half_done(engine) is False
    sweep_once(NOW)

    assert end_state(engine, [SUBJECT], NOW) == expected


@pytest.mark.parametrize("new_records", ["postgresql"], indirect=True)
def test_a_sweep_that_was_killed_halfway_is_ended_by_the_next(
    stage: Stage, new_records: NewRecords
) -> None:
    expected = undisturbed(new_records, *THREE)
    engine = new_records()
    bring_in(engine, *THREE)

    assert killed(stage, IN_THE_TRANSACTION, 2, "sweep") == -signal.SIGKILL
    assert len(subjects_due(engine, NOW)) == 2
    sweep_once(NOW)

    assert end_state(engine, THREE, NOW) == expected


def killed(stage: Stage, place: str, time: int, *command: str) -> int:
    """Run a command that is killed, as by the system, at one of its calls of a function."""
    struck = [sys.executable, "-m", "tests.flows.struck_at", place, str(time), str(signal.SIGKILL)]
    environment = {
        **stage.environment(),
        "DAYZERO_DATABASE_URL": os.environ["DAYZERO_DATABASE_URL"],
        "DAYZERO_NOW": NOW.isoformat(),
    }
    return subprocess.run([*struck, "0", *command], env=environment, check=False).returncode  # noqa: S603  our own program, no shell


def half_done(engine: Engine) -> bool:
    """A calendar without its alerts, or the other way round, or a lost next pass."""
    published = subscribed(engine, SUBJECT, NOW) is not None
    return not published == bool(open_alerts(engine)) == (subjects_due(engine, NOW) == [])


@pytest.mark.usefixtures("stage")
def test_what_is_recorded_while_prefect_is_down_is_caught_up(new_records: NewRecords) -> None:
    engine = new_records()
    bring_in(engine, SUBJECT)
    sweep_once(NOW)
    assert "washout_violated" in {one.alert.kind for one in open_alerts(engine)}

    with temporary_settings({PREFECT_API_URL: f"http://{LOOPBACK}:{free_port()}/api"}):
        record_fact(engine, SUBJECT, BOOKED, now=NOW, by="nurse")
        with refuses(PrefectUnreachable, match="nothing is lost"):
            sweep_once(NOW)
    assert subjects_due(engine, NOW) == [SUBJECT]

    sweep_once(NOW)

    assert "washout_violated" not in {one.alert.kind for one in open_alerts(engine)}
    body = subscribed(engine, SUBJECT, NOW)
    assert body is not None
    assert b"DTSTART;TZID=Asia/Shanghai:20260319T100000" in body.octets
    assert subjects_due(engine, NOW) == []


@pytest.mark.usefixtures("stage")
def test_ten_passes_that_were_missed_equal_one(new_records: NewRecords) -> None:
    """Ten facts, each of which would have woken a pass; the state is that after the last."""
    dates = [f"2026-03-{day}T10:00+08:00" for day in range(16, 26)]
    passed, missed = new_records(), new_records()
    for engine in (passed, missed):
        bring_in(engine, SUBJECT)
        for number, at in enumerate(dates):
            now = NOW + timedelta(minutes=number)
            record_fact(engine, SUBJECT, {**BOOKED, "at": at}, now=now, by="nurse")
            if engine is passed:
                pass_plainly(engine, [SUBJECT], now)
    sweep(NOW + timedelta(minutes=9), return_state=True)  # of those that were missed

    assert standing(missed) == standing(passed)
    assert subjects_due(missed, NOW + timedelta(minutes=9)) == []


def standing(engine: Engine) -> object:
    """The alerts that stand and the last appointment, without the way that led there."""
    body = subscribed(engine, SUBJECT, NOW)
    assert body is not None
    moments = [line for line in body.octets.splitlines() if line.startswith(b"DTSTART")]
    return {(one.alert.key, one.alert.cause) for one in open_alerts(engine)}, moments
