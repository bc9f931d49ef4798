"""A child that dies is started anew; one that keeps dying ends all, in one sentence."""

import signal
import socket
import sys
from pathlib import Path

import pytest

from dayzero.running.ports import LOOPBACK, PortTaken, require_free
from dayzero.running.processes import Child, ChildFailed, Children
from dayzero.running.supervision import Supervision
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
