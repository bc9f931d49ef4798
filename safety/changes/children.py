"""A process that was split off for one change: it makes it, runs tests until one fails, says so."""

import os
import resource
import select
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from math import ceil
from typing import cast

import pytest
from _pytest.runner import runtestprotocol

from safety.changes.outcomes import Change, Outcome, Tried, Usual

Item = pytest.Item
BYTES = 8 << 30
"""So much memory a child may ask for."""

ENDLESS_SECONDS, ENDLESS_TIMES = 20.0, 10.0
"""One test that takes so long, and so many times its usual time besides, never ends."""

WAITING = 20.0
"""A child that waits for nothing is ended after so many times its limit."""


def run_in_child(change: Change, items: list[Item], writing: int, usual: Usual) -> None:
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


def limit_child(seconds: float) -> None:
    """What a fault may take of the machine before it is ended."""
    most = ceil(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def said_by_child(reading: int, limit: float) -> str | None:
    """The child's word; empty where it ended without one, None where it only waits."""
    ready, _, _ = select.select([reading], [], [], WAITING * limit)
    return os.read(reading, 1 << 16).decode() if ready else None


def end_child(child: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def as_tried(said: str | None, ended: int, seconds: float) -> Tried:
    if said is None or (not said and _by_time(ended)):
        return Tried(Outcome.TIMED_OUT, None, seconds)
    if not said:  # the interpreter itself came to an end
        return Tried(Outcome.REFUSED, None, seconds)
    outcome, _, by = said.partition(":")
    return Tried(Outcome(outcome), by or None, seconds)


def _by_time(ended: int) -> bool:
    return os.WIFSIGNALED(ended) and os.WTERMSIG(ended) in {signal.SIGXCPU, signal.SIGKILL}
