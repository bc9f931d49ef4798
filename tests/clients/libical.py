"""libical, which Evolution, GNOME Calendar and Thunderbird read with, where it is installed."""

import ctypes
import ctypes.util
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from tests.unit.calendars.test_golden import Reading

WHY_NOT = "libical is not installed: apt-get install libical3"


class _Time(ctypes.Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


_SIGNATURES = {
    "icalparser_parse_string": (ctypes.c_void_p, ctypes.c_char_p),
    "icalcomponent_string_to_kind": (ctypes.c_int, ctypes.c_char_p),
    "icalcomponent_get_first_component": (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int),
    "icalcomponent_get_next_component": (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int),
    "icalcomponent_get_uid": (ctypes.c_char_p, ctypes.c_void_p),
    "icalcomponent_get_summary": (ctypes.c_char_p, ctypes.c_void_p),
    "icalcomponent_get_dtstart": (_Time, ctypes.c_void_p),
    "icaltime_as_timet_with_zone": (ctypes.c_int64, _Time, ctypes.c_void_p),
    "icalrestriction_check": (ctypes.c_int, ctypes.c_void_p),
    "icalcomponent_count_errors": (ctypes.c_int, ctypes.c_void_p),
    "icalcomponent_free": (None, ctypes.c_void_p),
}


@cache
def installed() -> ctypes.CDLL | None:
    """The library of the machine, with what its functions take and give; None without it."""
    name = ctypes.util.find_library("ical")
    if name is None or not name.endswith(".so.3"):
        return None
    library = ctypes.CDLL(name)
    for function, (gives, *takes) in _SIGNATURES.items():
        getattr(library, function).restype = gives
        getattr(library, function).argtypes = takes
    return library


@dataclass(frozen=True)
class Told:
    """What libical makes of a calendar.

    Attributes:
        faults: lines and values that it could not read, and rules of RFC 5546 not kept.
    """

    events: Reading
    faults: int


def by_libical(text: str) -> Told:
    library = installed()
    assert library is not None
    calendar = library.icalparser_parse_string(text.encode())
    assert calendar, "libical reads no calendar at all"
    try:
        # checked first: a rule that is not kept is then counted among the errors
        library.icalrestriction_check(calendar)
        faults = library.icalcomponent_count_errors(calendar)
        return Told(dict(_events(library, calendar)), faults)
    finally:
        library.icalcomponent_free(calendar)


def _events(
    library: ctypes.CDLL, calendar: int
) -> Iterator[tuple[str, tuple[date | datetime, str]]]:
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    event = library.icalcomponent_get_first_component(calendar, kind)
    while event:
        uid = library.icalcomponent_get_uid(event).decode()
        summary = library.icalcomponent_get_summary(event).decode()
        yield uid, (_start(library, library.icalcomponent_get_dtstart(event)), summary)
        event = library.icalcomponent_get_next_component(calendar, kind)


def _start(library: ctypes.CDLL, start: _Time) -> date | datetime:
    if start.is_date:
        return date(start.year, start.month, start.day)
    assert start.zone, "libical found no zone for a timed event"
    seconds = library.icaltime_as_timet_with_zone(start, start.zone)
    return datetime.fromtimestamp(seconds, tz=UTC)
