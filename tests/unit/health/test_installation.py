"""What an installation sets, the clock it reads, and how little a command imports."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pytest

from dayzero.clock import ClockRefused, now, this_minute
from dayzero.command_line import COMMANDS, main
from dayzero.settings import SettingsRefused, read_settings
from models.moments import to_minute
from tests.refusals import refuses, said

EXAMPLE = '{"schema": "dayzero.chart/1", "subject": "CN01-001", "site": "CN01", '
CHART = EXAMPLE + '"protocol": "NCT04684147", "sex": "male", "facts": []}'
HEAVY = {"prefect", "sqlmodel", "sqlalchemy", "alembic", "fastapi", "icalendar"}
NAMES_IMPORTED = """
import sys
from dayzero.command_line import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    assert ended.code == 0, ended.code
print(*sys.modules, file=sys.stderr)
"""


def test_the_database_is_in_the_working_directory_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DAYZERO_HOME", "DAYZERO_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    assert read_settings().database_url == "sqlite:///dayzero.db"

    monkeypatch.setenv("DAYZERO_HOME", "/srv/day zero")
    assert read_settings().database_url == "sqlite:////srv/day zero/dayzero.db"

    monkeypatch.setenv("DAYZERO_DATABASE_URL", "postgresql://day@host/zero")
    assert read_settings().database_url == "postgresql://day@host/zero"


def test_a_setting_that_is_wrong_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DAYZERO_BASE_URL", "secret.example")

    with refuses(SettingsRefused, match=r"^DAYZERO_BASE_URL: ") as caught:
        read_settings()
    assert "secret" not in said(caught.value)


def test_the_password_of_the_database_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYZERO_DATABASE_URL", "postgresql://day:secret@host/zero")

    assert "secret" not in repr(read_settings())


def test_a_path_can_be_appended_to_the_base_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYZERO_BASE_URL", "https://dayzero.example/")

    assert read_settings().base_url == "https://dayzero.example"


def test_the_environment_can_hold_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYZERO_NOW", "2026-03-10T08:00+08:00")

    assert now() == datetime(2026, 3, 10, tzinfo=UTC)
    assert this_minute() == to_minute(datetime(2026, 3, 10, tzinfo=UTC))


def test_the_clock_runs_in_utc_where_nothing_holds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DAYZERO_NOW", raising=False)
    before = datetime.now(UTC)

    moment = now()

    assert before <= moment <= datetime.now(UTC)
    assert moment.tzinfo is UTC


@pytest.mark.parametrize("text", ["soon", "2026-03-10", "2026-03-10T08:00"])
def test_a_clock_without_an_offset_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("DAYZERO_NOW", text)

    with refuses(ClockRefused, match=r"DAYZERO_NOW: .* is not an instant like"):
        now()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_help_is_there(name: str) -> None:
    module, _, attribute = COMMANDS[name][0].partition(":")

    assert callable(getattr(import_module(f"dayzero.commands.{module}"), attribute))


@pytest.mark.parametrize("words", [["--help"], ["plan", "CHART", "--json"], ["plan", "CHART"]])
def test_a_command_that_needs_no_database_imports_none(tmp_path: Path, words: list[str]) -> None:
    file = tmp_path / "chart.json"
    file.write_text(CHART)
    arguments = [str(file) if word == "CHART" else word for word in words]

    ended = subprocess.run(  # noqa: S603  our own program, in this interpreter
        [sys.executable, "-c", NAMES_IMPORTED, *arguments],
        capture_output=True,
        check=True,
        text=True,
    )

    assert HEAVY.isdisjoint(ended.stderr.split())


def test_a_command_that_is_mistyped_is_told_which_was_meant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["subject"])

    assert ended.value.code == 2
    assert "Did you mean 'subjects'?" in capsys.readouterr().err


def test_the_version_is_told_without_an_installation(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"dayzero {version('dayzero')}\n"


def test_zones_of_the_machine_change_no_plan(tmp_path: Path) -> None:
    """A system on which Shanghai has the clocks of New York, and another edition."""
    wrong = files("tzdata") / "zoneinfo" / "America" / "New_York"
    (tmp_path / "Asia").mkdir()
    (tmp_path / "Asia" / "Shanghai").write_bytes(wrong.read_bytes())
    chart = "docs/example.chart.json"
    answer = subprocess.run(  # noqa: S603  our own program, no shell
        [sys.executable, "-m", "dayzero", "plan", chart, "--at", "2026-04-03T00:00Z", "--json"],
        env={**os.environ, "PYTHONTZPATH": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    plan = json.loads(answer.stdout)

    assert plan["as_of"] == "2026-04-03T08:00+08:00"
    assert plan["made_with"]["time_zones"] == import_module("tzdata").IANA_VERSION
    assert plan["made_with"]["holidays"] == version("holidays")
