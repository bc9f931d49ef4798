"""Somebody else's calendar, from bytes to what happens on the site's days."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from calendars.imported.events import AllDay, ImportedEvents, Timed
from calendars.imported.lines import placed_lines
from calendars.imported.occurrences import cancelled, expand, leaves_free, name_one_zone, shown
from calendars.imported.parsing import LINE, Component, broken_is_refused, floats, parse
from calendars.imported.text import calendar_text

_OTHERS = frozenset({"VTODO", "VJOURNAL", "VFREEBUSY"})


def read_calendar(
    raw: bytes, *, source: str, zone: ZoneInfo, first: date, last: date
) -> ImportedEvents:
    """Read an iCalendar file: every occurrence that touches a day from `first` to `last`.

    Args:
        source: how the file is called in a refusal; without secrets.
        zone: the site's, for local days and for times that name no zone.
        first, last: local days of the site, both included.

    Raises:
        InputRefused: for the first fault, with its line where it has one.
    """
    text = calendar_text(raw, source)
    placed = placed_lines(text, source)
    calendars = parse(placed, source)
    with broken_is_refused(source):
        for calendar in calendars:
            name_one_zone(calendar)
        found = [each for calendar in calendars for each in expand(calendar, source, first, last)]
        taking_place = [event for event in found if not cancelled(event)]
        said = sorted(set(shown(taking_place, zone, first, last)), key=_order)
    return ImportedEvents(
        all_day=tuple(each for each in said if isinstance(each, AllDay)),
        timed=tuple(each for each in said if isinstance(each, Timed)),
        floating=_events(event for event in taking_place if floats(event)),
        cancelled=_events(event for event in found if cancelled(event)),
        free=_events(event for event in taking_place if leaves_free(event)),
        others=sum(at.line.name == "BEGIN" and at.line.value.upper() in _OTHERS for at in placed),
    )


def _order(each: AllDay | Timed) -> tuple[bool, AllDay | Timed]:
    return isinstance(each, Timed), each


def _events(occurrences: Iterable[Component]) -> int:
    """How many events of the file the occurrences come from."""
    return len({event[LINE] for event in occurrences})
