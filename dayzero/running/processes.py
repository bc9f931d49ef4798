"""Child processes of one command: started in groups of their own, and all ended with it."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NoReturn

from dayzero.running.leaving import ENDING, Leaving
from dayzero.running.ports import LOOPBACK
from models.errors import DayZeroError
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.settings import PartEnded, PartSilent

PATIENCE_SECONDS = 180.0  # a first start of Prefect's server took 20 s on two busy cores
GRACE_SECONDS = 15.0
POLL_SECONDS = 0.2
LAST_LINES = 15
NOTHING: Mapping[str, str] = {}


class ChildFailed(DayZeroError):
    """A part that ended, or never answered; with the end of its log."""

    kind = "child_failed"

    def __init__(self, name: str, what: FaultReason, log: str) -> None:
        super().__init__(name, what, log)
        self.name = name
        self.what = what
        self.log = log


@dataclass(frozen=True)
class Child:
    """One running process, whose whole group is ours to end."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes]
    log: Path
    told: Mapping[str, str]

    def fail(self, what: FaultReason) -> NoReturn:
        """Give up on it.

        Raises:
            ChildFailed: always.
        """
        lines = self.log.read_text(errors="replace").splitlines()
        raise ChildFailed(self.name, what, "\n".join(lines[-LAST_LINES:]))

    def check_alive(self) -> None:
        """Find out whether it still runs.

        Raises:
            ChildFailed: if it does not.
        """
        code = self.process.poll()
        if code is not None:
            self.fail(PartEnded(code=code))

    def wait_until_it_answers(self, port: int, path: str) -> None:
        """Wait for the first good answer over HTTP.

        Raises:
            ChildFailed: if it ends, or does not answer in time.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not answers(port, path):
            self.check_alive()
            if time.monotonic() > deadline:
                self.fail(PartSilent(seconds=round(PATIENCE_SECONDS)))
            time.sleep(POLL_SECONDS)

    def send(self, number: signal.Signals) -> None:
        """Signal the whole group; one that is gone needs no signal."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def answers(port: int, path: str) -> bool:
    """Whether a server on the loopback answers a path with 200."""
    connection = HTTPConnection(LOOPBACK, port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200  # noqa: PLR2004  OK, as everywhere
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


@dataclass
class Children:
    """All child processes of one command; what each writes is kept in `logs`."""

    environment: Mapping[str, str]
    logs: Path
    leaving: Leaving = field(default_factory=Leaving)
    running: list[Child] = field(default_factory=list)

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        told: Mapping[str, str] = NOTHING,
        anew: bool = False,
    ) -> Child:
        """Start a process in a group of its own; what it writes goes to its log.

        Args:
            told: what it alone is told by its environment.
            anew: it ran before; its log is kept and goes on.
        """
        self.logs.mkdir(parents=True, exist_ok=True)
        log = self.logs / f"{name.replace(' ', '-')}.log"
        with self.leaving.later(), log.open("ab" if anew else "wb") as sink:
            process = subprocess.Popen(  # noqa: S603  our own programs, no shell
                command,
                env={**self.environment, **told},
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            child = Child(name, command, process, log, told)
            self.running.append(child)
        return child

    def lines_of(self, name: str, command: Sequence[str]) -> Iterator[str]:
        """Run a process to its end; what it prints, line by line.

        Raises:
            ChildFailed: if it ends with anything but 0.
        """
        child = self.start(name, command)
        with child.log.open() as printed:
            while child.process.poll() is None:
                yield from printed
                time.sleep(POLL_SECONDS)
            yield from printed
        if child.process.returncode != 0:
            child.fail(PartEnded(code=child.process.returncode))
        self.running.remove(child)

    def start_anew(self, ended: Child) -> Child:
        """Start a process that ended once more; whatever is left of its group is killed."""
        ended.send(signal.SIGKILL)
        self.running.remove(ended)
        return self.start(ended.name, ended.command, told=ended.told, anew=True)

    def stop(self) -> None:
        """End them all, the last started first; those that linger are killed."""
        for child in reversed(self.running):
            child.send(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for child in reversed(self.running):
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(deadline - time.monotonic(), 0))
            child.send(signal.SIGKILL)  # whatever is left of its group
            child.process.wait()


@contextmanager
def children(environment: Mapping[str, str], logs: Path) -> Iterator[Children]:
    """Child processes that end when the block does: also by Ctrl-C, SIGTERM or a lost terminal.

    Raises:
        SystemExit: inside the block, when one of these signals comes.
    """
    family = Children(environment, logs)
    before = {number: signal.signal(number, family.leaving.on_signal) for number in ENDING}
    try:
        yield family
    finally:
        for number in ENDING:  # from here a second Ctrl-C would only leave orphans
            signal.signal(number, signal.SIG_IGN)
        family.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
