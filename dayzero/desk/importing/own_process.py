"""Something of a stranger read in a process of its own, which can be ended."""

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar, cast

from models.errors import InputRefused

T = TypeVar("T")

READERS = ["dayzero.desk.importing.guarded_reading", "dayzero.lists.formats.sheets"]
"""What is read so: loaded once in a process that only begets others, not in each of them anew."""

# a plain fork would copy locks that threads of this process hold
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(READERS)


class TookTooLong(Exception):
    """The process had not answered when its time was up."""


class TookTooMuch(Exception):
    """The process wanted more memory than it may have."""


def in_own_process(read: Callable[[], T], *, seconds: float, memory_bytes: int) -> T:
    """What `read` returns, within some seconds and some memory.

    Raises:
        InputRefused: as `read` does.
        TookTooLong: and the process is ended.
        TookTooMuch: likewise.
    """
    here, there = _processes.Pipe(duplex=False)
    reader = _processes.Process(target=_read, args=(there, read, memory_bytes), daemon=True)
    reader.start()
    there.close()
    try:
        answer: Any = _answer(here, seconds)
    finally:
        reader.kill()
        reader.join()
        here.close()
    if isinstance(answer, (InputRefused, TookTooMuch)):
        raise answer
    return cast("T", answer)  # what went through a pipe has no type


def _answer(here: Connection, seconds: float) -> Any:
    if not here.poll(seconds):
        raise TookTooLong
    try:
        return here.recv()
    except EOFError as error:  # it died without a word
        raise TookTooMuch from error


def _read(there: Connection, read: Callable[[], object], memory_bytes: int) -> None:
    """What the process of its own does: one answer, or none."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    try:
        there.send(read())
    except InputRefused as refusal:
        there.send(refusal)
    except MemoryError:
        there.send(TookTooMuch())
