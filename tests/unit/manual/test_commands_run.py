"""Every command that the pages show is run: here, or by a test that is named."""

import os
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from models.records.store import open_engine, publish_pass, published_entries, read_for_pass
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tests.unit.commands.command_line import Run
from tests.unit.manual.shown import ELSEWHERE, ROOT, lines_of, pages, run_elsewhere

NOW = datetime(2026, 4, 3, tzinfo=UTC)  # 08:00 in Shanghai, the day of the example chart


@pytest.fixture
def reader(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A reader's folder: an installation with the example chart, and a hospital's calendar."""
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    for folder in ("docs", "tests"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    for name in ("closures.ics", "holidays.ics"):
        (tmp_path / name).write_bytes(closures())
    assert run("init").code == 0
    assert run("import", "docs/example.chart.json").code == 0
    engine = open_engine(f"sqlite:///{tmp_path / 'home' / 'dayzero.db'}")
    recorded = Recorded(read_for_pass(engine, "CN01-007"), published_entries(engine, "CN01-007"))
    publish_pass(engine, work_out(recorded, plan_path(recorded, NOW), NOW))
    engine.dispose()
    return run


def closures() -> bytes:
    """One afternoon on which a unit is closed."""
    event = Event()
    event.add("uid", "closed@hospital.example")
    event.add("dtstamp", NOW)
    event.add("dtstart", datetime(2026, 4, 20, 4, tzinfo=UTC))
    event.add("dtend", datetime(2026, 4, 20, 9, tzinfo=UTC))
    event.add("summary", "closed")
    calendar = Calendar()
    calendar.add("prodid", "-//hospital//")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def typed(command: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line as a shell reads it: a setting for what follows, or a command that must succeed."""
    program, *words = shlex.split(os.path.expandvars(command))
    if program == "export":
        for word in words:
            monkeypatch.setenv(*word.split("=", 1))
        return
    assert program == "dayzero"
    answer = run(*words)
    assert answer.code == 0, f"{command}: {answer.err}"


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_of_a_page_work_from_top_to_bottom(
    page: Path, reader: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PWD", str(tmp_path))
    for command in lines_of(page):
        if run_elsewhere(command) is None:
            typed(command, reader, monkeypatch)


@pytest.mark.parametrize("start", ELSEWHERE)
def test_what_needs_a_server_is_run_by_the_test_that_is_named(start: str) -> None:
    file, word = ELSEWHERE[start]

    assert word in (ROOT / file).read_text(encoding="utf-8")


def test_no_test_is_named_for_a_command_that_no_page_shows() -> None:
    shown = {run_elsewhere(command) for page in pages() for command in lines_of(page)}

    assert shown >= set(ELSEWHERE)
