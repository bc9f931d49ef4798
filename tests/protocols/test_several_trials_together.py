"""Subjects of three trials in one hospital: each is planned, told and shown by their own trial."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from calendars.feeds.feed import render_feed
from dayzero.command_line import main
from dayzero.desk.planning import plan_of
from models.alerting.routing_file import load_routing
from models.disclosure import Disclosure
from models.errors import ProtocolRefused
from models.records.store import (
    all_at_sites,
    chart_document,
    import_charts,
    open_engine,
    publish_pass,
    published_entries,
    read_for_pass,
    registered_deviations,
    upgrade,
)
from models.versions.known import known_protocol
from tasks.passes.changed_plans import look_at_everybody
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tasks.prefect_pages.attention import read_attention
from tasks.telling.alert_routing import routing
from tests.protocols.several import ADULT, CYCLES, TISAGENLECLEUCEL, several_trials
from tests.refusals import refuses
from wording.messages.lines import line_of

Json = dict[str, Any]
Run = Callable[..., str]

NOW = datetime(2026, 3, 16, 1, 0, tzinfo=UTC)


def step(name: str, state: str, at: str) -> Json:
    return {"kind": "step", "step": name, "state": state, "at": at}


def a_chart(subject: str, trial: str, *facts: Json) -> Json:
    numbered = [{"id": f"f{number}", **fact} for number, fact in enumerate(facts, 1)]
    return {
        "schema": "dayzero.chart/1",
        "subject": subject,
        "site": "CN01",
        "protocol": trial,
        "sex": "male",
        "born": "2010-01-01" if trial == TISAGENLECLEUCEL else "1980-01-01",
        "facts": numbered,
    }


OF_ADULT = a_chart(
    "CN01-101",
    ADULT,
    step("consent", "done", "2026-03-02"),
    step("screening", "done", "2026-03-03"),
    step("apheresis", "booked", "2026-03-10T10:00+08:00"),
)
OF_TISAGENLECLEUCEL = a_chart(
    "CN01-201",
    TISAGENLECLEUCEL,
    step("consent", "done", "2026-03-02"),
    step("screening", "done", "2026-03-03"),
    step("apheresis", "booked", "2026-03-10T10:00+08:00"),
)
OF_CYCLES = a_chart(
    "CN01-301",
    CYCLES,
    step("consent", "done", "2026-03-02"),
    step("cycle_1_day_1", "done", "2026-03-03T10:00+08:00"),
    step("cycle_1_day_29", "done", "2026-03-12"),
    step("cycle_2_day_1", "booked", "2026-04-20T10:00+08:00"),
)
CHARTS = (OF_ADULT, OF_TISAGENLECLEUCEL, OF_CYCLES)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setenv("DAYZERO_PROTOCOLS", str(several_trials(tmp_path / "trials")))
    opened = open_engine(f"sqlite:///{tmp_path / 'dayzero.db'}")
    upgrade(opened)
    files = [(chart["subject"], json.dumps(chart).encode()) for chart in CHARTS]
    import_charts(opened, files, now=NOW, by="test")
    for chart in CHARTS:
        pass_over(opened, chart["subject"])
    monkeypatch.setenv("DAYZERO_DATABASE_URL", str(opened.url))
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    monkeypatch.setenv("DAYZERO_BY", "li_na")
    return opened


def pass_over(engine: Engine, subject: str) -> None:
    recorded = Recorded(read_for_pass(engine, subject), published_entries(engine, subject))
    publish_pass(engine, work_out(recorded, plan_path(recorded, NOW), NOW))


@pytest.fixture
def run(engine: Engine, capsys: pytest.CaptureFixture[str]) -> Run:  # noqa: ARG001  its records
    def ran(*words: object, ends: int = 0) -> str:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        said = capsys.readouterr()
        assert ended.value.code == ends, said
        return " ".join((said.out + said.err).split())

    return ran


# ---------------------------------------------------------------- plans


def test_each_subject_is_planned_by_their_own_trial(engine: Engine) -> None:
    planned = {
        chart["subject"]: plan_of(
            chart_document(engine, chart["subject"]), NOW, all_at_sites(engine)
        )
        for chart in CHARTS
    }

    assert {one.subject: one.protocol_id for one in planned.values()} == {
        "CN01-101": ADULT,
        "CN01-201": TISAGENLECLEUCEL,
        "CN01-301": CYCLES,
    }
    assert "study_entry" in {one.step for one in planned["CN01-101"].steps}
    assert "ltfu_15y" in {one.step for one in planned["CN01-201"].steps}
    assert "cycle_9_day_1" in {one.step for one in planned["CN01-301"].steps}


def test_a_look_at_everybody_looks_at_the_subjects_of_every_trial(engine: Engine) -> None:
    seen = look_at_everybody(engine, NOW)

    assert (seen.subjects, seen.outdated) == (3, ())


# ---------------------------------------------------------------- what is told


@pytest.mark.parametrize(
    ("subject", "called"), [("CN01-101", "apheresis"), ("CN01-201", "leukapheresis")]
)
def test_an_alert_names_its_step_as_its_own_trial_does(
    engine: Engine, subject: str, called: str
) -> None:
    told = [one.told for one in read_attention(engine, subject) if one.alert.step == "apheresis"]

    titles = {
        line_of(one, known_protocol(one.trial), "en", NOW, ceiling=Disclosure.NOTHING).step
        for one in told
    }
    assert titles == {called}


@pytest.mark.parametrize(
    ("subject", "called"),
    [("CN01-101", "Apheresis"), ("CN01-201", "leukapheresis"), ("CN01-301", "cycle 2 day 1")],
)
def test_a_calendar_calls_a_visit_as_its_own_trial_does(
    engine: Engine, subject: str, called: str
) -> None:
    feed = render_feed(subject, published_entries(engine, subject), ZoneInfo("Asia/Shanghai"))

    titles = [line for line in feed.decode().splitlines() if line.startswith("SUMMARY:")]
    assert any(line.startswith(f"SUMMARY:{called}") for line in titles), titles


def test_a_deviation_is_told_by_its_own_trial(engine: Engine) -> None:
    assert {one.trial for one in registered_deviations(engine)} <= {
        ADULT,
        TISAGENLECLEUCEL,
        CYCLES,
    }


ROUTING = """
schema = "dayzero.routing/1"
[storm]
above = 5
within_minutes = 10
[retry]
tries = 3
first_wait_seconds = 60
longest_wait_seconds = 900
[[channel]]
name = "desk"
[[recipient]]
name = "coordinator"
role = "coordinator"
sites = ["*"]
channels = ["desk"]
digest = "07:00"
[[recipient]]
name = "sponsor_a"
role = "sponsor"
sites = ["*"]
trials = ["NCT04684147"]
channels = ["desk"]
[[recipient]]
name = "sponsor_others"
role = "sponsor"
sites = ["*"]
channels = ["desk"]
[[route]]
severity = "critical"
sites = ["*"]
steps = [{ to = ["coordinator", "sponsor"] }]
[[route]]
severity = "warning"
sites = ["*"]
steps = []
[[route]]
severity = "info"
sites = ["*"]
steps = []
"""


def test_a_sponsor_hears_of_their_own_trial_alone(tmp_path: Path) -> None:
    file = tmp_path / "routing.toml"
    file.write_text(ROUTING, "utf-8")
    told = load_routing(file, ("CN01",), ("en",), (ADULT, CYCLES))
    [first] = told.route[0].steps

    assert [one.name for one in told.people(first, "CN01", ADULT)] == ["coordinator", "sponsor_a"]
    assert [one.name for one in told.people(first, "CN01", CYCLES)] == [
        "coordinator",
        "sponsor_others",
    ]
    sponsor = told.recipient_by_name["sponsor_a"]
    assert told.serves(sponsor, "CN01", ADULT)
    assert not told.serves(sponsor, "CN01", CYCLES)


def test_a_routing_that_names_a_trial_which_is_not_installed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "routing.toml"
    file.write_text(ROUTING, "utf-8")

    with refuses(
        ProtocolRefused,
        match=f"“{ADULT}” is no trial of this installation; use {CYCLES}, or leave the line out",
    ):
        load_routing(file, ("CN01",), ("en",), (CYCLES,))


def test_a_trial_of_which_nobody_would_be_told_is_refused(tmp_path: Path) -> None:
    alone = ROUTING.replace('name = "sponsor_others"', 'name = "sponsor_b"').replace(
        'sites = ["*"]\nchannels = ["desk"]\n[[route]]',
        f'sites = ["*"]\ntrials = ["{ADULT}"]\nchannels = ["desk"]\n[[route]]',
        1,
    )
    only_coordinator = alone.replace(
        'role = "coordinator"\nsites = ["*"]',
        f'role = "coordinator"\nsites = ["*"]\ntrials = ["{ADULT}"]',
        1,
    )
    file = tmp_path / "routing.toml"
    file.write_text(only_coordinator, "utf-8")

    with refuses(ProtocolRefused, match="nobody at CN01 has the role coordinator or sponsor"):
        load_routing(file, ("CN01",), ("en",), (ADULT, CYCLES))


@pytest.mark.usefixtures("engine")
def test_the_shipped_routing_serves_every_trial() -> None:
    told = routing()

    for trial in (ADULT, TISAGENLECLEUCEL, CYCLES):
        assert told.people(told.route[0].steps[0], "CN01", trial)


# ---------------------------------------------------------------- commands


def test_a_command_about_a_trial_asks_which_one(run: Run) -> None:
    asked = f"several trials are installed; name one with --trial: {ADULT}, {CYCLES} or"

    for words in (["rules"], ["protocol", "show"], ["protocol", "approvals"]):
        assert asked in run(*words, ends=2)
    assert "APH-STEROID" in run("rules", "--trial", TISAGENLECLEUCEL)
    assert "no site has approved a version" in run("protocol", "approvals", "--trial", CYCLES)
    assert "--trial: “NCT1” is no trial of this installation" in run(
        "rules", "--trial", "NCT1", ends=2
    )


def test_commands_about_subjects_need_no_trial(run: Run) -> None:
    listed = run("subjects")

    assert all(chart["subject"] in listed for chart in CHARTS)
    assert "leukapheresis" in run("show", "CN01-201")
    assert "cycle 9" in run("show", "CN01-301")
    assert "leukapheresis" in run("alerts")


def test_a_chart_of_no_installed_trial_changes_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(json.dumps({**OF_ADULT, "subject": "CN01-401", "protocol": "NCT1"}), "utf-8")

    said = run("import", file, ends=2)

    assert "protocol: “NCT1” is no trial of this installation; use" in said
    assert "CN01-401" not in run("subjects")


def test_a_subject_s_number_is_used_once_in_the_installation(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(json.dumps({**OF_CYCLES, "subject": "CN01-101"}), "utf-8")

    run("import", file, ends=2)


def test_a_feed_of_a_study_has_its_own_subjects_alone(run: Run) -> None:
    assert "/calendar/" in run("feed", "new", "--scope", "study", CYCLES)
    assert "NCT1" in run("feed", "new", "--scope", "study", "NCT1", ends=2)


def test_an_archive_holds_its_own_trial_and_no_other(run: Run, tmp_path: Path) -> None:
    run("archive", CYCLES, tmp_path / "cycles.zip")

    with ZipFile(tmp_path / "cycles.zip") as packed:
        data = {name for name in packed.namelist() if name.startswith("protocol/")}
        charts = {name for name in packed.namelist() if name.startswith("charts/")}
    assert data == {
        f"protocol/{name}.toml" for name in ("drugs", "nct02013167", "sites", "vocabulary")
    }
    assert charts == {"charts/CN01-301.chart.json"}
