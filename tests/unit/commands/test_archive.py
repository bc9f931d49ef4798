"""A trial is closed, and its records leave as one file that is checked without this program."""

import csv
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlalchemy import Engine

from models.records.database.errors import TrialClosed
from models.records.deliveries.deliveries import record_due
from models.records.passes.passes import publish_pass, subjects_due
from models.records.store import (
    acknowledge,
    export_chart,
    mark_for_pass,
    note_reading,
    open_engine,
    record_fact,
    verify,
)
from tests.refusals import said
from tests.unit.alerting.alerts_to_tell import ZONES
from tests.unit.commands.command_line import Run
from tests.unit.records.a_history import AT, ROUTING, a_history
from tests.unit.records.recorded import BY, STENT, SUBJECT, a_pass, an_alert, bring_in, chart

TRIAL = "NCT04684147"
LATER = AT + timedelta(hours=3)


@pytest.fixture
def engine(run: Run, tmp_path: Path) -> Iterator[Engine]:
    """The records of a trial, with rows in every table."""
    assert run("init").code == 0
    opened = open_engine(f"sqlite:///{tmp_path / 'home' / 'dayzero.db'}")
    a_history(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def unpacked(run: Run, engine: Engine, tmp_path: Path) -> Path:
    """The bundle of a closed trial, unpacked where nothing of this program is."""
    answer = run("archive", TRIAL, "trial.zip", "--close", "--by", "li_na")
    assert answer.code == 0, answer.err
    engine.dispose()
    folder = tmp_path / "elsewhere"
    with zipfile.ZipFile(tmp_path / "trial.zip") as file:
        file.extractall(folder)
    return folder


def checks(folder: Path) -> subprocess.CompletedProcess[str]:
    """Plain Python, without the packages of this program."""
    command = [sys.executable, "-I", "-S", "-B", "check.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603  ours


def test_it_is_checked_by_sha256sum_and_plain_python_alone(unpacked: Path) -> None:
    program = shutil.which("sha256sum")
    if program is not None:
        subprocess.run([program, "-c", "SHA256SUMS"], cwd=unpacked, check=True)  # noqa: S603  the system's own
    checked = checks(unpacked)
    assert checked.returncode == 0, checked.stdout
    assert ", 0 faults" in checked.stdout

    table = unpacked / "tables" / "fact.jsonl"
    table.write_text(table.read_text().replace("typed wrongly", "typed rightly"))
    assert "tables/fact.jsonl: changed" in checks(unpacked).stdout
    sums = unpacked / "SHA256SUMS"  # by somebody who writes the sums anew as well
    told = f"{sha256(table.read_bytes()).hexdigest()}  tables/fact.jsonl\n"
    lines = [one for one in sums.read_text().splitlines() if "tables/fact.jsonl" not in one]
    sums.write_text("\n".join([*lines, told]))
    assert "not what its link says" in checks(unpacked).stdout


def test_it_is_read_without_this_program(unpacked: Path, engine: Engine) -> None:
    with (unpacked / "tables" / "audit.csv").open(encoding="utf-8-sig", newline="") as file:
        audit = list(csv.DictReader(StringIO(file.read())))
    assert {"at", "who", "what", "subject", "why"} <= audit[0].keys()
    assert "closed the trial NCT04684147" in [line["what"] for line in audit]
    assert json.loads((unpacked / "verify.json").read_text())["findings"] == []
    assert (unpacked / "charts" / f"{SUBJECT}.chart.json").read_bytes() == export_chart(
        engine, SUBJECT
    )
    calendar = Calendar.from_ical((unpacked / "calendars" / f"{SUBJECT}.ics").read_bytes())
    assert calendar.walk("VEVENT")
    assert "tables/signature.csv" in (unpacked / "SHA256SUMS").read_text()
    for readme in ("README.md", "README.zh.md"):
        assert "sha256sum -c SHA256SUMS" in (unpacked / readme).read_text()


def test_a_closed_trial_takes_nothing_more_and_is_read_on(run: Run, engine: Engine) -> None:
    publish_pass(engine, a_pass(engine, alerts=(an_alert("still open"),)))
    run("archive", TRIAL, "trial.zip", "--close", "--by", "li_na")

    with pytest.raises(TrialClosed) as refused:
        record_fact(engine, SUBJECT, {**STENT, "at": "2026-03-09"}, now=LATER, by=BY)
    assert "is closed: what is recorded can be read" in said(refused.value)
    with pytest.raises(TrialClosed):
        bring_in(engine, chart(subject="CN01-099"))
    with pytest.raises(TrialClosed):
        acknowledge(engine, "still open", why="late", now=LATER, by=BY)
    mark_for_pass(engine, SUBJECT, LATER)
    publish_pass(engine, a_pass(engine, alerts=(an_alert("new"),)))

    assert subjects_due(engine, LATER) == []
    assert record_due(engine, ROUTING, ZONES, LATER) == 0  # nobody is told of what was open
    note_reading(engine, SUBJECT, by="monitor", now=LATER)
    assert verify(engine).findings == ()
    assert run("record", "--help").code == 0
    assert "is closed" in run("book", SUBJECT, "infusion", "2026-03-30").err


def test_without_closing_it_is_a_state_of_now_and_the_same_records_are_the_same_bytes(
    run: Run, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_NOW", AT.isoformat())
    engine.dispose()
    first, second = (
        run("archive", TRIAL, "one.zip"),
        run("archive", TRIAL, "two.zip", "--language", "zh"),
    )

    assert "is open: this is its state of now" in first.out
    assert "尚未关闭" in second.out
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert "no subject was enrolled in NCT00000000" in run("archive", "NCT00000000", "x.zip").err


def test_records_that_were_touched_are_written_and_said_so(run: Run, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET why = 'x' WHERE id = 2")

    answer = run("archive", TRIAL, "trial.zip")
    assert answer.code == 1
    assert "not as they were written" in answer.out
