"""Tests collected once; each change is then tried in a process that was split off from it.

To begin pytest takes seconds, and so does the trial's data; a test takes milliseconds. So one
process imports and collects all, and waits: for each change a child of it makes the change,
runs tests until one fails, and says so. No change can reach another.
"""

import os
import resource
import select
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from pathlib import Path
from typing import cast

import pytest
from _pytest.runner import runtestprotocol

Item = pytest.Item
BYTES = 8 << 30
"""So much memory a child may ask for."""

ENDLESS_SECONDS, ENDLESS_TIMES = 20.0, 10.0
"""One test that takes so long, and so many times its usual time besides, never ends."""

WAITING = 20.0
"""A child that waits for nothing is ended after so many times its limit."""


class Outcome(StrEnum):
    """What the tests said of a change."""

    KILLED = "killed"
    REFUSED = "refused"
    """The change could not even be loaded: every test fails."""
    ENDLESS = "endless"
    """A test that reaches it does not come to an end any more."""
    SURVIVED = "survived"
    TIMED_OUT = "timed out"
    """The tests were stopped before all had run; none had failed."""
    UNCOVERED = "uncovered"
    """No test runs it at all."""


@dataclass(frozen=True)
class Tried:
    """How one change fared; `by` is the test that failed first."""

    outcome: Outcome
    by: str | None
    seconds: float


Usual = Mapping[str, float]
NOT_KNOWN: Usual = {}

Change = Callable[[], bool]
"""Makes the change in this process; False where it cannot be loaded."""


class Session:
    """What was collected, ready to be run in a child."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items: Mapping[str, Item] = {item.nodeid: item for item in items}
        for _ in results(list(self.items.values())[:1]):
            """What the session sets up once is set up before any child is split off."""

    def of(self, names: Iterable[str]) -> list[Item]:
        """The tests that a file, or a name in it, means: all its examples."""
        prefixes = tuple(names)
        return [item for item in self.items.values() if _meant(item.nodeid, prefixes)]

    def try_change(
        self, change: Change, items: list[Item], limit: float, usual: Usual = NOT_KNOWN
    ) -> Tried:
        """Make a change in a child and run tests there until one fails, or the time is over.

        Args:
            limit: seconds of the processor, so that a busy machine condemns nobody.
            usual: seconds of each test without the change; of one that is not here, none is
                found to be endless.
        """
        began = time.monotonic()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _limit(limit)
            _in_child(change, items, writing, usual)
        os.close(writing)
        said = _said(reading, limit)
        os.close(reading)
        if said is None:
            _end(child)
        _, ended = os.waitpid(child, 0)
        return _tried(said, ended, time.monotonic() - began)

    def failing(self, change: Change, items: list[Item], limit: float) -> frozenset[str]:
        """All tests that fail with a change, one after another."""
        found, rest = set(), items
        while rest and (by := self.try_change(change, rest, limit).by) is not None:
            found.add(by)
            rest = rest[1 + [item.nodeid for item in rest].index(by) :]
        return frozenset(found)


def _meant(nodeid: str, prefixes: tuple[str, ...]) -> bool:
    return any(nodeid == each or nodeid.startswith((f"{each}::", f"{each}[")) for each in prefixes)


def _in_child(change: Change, items: list[Item], writing: int, usual: Usual) -> None:
    """Never returns: nothing of the parent's session is run to its end here."""
    os.setsid()  # whatever a test starts ends with it
    said = "refused:the child"
    with suppress(Exception, SystemExit):
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(quiet, stream)
        said = _first_failure(change, items, lambda item: _watch(item, writing, usual))
    os.write(writing, said.encode())
    os._exit(0)


def _watch(item: Item, writing: int, usual: Usual) -> None:
    """Once this test has taken far too long of the processor, the child says so and ends."""

    def say(*_: object) -> None:
        os.write(writing, f"{Outcome.ENDLESS}:{item.nodeid}".encode())
        os._exit(0)

    known = usual.get(item.nodeid)
    most = 0 if known is None else ENDLESS_SECONDS + ENDLESS_TIMES * known
    signal.signal(signal.SIGPROF, say)
    signal.setitimer(signal.ITIMER_PROF, most)


def _first_failure(change: Change, items: list[Item], watch: Callable[[Item], None]) -> str:
    try:
        loaded = change()
    except Exception as error:  # noqa: BLE001 the change itself may raise anything
        return f"refused:{type(error).__name__}"
    if not loaded:
        return "refused:"
    failed = next((item.nodeid for item, passed in results(items, watch) if not passed), None)
    return "survived:" if failed is None else f"killed:{failed}"


def results(
    items: list[Item], watch: Callable[[Item], None] = lambda _: None
) -> Iterator[tuple[Item, bool]]:
    """Run tests here, each when it is asked for; one that is skipped has not failed."""
    for item in items:
        watch(item)
        room = cast("Item", item.parent)  # what its module set up is kept for the test after it
        item.session._setupstate.teardown_exact(room)  # noqa: SLF001 it is of no public use
        reports = runtestprotocol(item, nextitem=room, log=False)
        yield item, not any(report.failed for report in reports)


def _limit(seconds: float) -> None:
    """What a fault may take of the machine before it is ended."""
    most = ceil(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def _said(reading: int, limit: float) -> str | None:
    """The child's word; empty where it ended without one, None where it only waits."""
    ready, _, _ = select.select([reading], [], [], WAITING * limit)
    return os.read(reading, 1 << 16).decode() if ready else None


def _end(child: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def _tried(said: str | None, ended: int, seconds: float) -> Tried:
    if said is None or (not said and _by_time(ended)):
        return Tried(Outcome.TIMED_OUT, None, seconds)
    if not said:  # the interpreter itself came to an end
        return Tried(Outcome.REFUSED, None, seconds)
    outcome, _, by = said.partition(":")
    return Tried(Outcome(outcome), by or None, seconds)


def _by_time(ended: int) -> bool:
    return os.WIFSIGNALED(ended) and os.WTERMSIG(ended) in {signal.SIGXCPU, signal.SIGKILL}


# ---------------------------------------------------------------- collecting


class _Handing:
    """A plugin that hands the collected tests over instead of running them."""

    def __init__(self, work: Callable[[Session], None]) -> None:
        self.work = work

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            return False
        self.work(Session(session.items))
        return True


def with_collected(paths: Iterable[str], work: Callable[[Session], None], root: Path) -> None:
    """Collect tests and do some work with them.

    Raises:
        RuntimeError: if they could not be collected.
    """
    os.environ["DAYZERO_PROPERTIES"] = "mutants"
    options = ["-q", "-s", "-p", "no:cacheprovider", f"--rootdir={root}", "-o", "addopts="]
    code = pytest.main([*options, *paths], plugins=[_Handing(work)])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise RuntimeError(f"tests could not be collected: {code!r}")
