"""`dayzero doctor` beside a real Prefect server, with a runner and without."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from prefect import Flow, get_client
from prefect.states import Cancelled
from sqlalchemy import Engine

from dayzero.demo.stage import Stage
from dayzero.health.checkup import check_up
from dayzero.health.finding import Finding, Level
from dayzero.prefect_side.run_flows import sweep_once
from dayzero.running.processes import Child, Children
from tests.flows.conftest import NOW, bring_in

PATIENCE_SECONDS = 60.0


Findings = dict[str, Finding]


@pytest.fixture
def doctor(
    stage: Stage, records: Engine, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Findings]:
    """What the command would tell now, by check."""
    del records  # it sets the environment that the check-up reads
    monkeypatch.setenv("PREFECT_API_URL", f"{stage.prefect_url}/api")
    return lambda: {one.check: one for one in check_up()}


@contextmanager
def a_runner(stage: Stage) -> Iterator[Child]:
    family = Children(stage.environment(), stage.folder)
    try:
        yield family.start("runner", [sys.executable, "-m", "tests.flows.served_sweep"])
    finally:
        family.stop()


@pytest.mark.journey
def test_it_sees_the_server_the_runner_and_the_last_sweep(
    stage: Stage, records: Engine, doctor: Callable[[], Findings]
) -> None:
    bring_in(records, "CN01-001")
    sweep_once(NOW)
    end_as_cancelled("sweep")  # as where the one before still ran
    with a_runner(stage) as runner:
        found = until(doctor, "sweep runner", "polls for every-five-minutes")
        runner.check_alive()
    # paused as its runner left it, or polled by nothing where the server knows others too
    until(doctor, "sweep runner", "the deployment is paused", "nothing polls for its runs")

    assert found["Prefect"].level is Level.OK
    assert found["Prefect"].said.endswith(f"at {stage.prefect_url}/api")
    assert found["Prefect's clock"].level is Level.OK
    assert found["last sweep"].said.startswith("Swept, ")


def end_as_cancelled(flow: str) -> None:
    with get_client(sync_client=True) as client:
        run = client.create_flow_run(Flow(lambda: None, name=flow))
        client.set_flow_run_state(run.id, Cancelled(), force=True)


def until(doctor: Callable[[], Findings], check: str, *said: str) -> Findings:
    """Ask again until a line says one of these: Prefect sees a runner once it has polled.

    A busy server may be silent for once, and the check is then not told at all.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while check not in (found := doctor()) or found[check].said not in said:
        assert time.monotonic() < deadline, found
        time.sleep(0.2)
    return found
