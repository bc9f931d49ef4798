"""A stranger's calendar read in a process of its own, which can be ended.

A rule that fits in a line can keep a library searching for an occurrence that never comes.
The reader refuses what it can foresee; what it cannot is ended here, with its memory.
"""

import multiprocessing
import resource
from datetime import date
from multiprocessing.connection import Connection
from typing import Any
from zoneinfo import ZoneInfo

from calendars.imported import ImportedEvents, read_calendar
from calendars.imported.events import refused
from models.errors import InputRefused
from models.reasons.refusals.imported_calendars import ImportedFlaw

SECONDS = 30.0
MEMORY_BYTES = 1024 * 1024 * 1024


def read_guarded(
    raw: bytes,
    *,
    source: str,
    zone: ZoneInfo,
    first: date,
    last: date,
    seconds: float = SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> ImportedEvents:
    """Read a calendar as `read_calendar` does, within some seconds and some memory.

    Raises:
        InputRefused: as `read_calendar` does, or if it takes too long or too much memory.
    """
    processes = multiprocessing.get_context("spawn")  # a fork would copy locks that others hold
    here, there = processes.Pipe(duplex=False)
    facts = {"source": source, "zone": zone, "first": first, "last": last}
    reader = processes.Process(target=_read, args=(there, raw, facts, memory_bytes), daemon=True)
    reader.start()
    there.close()
    try:
        answer = _answer(here, seconds, source)
    finally:
        reader.kill()
        reader.join()
        here.close()
    if isinstance(answer, InputRefused):
        raise answer
    return answer


def _answer(here: Connection, seconds: float, source: str) -> ImportedEvents | InputRefused:
    if not here.poll(seconds):
        return refused(source, ImportedFlaw.TAKES_TOO_LONG)
    try:
        answer: ImportedEvents | InputRefused = here.recv()
    except EOFError:  # it died without a word
        return refused(source, ImportedFlaw.TOO_MUCH_MEMORY)
    return answer


def _read(there: Connection, raw: bytes, facts: dict[str, Any], memory_bytes: int) -> None:
    """What the process of its own does: one answer, or none."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    try:
        there.send(read_calendar(raw, **facts))
    except InputRefused as refusal:
        there.send(refusal)
    except MemoryError:
        there.send(refused(facts["source"], ImportedFlaw.TOO_MUCH_MEMORY))
