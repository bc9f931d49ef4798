"""Child processes of one command: started in groups of their own, and all ended with it."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple, NoReturn, TextIO

from dayzero.private_files import make_folder
from dayzero.running.leaving import ENDING, Leaving
from dayzero.running.ports import LOOPBACK
from dayzero.running.tied import tied
from models.errors import DayZeroError
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.settings import PartEnded, PartSilent

PATIENCE_SECONDS = 180.0  # a first start of Prefect's server took 20 s on two busy cores
GRACE_SECONDS = 15.0
POLL_SECONDS = 0.2
ANSWER_SECONDS = 2.0
LAST_LINES = 15
NOTHING: Mapping[str, str] = {}


class Health(NamedTuple):
    """Where a process says on this machine's loopback that it is there."""

    port: int
    path: str


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
    """One running process, whose whole group is ours to end.

    Attributes:
        health: where it answers while it is alive; None where it says nothing.
        begins: where in its log, in bytes, this run of it begins.
    """

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes]
    log: Path
    begins: int
    told: Mapping[str, str]
    health: Health | None = None

    def fail(self, what: FaultReason) -> NoReturn:
        """Give up on it.

        Raises:
            ChildFailed: always.
        """
        with self.log_of_this_run() as log:
            raise ChildFailed(self.name, what, "".join(log.readlines()[-LAST_LINES:]).rstrip())

    @contextmanager
    def log_of_this_run(self) -> Iterator[TextIO]:
        """What it has written since it was started; from its beginning where it was cut off."""
        with self.log.open(errors="replace") as log:
            log.seek(self.begins if self.log.stat().st_size >= self.begins else 0)
            yield log

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
    return answer_of(port, path) == HTTPStatus.OK


def answer_of(port: int, path: str) -> int | None:
    """The status with which a server on the loopback answers a path; None where it does not."""
    connection = HTTPConnection(LOOPBACK, port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
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
        health: Health | None = None,
    ) -> Child:
        """Start a process in a group of its own; what it writes goes to the end of its log.

        Args:
            told: what it alone is told by its environment.
            health: where it will answer while it is alive.
        """
        make_folder(self.logs)
        log = self.logs / f"{name.replace(' ', '-')}.log"
        with self.leaving.later(), log.open("ab") as sink:  # the log of a crash is not lost
            begins = sink.tell()
            process = subprocess.Popen(  # noqa: S603  our own programs, no shell
                tied(command),
                env={**self.environment, **told},
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            child = Child(name, command, process, log, begins, told, health)
            self.running.append(child)
        return child

    def lines_of(self, name: str, command: Sequence[str]) -> Iterator[str]:
        """Run a process to its end; what it prints, line by line.

        Raises:
            ChildFailed: if it ends with anything but 0.
        """
        child = self.start(name, command)
        with child.log_of_this_run() as printed:
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
        return self.start(ended.name, ended.command, told=ended.told, health=ended.health)

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
