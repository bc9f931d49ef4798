"""`dayzero up`, as a person runs it: ready, woken by a fact, mended by itself, gone at the end."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import State, StateType
from prefect.client.schemas.responses import SetStateStatus
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Pending, Running
from sqlalchemy import Engine

from models.records.store import open_engine
from tests.flows.conftest import bring_in
from tests.flows.test_demo import still_running
from tests.ports import free_port
from tests.reading_feeds import subscribed

pytestmark = pytest.mark.journey  # real servers or a browser, for minutes

PATIENCE_SECONDS = 240
# after how long a sweep whose process was killed no longer keeps others from running
SOON = {"PREFECT_SERVER_CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION": "30"}
OPS = {"DAYZERO_OPS_WEBHOOK": "http://127.0.0.1:9/ops"}  # nobody listens there
SUBJECT = "CN01-001"


@contextmanager
def up(home: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    inherited = ("PREFECT_", "DAYZERO_", "HOME")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(inherited)}
    with subprocess.Popen(  # noqa: S603  our own program, no shell
        [sys.executable, "-m", "dayzero", "up", *options],
        env={**environment, **SOON, **OPS, "HOME": str(home), "DAYZERO_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()  # a test that failed leaves no server behind


def wait_for(what: str, is_so: Callable[[], bool], *, every_seconds: float = 0.2) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, what
        time.sleep(every_seconds)


def lines_until(process: subprocess.Popen[str], last: str) -> list[str]:
    lines = []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line)
        if last in line:
            return lines
    raise AssertionError("".join(lines))


def pid_of(part: bytes, home: Path) -> int:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
            ours = f"DAYZERO_HOME={home}".encode() in (process / "environ").read_bytes()
        except OSError:
            continue
        if ours and part in command:
            return int(process.name)
    raise AssertionError(f"no {part.decode()} runs")


def published(engine: Engine) -> bytes:
    body = subscribed(engine, SUBJECT, datetime.now(UTC))
    return body.octets if body else b""


def test_up_serves_follows_facts_mends_itself_and_ends_whole(tmp_path: Path) -> None:
    prefect, web = free_port(), free_port()
    options = ("--port", str(web), "--prefect-port", str(prefect))
    with up(tmp_path, *options) as process:
        said = "".join(lines_until(process, "ready; Ctrl-C ends all of it"))
        assert re.search(r"the database .*dayzero\.db is ready", said)
        assert "the channel sponsor_mail has no address" in said
        assert "set DAYZERO_CHANNEL_SPONSOR_MAIL" in said
        assert "automation made “dayzero: no sweep for a quarter of an hour”" in said
        assert "deployment sweep is registered" in said
        assert f"http://127.0.0.1:{prefect}/runs?tag=patient-path" in said
        assert well(said)
        assert httpx.get(f"http://127.0.0.1:{web}/health").json() == {"status": "ok"}

        engine = open_engine(f"sqlite:///{tmp_path / 'dayzero.db'}")
        bring_in(engine, SUBJECT, now=datetime.now(UTC))
        wait_for("the calendar of a new fact", lambda: b"BEGIN:VCALENDAR" in published(engine))

        assert f"http://127.0.0.1:{web}/subjects/{SUBJECT}" in timeline_page(prefect)
        another_shell = re.search(r"export (DAYZERO_HOME=.*)", said)
        assert another_shell is not None
        told = dict(word.split("=", 1) for word in another_shell[1].split())
        assert told == {
            "DAYZERO_HOME": str(tmp_path),
            "DAYZERO_BASE_URL": f"http://127.0.0.1:{web}",
            "PREFECT_API_URL": f"http://127.0.0.1:{prefect}/api",
        }

        os.kill(pid_of(b"worker", tmp_path), signal.SIGKILL)
        begin_a_sweep_that_never_ends(prefect)  # before another worker is there to take it
        assert "worker ended with -9; it is started anew" in "".join(
            lines_until(process, "started anew")
        )
        os.kill(pid_of(b"prefect", tmp_path), signal.SIGKILL)
        assert "prefect server ended with -9" in "".join(lines_until(process, "started anew"))
        killed = datetime.now(UTC)
        wait_for("another sweep", lambda: has_swept_since(killed, prefect), every_seconds=5)

        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert still_running(tmp_path) == []


def test_after_it_was_killed_the_next_one_starts_on_the_same_ports(tmp_path: Path) -> None:
    web, prefect = free_port(), free_port()
    options = ("--port", str(web), "--prefect-port", str(prefect))
    for ending in (signal.SIGKILL, signal.SIGTERM):
        with up(tmp_path, *options) as process:
            lines_until(process, "ready; Ctrl-C ends all of it")
            assert httpx.get(f"http://127.0.0.1:{web}/health").json() == {"status": "ok"}
            process.send_signal(ending)
            process.communicate(timeout=PATIENCE_SECONDS)
        assert process.returncode == (-ending if ending is signal.SIGKILL else 0)
    assert still_running(tmp_path) == []


def well(said: str) -> bool:
    """Whether the worker answers that it is well where `dayzero up` says, once it has started."""
    address = re.search(r"the worker's health +(\S+)", said)
    assert address is not None

    def is_well() -> bool:
        try:
            return httpx.get(address[1]).is_success
        except httpx.HTTPError:
            return False

    wait_for("a worker that is well", is_well)
    return True


def timeline_page(port: int) -> str:
    """What the subject's artifact says, once it is there."""
    address = f"http://127.0.0.1:{port}/api/artifacts/filter"
    asked = {"artifacts": {"key": {"any_": [f"timeline-{SUBJECT.lower()}"]}}}
    pages: list[str] = []

    def is_there() -> bool:
        answer = httpx.post(address, json=asked, timeout=30)
        pages.extend(str(one["data"]) for one in answer.json() if answer.is_success)
        return bool(pages)

    wait_for("the timeline's artifact", is_there)
    return pages[0]


@contextmanager
def asking(port: int) -> Iterator[SyncPrefectClient]:
    """Prefect's own client: it asks a busy server again."""
    with (
        temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{port}/api"}),
        get_client(sync_client=True) as client,
    ):
        yield client


def begin_a_sweep_that_never_ends(port: int) -> None:
    """As a worker's that was killed: it has the only place that the deployment gives."""
    steps: tuple[State[None], ...] = (Pending(), Running())
    with asking(port) as client:
        run = client.create_flow_run_from_deployment(_sweep(client))
        for state in steps:
            if client.set_flow_run_state(run.id, state).status is not SetStateStatus.ACCEPT:
                return  # the worker was killed in a sweep of its own, which has the place


def has_swept_since(moment: datetime, port: int) -> bool:
    """Whether a sweep began since then and went well; asks for one more."""
    wanted = FlowRunFilter(
        start_time=FlowRunFilterStartTime(after_=moment),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.COMPLETED])),
    )
    try:
        with asking(port) as client:
            sweep = _sweep(client)
            client.create_flow_run_from_deployment(sweep)
            runs = client.read_flow_runs(flow_run_filter=wanted)
    except httpx.HTTPError:  # the server is being started
        return False
    return any(run.deployment_id == sweep for run in runs)


def _sweep(client: SyncPrefectClient) -> UUID:
    return client.read_deployment_by_name("sweep/sweep").id


def test_a_port_that_is_taken_is_told_before_anything_is_started(tmp_path: Path) -> None:
    taken = free_port()
    with socket.create_server(("127.0.0.1", taken)):
        options = ("--port", str(taken), "--prefect-port", str(free_port()))
        with up(tmp_path, *options) as process:
            said, _ = process.communicate(timeout=PATIENCE_SECONDS)

    assert process.returncode == 2
    assert said == f"--port: port {taken} is taken on this machine; choose another\n"
    assert not (tmp_path / "dayzero.db").exists()
