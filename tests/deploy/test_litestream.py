"""The shipped Litestream file with a real Litestream: what a killed machine's copy has."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.records.store import open_engine, record_fact, recorded_facts, verify
from tests.unit.records.recorded import BY, NOW, STENT, SUBJECT, bring_in, chart
from tests.web.server import PATIENCE_SECONDS, set_up

RULES = Path(__file__).parents[2] / "deploy" / "litestream.yml"
BEHIND_SECONDS = 10.0  # a second in truth; a busy machine is no fault of ours
RECORDED_SECONDS = 15.0
pytestmark = [
    pytest.mark.skipif(shutil.which("litestream") is None, reason="no Litestream on this machine"),
    pytest.mark.journey,
]

RECORDING = f"""
import sys, time
from datetime import datetime
from models.records.store import open_engine, record_fact
engine, now = open_engine(sys.argv[1]), datetime.fromisoformat("{NOW.isoformat()}")
while True:
    fact = {{"kind": "event", "event": "coronary_stent", "at": "2025-08-31"}}
    print(record_fact(engine, "{SUBJECT}", fact, now=now, by="nurse"), time.time(), flush=True)
    time.sleep(0.05)
"""


class Machine:
    """A folder with records, what copies them, and where the copy goes."""

    def __init__(self, folder: Path) -> None:
        self.home, self.replica = folder / "home", folder / "elsewhere"
        self.home.mkdir()
        self.url = set_up(self.home)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "DAYZERO_DATABASE": str(self.home / "dayzero.db"),
            "DAYZERO_REPLICA": f"file://{self.replica}",
        }

    @contextmanager
    def copied(self) -> Iterator["subprocess.Popen[bytes]"]:
        """Litestream at work, once its first copy is there."""
        with subprocess.Popen(  # noqa: S603  a program of the machine, no shell
            ["litestream", "replicate", "-config", str(RULES)],  # noqa: S607
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            until = time.monotonic() + PATIENCE_SECONDS
            while not list(self.replica.rglob("*.snapshot.lz4")):
                assert process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.05)
            yield process
            process.kill()

    def brought_back(self, copy: Path) -> Path:
        """What the copy has, as one file; the machine itself is gone."""
        subprocess.run(  # noqa: S603  a program of the machine, no shell
            ["litestream", "restore", "-config", RULES, "-o", copy, self.home / "dayzero.db"],  # noqa: S607
            env=self.environment,
            check=True,
            capture_output=True,
        )
        return copy


def recorded_until_killed(machine: Machine, copying: "subprocess.Popen[bytes]") -> list[list[str]]:
    """Each fact that was taken, and when; then everything is killed at one moment."""
    with subprocess.Popen(  # noqa: S603  ours
        [sys.executable, "-c", RECORDING, machine.url], stdout=subprocess.PIPE, text=True
    ) as recording:
        assert recording.stdout is not None
        lines = [recording.stdout.readline().split()]
        while float(lines[-1][1]) < float(lines[0][1]) + RECORDED_SECONDS:
            lines.append(recording.stdout.readline().split())
        for process in (recording, copying):
            process.send_signal(signal.SIGKILL)
    return lines


def test_a_machine_that_is_lost_with_everything_loses_the_last_second_alone(
    tmp_path: Path,
) -> None:
    machine = Machine(tmp_path)
    bring_in(open_engine(machine.url), chart())
    with machine.copied() as copying:
        taken = recorded_until_killed(machine, copying)
    killed = float(taken[-1][1])
    shutil.rmtree(machine.home)

    engine = open_engine(f"sqlite:///{machine.brought_back(tmp_path / 'back.db')}")

    there = {line.fact for line in recorded_facts(engine, SUBJECT)}
    lost = [float(at) for fact, at in taken if fact not in there]
    assert all(killed - at < BEHIND_SECONDS for at in lost), (len(lost), len(taken))
    assert there
    assert verify(engine).findings == ()


def test_what_comes_back_is_put_into_a_new_installation_by_restore(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    bring_in(open_engine(machine.url), chart())
    with machine.copied():
        record_fact(open_engine(machine.url), SUBJECT, STENT, now=NOW, by=BY)
        copy = copy_with_the_fact(machine, tmp_path)
    shutil.rmtree(machine.home)

    ended = subprocess.run(  # noqa: S603  ours
        [sys.executable, "-m", "dayzero", "restore", str(copy)],
        env={**os.environ, "DAYZERO_HOME": str(tmp_path / "new"), "DAYZERO_BY": "operator"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    engine = open_engine(f"sqlite:///{tmp_path / 'new' / 'dayzero.db'}")
    assert [line.fact for line in recorded_facts(engine, SUBJECT)] == ["f1"]


def copy_with_the_fact(machine: Machine, folder: Path) -> Path:
    """A change is in the copy about a second later."""
    for number in range(int(PATIENCE_SECONDS)):
        copy = machine.brought_back(folder / f"back-{number}.db")
        if recorded_facts(open_engine(f"sqlite:///{copy}"), SUBJECT):
            return copy
        time.sleep(1)
    pytest.fail("the fact never came to the copy")
