"""Tests collected once; each change is then tried in a process that was split off from it.

To begin pytest takes seconds, and so does the trial's data; a test takes milliseconds. So one
process imports and collects all, and waits: for each change a child of it makes the change,
runs tests until one fails, and says so. No change can reach another.
"""

import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from safety.changes.children import (
    Item,
    as_tried,
    end_child,
    limit_child,
    results,
    run_in_child,
    said_by_child,
)
from safety.changes.outcomes import NOT_KNOWN, Change, Tried, Usual


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
            limit_child(limit)
            run_in_child(change, items, writing, usual)
        os.close(writing)
        said = said_by_child(reading, limit)
        os.close(reading)
        if said is None:
            end_child(child)
        _, ended = os.waitpid(child, 0)
        return as_tried(said, ended, time.monotonic() - began)

    def failing(self, change: Change, items: list[Item], limit: float) -> frozenset[str]:
        """All tests that fail with a change, one after another."""
        found, rest = set(), items
        while rest and (by := self.try_change(change, rest, limit).by) is not None:
            found.add(by)
            rest = rest[1 + [item.nodeid for item in rest].index(by) :]
        return frozenset(found)


def _meant(nodeid: str, prefixes: tuple[str, ...]) -> bool:
    return any(nodeid == each or nodeid.startswith((f"{each}::", f"{each}[")) for each in prefixes)


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
