"""Alerts answered, deliveries looked at, deviations explained: as a coordinator does it."""

import csv
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from models.moments import to_minute
from models.records.alerts.alerts import reconcile_alerts
from models.records.database.engine import open_engine
from models.records.passes.passes import publish_pass
from models.timeline.values import Severity
from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import NOW, SUBJECT, a_deviation, a_pass, an_alert

WARNING = an_alert("second", severity=Severity.WARNING, deadline=to_minute(NOW) + 600)


@pytest.fixture
def records(enrolled: Run, tmp_path: Path) -> Engine:
    """The records of the installation, in which two alerts are open."""
    del enrolled  # it sets the database up
    engine = open_engine(f"sqlite:///{tmp_path / 'home' / 'dayzero.db'}")
    reconcile_alerts(engine, SUBJECT, [an_alert("first"), WARNING], NOW)
    return engine


def listed(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("alerts", "--json").out)
    return found


# ------------------------------------------------------------------ alerts


@pytest.mark.usefixtures("records")
def test_an_alert_is_answered_by_its_number_and_then_stands_last(run: Run) -> None:
    answer = run("alerts", "ack", "1", "--why", "called the ward")

    assert (answer.code, answer.out) == (0, "alert 1 is acknowledged by nurse\n")
    assert [(one["number"], one["state"]) for one in listed(run)] == [
        (2, "open"),
        (1, "acknowledged"),
    ]
    assert listed(run)[1]["acknowledged_why"] == "called the ward"
    assert "acknowledged by nurse" in run("alerts").out


@pytest.mark.usefixtures("records")
def test_an_alert_is_put_off_until_a_time_on_the_sites_clock(run: Run) -> None:
    answer = run("alerts", "snooze", "second", "--until", "2026-03-10T14:00", "--why", "at lunch")

    assert (answer.code, answer.out) == (0, "alert 2 is snoozed until 2026-03-10 14:00\n")
    assert listed(run)[1]["snoozed_until"] == "2026-03-10T06:00:00+00:00"
    assert "snoozed until Tue 10 Mar 14:00" in " ".join(run("alerts").out.split())


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ack", "9", "--why", "x"), "9: no alert with this number or key is open"),
        (("snooze", "9", "--until", "2026-03-11T08:00", "--why", "x"), "9: no alert with"),
        (("snooze", "1", "--until", "2026-03-09T08:00", "--why", "x"), "must be ahead"),
        (("snooze", "1", "--until", "2026-03-12T08:00", "--why", "x"), "after its deadline"),
        (("snooze", "1", "--until", "tomorrow", "--why", "x"), "“tomorrow” is not an instant"),
        (("ack", "1", "--why", "  "), "must be a reason that can be printed"),
        (("ack", "1"), "Missing option '--why'"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_refused_in_words(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    answer = run("alerts", *words)

    assert answer.code == 2
    assert said in " ".join(answer.err.replace("│", " ").split())


# ------------------------------------------------------------------ deliveries


@pytest.mark.usefixtures("records")
def test_an_installation_without_channels_says_so_and_nothing_is_silent(run: Run) -> None:
    nothing = run("deliveries")
    answer = run("deliver", "--without-prefect")
    dead = json.loads(run("deliveries", "--dead", "--json").out)

    assert nothing.out == "no delivery\n"
    assert answer.code == 6
    assert answer.err == "6 reached nobody: see dayzero deliveries --dead\n"
    assert {one["recipient"] for one in dead} == {"coordinator", "investigator", "sponsor"}
    assert dead[-1]["attempts"][0]["outcome"] == "DAYZERO_CHANNEL_COORDINATOR_MAIL is not set"
    assert "DAYZERO_CHANNEL_COORDINATOR_MAIL is not set" in run("deliveries").out


@pytest.mark.usefixtures("records")
def test_dead_letters_can_be_given_new_tries(run: Run) -> None:
    run("deliver", "--without-prefect")

    answer = run("deliver", "--without-prefect", "--again")

    assert answer.out == "6 dead letters get new tries\n"
    assert answer.code == 6


@pytest.mark.usefixtures("records")
def test_a_routing_that_is_wrong_is_refused_with_its_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('schema = "dayzero.routing/1"\nsturm = 5\n')
    monkeypatch.setenv("DAYZERO_ROUTING", str(file))

    answer = run("deliver", "--without-prefect")

    assert (answer.code, answer.err) == (2, "mine.toml:2: “sturm” is not a field of the routing\n")


# ------------------------------------------------------------------ deviations


def test_the_register_is_shown_explained_and_written_for_a_spreadsheet(
    run: Run, records: Engine, tmp_path: Path
) -> None:
    assert run("deviations").out == "no deviation\n"
    publish_pass(records, a_pass(records, deviations=(a_deviation(),)))
    assert "1 h 1 min" in run("deviations").out

    answer = run("deviations", "explain", "1", "--why", "=HYPERLINK(1)")

    assert (answer.code, answer.out) == (0, "deviation 1 is explained by nurse\n")
    file = tmp_path / "register.csv"
    assert run("deviations", "--csv", file).out == f"1 deviation written to {file}\n"
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")  # the mark by which Excel knows UTF-8
    [row] = csv.DictReader(file.read_text("utf-8-sig").splitlines())
    assert (row["rule"], row["source"]) == ("EX-03.2", "NCT04684147 exclusion 3.2")
    assert (row["margin_minutes"], row["stands"]) == ("-61", "yes")
    assert row["what"].startswith("Infusion was done 1 h 1 min before its window: EX-03.2 (")
    assert row["reason"] == "'=HYPERLINK(1)"  # no spreadsheet computes it
    assert row["explained_at"] == "2026-03-10 08:00"  # on the site's clock


@pytest.mark.usefixtures("records")
def test_a_deviation_that_is_not_there_is_said_so(run: Run) -> None:
    answer = run("deviations", "explain", "3", "--why", "x")

    assert (answer.code, answer.err) == (2, "deviation 3: there is no such deviation\n")


def test_the_reason_is_asked_of_who_recorded_the_step(run: Run, records: Engine) -> None:
    later = NOW + timedelta(minutes=1)
    publish_pass(records, a_pass(records, deviations=(a_deviation(),), finished_at=later))

    assert "wanted from nurse, who recorded the step" in " ".join(run("deviations").out.split())
