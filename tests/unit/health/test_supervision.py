"""A child that dies is started anew; one that keeps dying ends all, in one sentence."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dayzero.running.ports import LOOPBACK, PortTaken, require_free
from dayzero.running.processes import Child, ChildFailed, Children, Health
from dayzero.running.supervision import (
    ASK_EVERY_SECONDS,
    SILENT_SECONDS,
    START_SECONDS,
    Supervision,
)
from tests.ports import free_port
from tests.refusals import refuses, said

LIVES = [sys.executable, "-c", "print('here', flush=True); import time; time.sleep(600)"]


def killed(child: Child) -> Child:
    child.send(signal.SIGKILL)
    child.process.wait()
    return child


def test_whoever_dies_is_started_anew_and_its_log_goes_on(tmp_path: Path) -> None:
    family, said = Children({}, tmp_path), list[str]()
    try:
        first = family.start("worker", LIVES)
        while not first.log.read_text():
            first.check_alive()
        standing = Supervision(family, said.append).look({"worker": killed(first)})

        assert standing["worker"].process.poll() is None
        assert standing["worker"].process.pid != first.process.pid
        assert said == ["worker ended with -9; it is started anew"]
        assert standing["worker"].log.read_text().startswith("here\n")
        assert family.running == [standing["worker"]]
    finally:
        family.stop()


def test_whoever_keeps_dying_ends_all(tmp_path: Path) -> None:
    family, said, moments = Children({}, tmp_path), list[str](), iter([0.0, 50.0, 100.0])
    supervision = Supervision(family, said.append, clock=lambda: next(moments))
    standing = {"web": family.start("web", LIVES)}
    try:
        for _ in range(2):
            standing = supervision.look({"web": killed(standing["web"])})
        with refuses(ChildFailed, match=r"^web ended with -9, 3 times within 120 s; its log"):
            supervision.look({"web": killed(standing["web"])})
    finally:
        family.stop()


def test_a_child_that_dies_now_and_then_is_always_started_anew(tmp_path: Path) -> None:
    family, said = Children({}, tmp_path), list[str]()
    moments = iter([0.0, 100.0, 200.0, 300.0])
    supervision = Supervision(family, said.append, clock=lambda: next(moments))
    standing = {"web": family.start("web", LIVES)}
    try:
        for _ in range(4):
            standing = supervision.look({"web": killed(standing["web"])})
        assert len(said) == 4
    finally:
        family.stop()


def test_whoever_answers_nothing_for_a_minute_is_killed_and_started_anew(tmp_path: Path) -> None:
    family, said, now, port = Children({}, tmp_path), list[str](), [0.0], free_port()
    serves = [sys.executable, "-m", "http.server", str(port), "--bind", LOOPBACK]
    supervision = Supervision(family, said.append, clock=lambda: now[0])
    try:
        first = family.start("worker", serves, health=Health(port, "/no-such-page"))
        first.wait_until_it_answers(port, "/")
        assert supervision.look({"worker": first}) == {"worker": first}  # 404 is an answer

        first.send(signal.SIGSTOP)
        now[0] = SILENT_SECONDS
        assert supervision.look({"worker": first}) == {"worker": first}
        now[0] += ASK_EVERY_SECONDS
        second = supervision.look({"worker": first})["worker"]

        assert first.process.poll() == -signal.SIGKILL
        assert second.process.poll() is None
        assert second.health == first.health
        assert said == [
            "worker has answered nothing for 60 s; it is killed",
            "worker ended with -9; it is started anew",
        ]
    finally:
        family.stop()


def test_whoever_has_just_begun_may_be_silent_for_longer(tmp_path: Path) -> None:
    family, now = Children({}, tmp_path), [0.0]
    supervision = Supervision(family, lambda _: None, clock=lambda: now[0])
    try:
        begun = family.start("worker", LIVES, health=Health(free_port(), "/health"))
        supervision.look({"worker": begun})
        now[0] = START_SECONDS + SILENT_SECONDS
        assert supervision.look({"worker": begun}) == {"worker": begun}
        now[0] += ASK_EVERY_SECONDS
        assert supervision.look({"worker": begun}) != {"worker": begun}
    finally:
        family.stop()


ENDLESS = """
import os, sys, time
from pathlib import Path
from dayzero.running.processes import Children
child = Children(dict(os.environ), Path(sys.argv[1])).start("server", sys.argv[2:])
print(child.process.pid, flush=True)
time.sleep(600)
"""
LISTENS = """
import socket, sys, time
listening = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print("listening", flush=True)
time.sleep(600)
"""


def has_ended(process: Path) -> bool:
    try:
        return "State:\tZ" in (process / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a process to its parent")
def test_whoever_starts_servers_and_is_killed_leaves_no_port_taken(tmp_path: Path) -> None:
    port = free_port()
    server = [sys.executable, "-c", LISTENS, str(port)]
    parent = subprocess.Popen(  # noqa: S603  our own program, no shell
        [sys.executable, "-c", ENDLESS, str(tmp_path), *server], stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    child = Path("/proc") / parent.stdout.readline().decode().strip()
    while "listening" not in (tmp_path / "server.log").read_text():
        assert parent.poll() is None
    parent.kill()
    parent.communicate()
    while not has_ended(child):  # for ever where it is not ended with its parent
        time.sleep(0.02)

    assert require_free("--port", port) == port


def test_the_log_of_before_stays_and_the_end_that_is_told_is_of_this_run(tmp_path: Path) -> None:
    (tmp_path / "web.log").write_text("of yesterday\n")
    family = Children({}, tmp_path)
    failing = [sys.executable, "-c", "print('the port is taken'); raise SystemExit(3)"]
    child = family.start("web", failing)
    child.process.wait()

    with refuses(ChildFailed, match=r"^web ended with 3; its log ends:\nthe port is taken$"):
        child.check_alive()
    assert (tmp_path / "web.log").read_text() == "of yesterday\nthe port is taken\n"


def test_a_port_that_is_taken_is_told_with_the_option_to_change() -> None:
    with socket.create_server((LOOPBACK, 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(PortTaken) as caught:
            require_free("--prefect-port", port)
    assert said(caught.value) == (
        f"--prefect-port: port {port} is taken on this machine; choose another"
    )
    assert caught.value.exit_code == 2
    assert require_free("--prefect-port", port) == port
