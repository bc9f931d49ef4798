"""The commands beside the web: calendar links and open alerts."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dayzero.command_line import main
from models.records.store import (
    find_feed,
    import_charts,
    open_engine,
    reconcile_alerts,
    upgrade,
)
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity
from tests.unit.records.recorded import as_said
from tests.web.conftest import chart

NOW = datetime(2026, 3, 10, 0, 0, tzinfo=UTC)
SUBJECTS = ("CN01-007", "CN01-008")
Run = Callable[..., str]


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    url = f"sqlite:///{tmp_path / 'dayzero.db'}"
    monkeypatch.setenv("DAYZERO_DATABASE_URL", url)
    monkeypatch.setenv("DAYZERO_BASE_URL", "https://dayzero.example.org")
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    opened = open_engine(url)
    upgrade(opened)
    charts = [(subject, chart(subject)) for subject in SUBJECTS]
    import_charts(opened, charts, now=NOW, by="test")
    return opened


@pytest.fixture
def run(engine: Engine, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command; what it printed."""
    assert engine

    def run_one(*words: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main(words)
        said = capsys.readouterr()
        assert ended.value.code == code, said.err
        return said.out + said.err

    return run_one


def test_a_link_is_shown_once_for_browsers_and_for_calendars(run: Run, engine: Engine) -> None:
    http, webcal = run("feed", "new", "CN01-007", "--by", "nurse").split()
    token = http.removeprefix("https://dayzero.example.org/calendar/").removesuffix(".ics")
    right = find_feed(engine, token)

    assert webcal == f"webcal://dayzero.example.org/calendar/{token}.ics"
    assert right is not None
    assert (right.scope.value, right.created_by) == ("CN01-007", "nurse")
    listed = run("feed", "list") + run("feed", "list", "--json")
    assert "CN01-007" in listed
    assert token not in listed


def test_a_link_that_was_taken_back_is_listed_as_ended(run: Run) -> None:
    run("feed", "new", "CN01-007")
    run("feed", "new", "CN01-008")
    assert "link 1 is taken back" in run("feed", "revoke", "1")
    links = json.loads(run("feed", "list", "--json"))

    assert [(link["link"], link["ended"]) for link in links] == [(1, True), (2, False)]
    (only,) = json.loads(run("feed", "list", "--subject", "CN01-008", "--json"))
    assert only["scope"] == {"kind": "subject", "value": "CN01-008"}


def test_a_link_that_was_never_made_cannot_be_taken_back(run: Run) -> None:
    assert "feed 9: there is no such feed" in run("feed", "revoke", "9", code=2)
    assert "no such subject" in run("feed", "new", "CN99-001", code=2)
    assert "no link was handed out" in run("feed", "list")


def an_alert(key: str, severity: Severity, deadline: int | None = None) -> Alert:
    return Alert(
        key=key,
        kind=AlertKind.OVERDUE,
        severity=severity,
        cause=as_said(f"{key} is [bold]overdue[/bold]: book it again."),
        step="apheresis",
        deadline=deadline,
    )


@pytest.fixture
def alerted(engine: Engine) -> None:
    minute = 29_551_680  # 2026-03-10T00:00Z
    first = [
        an_alert("info", Severity.INFO, minute),
        an_alert("late", Severity.CRITICAL, minute + 600),
    ]
    reconcile_alerts(engine, "CN01-007", first, NOW)
    second = [an_alert("soon", Severity.CRITICAL, minute), an_alert("some day", Severity.CRITICAL)]
    reconcile_alerts(engine, "CN01-008", second, NOW)


@pytest.mark.usefixtures("alerted")
def test_alerts_come_most_urgent_first_with_what_to_do_by_when(run: Run) -> None:
    alerts = json.loads(run("alerts", "--json"))

    assert [alert["key"] for alert in alerts] == ["soon", "late", "some day", "info"]
    assert alerts[0]["deadline"] == "2026-03-10T08:00+08:00"
    assert alerts[0]["site"] == "CN01"
    assert "book it again" in alerts[0]["text"]


@pytest.mark.usefixtures("alerted")
def test_a_table_shows_text_as_it_is(run: Run) -> None:
    shown = run("alerts", "--subject", "CN01-007")

    assert "[bold]overdue[/bold]" in " ".join(shown.split())
    assert "10 Mar" in " ".join(shown.split())
    assert "CN01-008" not in shown


@pytest.mark.usefixtures("alerted")
def test_alerts_of_a_site_or_a_subject(run: Run) -> None:
    assert run("alerts", "--site", "CN02") == "no open alert\n"
    keys = [alert["key"] for alert in json.loads(run("alerts", "--subject", "CN01-008", "--json"))]
    assert keys == ["soon", "some day"]
    assert "no such subject" in run("alerts", "--subject", "CN99-001", code=2)
