"""Our command line as a process of its own, without the seconds in which it is imported.

A process that only begets others has imported it once; each command is a fork of that one,
with its own environment, and everything it writes in a file. That a command starts from nothing
is for the tests that begin it with an interpreter of its own.
"""

import multiprocessing
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from dayzero.command_line import main
from dayzero.desk.importing.own_process import READERS

LOADED = [*READERS, "dayzero.commands.running.serve", "dayzero.web.application"]


class Started(Protocol):
    """A process, as `subprocess` has it."""

    def poll(self) -> int | None:
        """How it ended; None while it runs."""

    def terminate(self) -> None:
        """Ask it to end."""

    def wait(self, timeout: float) -> int | None:
        """How it ended, within some seconds."""


class _Forked:
    def __init__(self, words: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self.process = _processes.Process(target=_run, args=(words, dict(environment), log))
        self.process.start()

    def poll(self) -> int | None:
        return self.process.exitcode

    def terminate(self) -> None:
        self.process.terminate()

    def wait(self, timeout: float) -> int | None:
        self.process.join(timeout)
        assert self.process.exitcode is not None, "it did not end"
        return self.process.exitcode


_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(LOADED)


def started(words: Sequence[str], environment: Mapping[str, str], log: Path) -> Started:
    """`dayzero WORDS`, which finds this environment and no other."""
    return _Forked(words, environment, log)


def _run(words: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    with log.open("wb") as sink:
        for stream in (1, 2):
            os.dup2(sink.fileno(), stream)
    main(list(words))
