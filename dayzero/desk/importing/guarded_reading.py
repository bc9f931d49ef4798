"""A stranger's calendar read in a process of its own, which can be ended.

A rule that fits in a line can keep a library searching for an occurrence that never comes.
The reader refuses what it can foresee; what it cannot is ended here, with its memory.
"""

from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from calendars.imported import ImportedEvents, read_calendar
from calendars.imported.events import refused
from dayzero.desk.importing.own_process import TookTooLong, TookTooMuch, in_own_process
from models.reasons.refusals.calendars.imported_calendars import ImportedFlaw

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
    read = partial(read_calendar, raw, source=source, zone=zone, first=first, last=last)
    try:
        return in_own_process(read, seconds=seconds, memory_bytes=memory_bytes)
    except TookTooLong as error:
        raise refused(source, ImportedFlaw.TAKES_TOO_LONG) from error
    except TookTooMuch as error:
        raise refused(source, ImportedFlaw.TOO_MUCH_MEMORY) from error
