"""Calendars that would keep a library busy for ever are ended; all others are read as ever."""

import multiprocessing
from importlib import import_module
from typing import Any

from calendars.imported import ImportedEvents
from dayzero.desk.importing.guarded_reading import read_guarded
from dayzero.desk.importing.own_process import READERS, in_own_process
from models.errors import InputRefused
from tests.refusals import refuses
from tests.unit.calendars.ics import FIRST, LAST, SHANGHAI, SOURCE, event, ics, read

SOUND = ics(event("DTSTART:20260518T090000", "RRULE:FREQ=WEEKLY;COUNT=3"))
NEVER = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"  # searched for until the year 9999


def guarded(raw: bytes, **limits: Any) -> ImportedEvents:
    facts: dict[str, Any] = {"source": SOURCE, "zone": SHANGHAI, "first": FIRST, "last": LAST}
    return read_guarded(raw, **facts, **limits)


def test_a_sound_calendar_is_read_as_without_a_guard() -> None:
    assert guarded(SOUND) == read(SOUND)


def test_a_refusal_is_the_same_as_without_a_guard() -> None:
    with refuses(InputRefused, match=f"^{SOURCE}: is empty$"):
        guarded(b"")


def test_a_search_that_does_not_end_is_ended() -> None:
    endless = ics(*(event("DTSTART:20260518T090000", NEVER, uid=str(n)) for n in range(10)))
    before = multiprocessing.active_children()  # servers of other tests

    with refuses(InputRefused, match="takes too long to read"):
        guarded(endless, seconds=2)
    assert [one for one in multiprocessing.active_children() if one not in before] == []


def test_a_calendar_that_fills_the_memory_is_ended() -> None:
    large = ics(event("DTSTART:20260518T090000", "SUMMARY:" + "x" * 1_900_000))

    with refuses(InputRefused, match="needs too much memory to be read"):
        guarded(large, memory_bytes=1024 * 1024)


def test_what_reads_is_loaded_by_its_name_since_a_wrong_one_would_only_be_slow() -> None:
    for name in READERS:
        loaded = import_module(name)
        assert in_own_process in vars(loaded).values(), name
