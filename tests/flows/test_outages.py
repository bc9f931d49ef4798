"""Several processes on one PostgreSQL, records and Prefect both; each of them goes down once."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine

from dayzero.demo.stage import Stage
from dayzero.running.processes import Child, Children
from models.records.store import open_alerts, open_engine, record_fact, subjects_due, upgrade
from tests.delivery.conftest import TOLD_ALL, WITHOUT_DIGEST, hook_address
from tests.flows.conftest import NOW, bring_in
from tests.flows.end_state import end_state, pass_plainly, told
from tests.ports import free_port
from tests.postgresql import Cluster, own_cluster
from tests.unit.alerting.alerts_to_tell import BASE

pytestmark = pytest.mark.journey  # real servers or a browser, for minutes

SUBJECT = "CN10-001"
FOUR = (SUBJECT, "CN05-001", "CN11-001", "CN03-001")
BOOKED = {"kind": "step", "step": "infusion", "state": "booked", "at": "2026-03-19T10:00+08:00"}
WITHOUT_PREFECT = ("--without-prefect",)
PATIENCE_SECONDS = 180.0


@dataclass
class House:
    """A PostgreSQL, a Prefect server on it, and whatever runs against both."""

    cluster: Cluster
    stage: Stage
    family: Children
    server: Child

    def environment(self, engine: Engine) -> dict[str, str]:
        return {
            **self.family.environment,
            "DAYZERO_DATABASE_URL": engine.url.render_as_string(hide_password=False),
            "DAYZERO_NOW": NOW.isoformat(),
        }

    def start(self, engine: Engine, *command: str, module: str = "dayzero") -> "Command":
        """Start a command beside whatever else runs."""
        return Command(
            subprocess.Popen(  # noqa: S603  our own program, no shell
                [sys.executable, "-m", module, *command],
                env=self.environment(engine),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )

    def start_struck(self, engine: Engine, *words: str | int) -> "Command":
        """The same, striking a process at a call of a function: see `struck_at`."""
        return self.start(engine, *map(str, words), module="tests.flows.struck_at")

    def start_server(self) -> None:
        """Start Prefect's server, or start it again."""
        self.server = self.family.start("prefect server", self.stage.prefect_server())
        self.server.wait_until_it_answers(self.stage.prefect_port, "/api/health")


@dataclass
class Command:
    """A command that runs."""

    process: subprocess.Popen[str]

    def said(self) -> tuple[int, str, str]:
        """Its exit code and what it wrote, once it has ended."""
        out, err = self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode, out, err


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with own_cluster() as cluster:
        stage = Stage(tmp_path_factory.mktemp("house"), free_port(), free_port())
        database = cluster.url(cluster.create(), "postgresql+asyncpg")
        environment = {
            **stage.environment(),
            "PREFECT_API_DATABASE_CONNECTION_URL": database,
        }
        family = Children(environment, stage.folder)
        try:
            first = family.start("prefect server", stage.prefect_server())
            first.wait_until_it_answers(stage.prefect_port, "/api/health")
            yield House(cluster, stage, family, first)
        finally:
            family.stop()


@pytest.fixture
def records(house: House) -> Iterator[Engine]:
    """Four subjects, whose passes are due."""
    engine = new_records(house)
    bring_in(engine, *FOUR)
    yield engine
    engine.dispose()


@pytest.fixture
def told_by_webhook(
    house: House, httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> HTTPServer:
    """A nurse who is told everything by a webhook that takes it."""
    routing = tmp_path / "routing.toml"
    routing.write_text(BASE + WITHOUT_DIGEST + TOLD_ALL)
    httpserver.expect_request("/hook").respond_with_data("taken")
    nurse = {
        "DAYZERO_ROUTING": str(routing),
        "DAYZERO_CHANNEL_WARD_CHAT": hook_address(httpserver.port),
    }
    monkeypatch.setattr(house.family, "environment", {**house.family.environment, **nurse})
    return httpserver


def new_records(house: House) -> Engine:
    engine = open_engine(house.cluster.url(house.cluster.create()))
    upgrade(engine)
    return engine


def undisturbed(house: House) -> Engine:
    """The same four subjects, passed over in one process that nothing disturbs."""
    engine = new_records(house)
    bring_in(engine, *FOUR)
    pass_plainly(engine, FOUR, NOW)
    return engine


def test_a_sweep_and_a_pass_at_the_same_moment_leave_one_revision_and_one_alert(
    house: House, records: Engine
) -> None:
    expected = undisturbed(house)
    working = [house.start(records, "sweep"), house.start(records, "pass", SUBJECT, "CN05-001")]
    ended = [command.said() for command in working]

    assert [(code, err) for code, _, err in ended] == [(0, "")] * 2
    assert end_state(records, FOUR, NOW) == end_state(expected, FOUR, NOW)


def test_two_that_deliver_at_the_same_moment_tell_each_alert_once(
    house: House, told_by_webhook: HTTPServer
) -> None:
    records = undisturbed(house)
    telling = [house.start(records, "deliver"), house.start(records, "deliver", *WITHOUT_PREFECT)]

    assert [command.said()[0] for command in telling] == [0, 0]
    keys = [request.headers["X-DayZero-Delivery"] for request, _ in told_by_webhook.log]
    assert len(keys) == len(set(keys)) > 0
    assert told(records) == sorted(
        (f"{one.subject} {one.alert.key}", "nurse", "sent") for one in open_alerts(records)
    )


def test_a_database_that_breaks_off_within_a_pass_is_waited_for(
    house: House, records: Engine
) -> None:
    expected = end_state(undisturbed(house), FOUR, NOW)
    postmaster = house.cluster.process()
    within = "models.records.passes.passes.write_alerts"  # the calendar is written
    command = house.start_struck(records, within, 1, signal.SIGQUIT, postmaster, "pass", SUBJECT)
    house.cluster.wait_until_stopped()
    house.cluster.start()
    _, _, err = command.said()
    assert "Traceback" not in err

    sweep = house.start(records, "sweep").said()

    assert (sweep[0], sweep[2]) == (0, "")
    assert end_state(records, FOUR, NOW) == expected


def test_a_prefect_server_that_is_killed_within_a_sweep_stops_no_pass_and_no_recording(
    house: House, records: Engine
) -> None:
    plain = undisturbed(house)
    record_fact(plain, SUBJECT, BOOKED, now=NOW, by="nurse")
    pass_plainly(plain, [SUBJECT], NOW)
    server, within = house.server.process, "models.records.passes.passes.write_alerts"
    command = house.start_struck(records, within, 2, signal.SIGKILL, -server.pid, "sweep")
    assert server.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    house.family.running.remove(house.server)
    until_nobody_is_due(records)  # the passes go on without it
    record_fact(records, SUBJECT, BOOKED, now=NOW, by="nurse")
    house.start_server()

    assert command.said()[0] == 0  # it reported once there was a server again
    # the path's own run, made for a word that changed, may have looked at the new fact already
    assert subjects_due(records, NOW) in ([], [SUBJECT])
    assert house.start(records, "sweep").said()[0] == 0
    assert end_state(records, FOUR, NOW) == end_state(plain, FOUR, NOW)


def until_nobody_is_due(engine: Engine) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while subjects_due(engine, NOW):
        assert time.monotonic() < deadline
        time.sleep(0.1)
