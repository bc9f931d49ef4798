"""Somebody else's calendar, from bytes to what happens on the site's days."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from calendars.imported.events import AllDay, ImportedEvents, Timed
from calendars.imported.lines import placed_lines
from calendars.imported.occurrences import cancelled, expand, name_one_zone, shown, withdraws
from calendars.imported.parsing import LINE, Component, broken_is_refused, floats, parse
from calendars.imported.superseded import drop_superseded
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
        telling = [calendar for calendar in calendars if not withdraws(calendar)]
        found = _occurrences(telling, source, zone, first, last)
        gone = _occurrences((c for c in calendars if withdraws(c)), source, zone, first, last)
        taking_place = [event for event in found if not cancelled(event)]
        said = set(shown(taking_place, zone, first, last))
        taken_back = {_busy(each) for each in shown(gone, zone, first, last)}
    said = _without(said, taken_back) if telling else taken_back
    return ImportedEvents(
        all_day=tuple(sorted(each for each in said if isinstance(each, AllDay))),
        timed=tuple(sorted(each for each in said if isinstance(each, Timed))),
        withdraws=not telling,
        floating=_events(event for event in taking_place if floats(event)),
        cancelled=_events(event for event in found if cancelled(event)),
        others=sum(at.line.name == "BEGIN" and at.line.value.upper() in _OTHERS for at in placed),
    )


def _occurrences(
    calendars: Iterable[Component], source: str, zone: ZoneInfo, first: date, last: date
) -> list[Component]:
    found: list[Component] = []
    for calendar in calendars:
        drop_superseded(calendar, name_one_zone(calendar) or zone)
        found += expand(calendar, source, first, last)
    return found


def _busy(each: AllDay | Timed) -> AllDay | Timed:
    """What is taken back is marked as free time by many programs, whatever it was before."""
    return replace(each, free=False)


def _without(said: set[AllDay | Timed], taken_back: set[AllDay | Timed]) -> set[AllDay | Timed]:
    times = {_time(each) for each in taken_back}
    return {each for each in said if _time(each) not in times}


def _time(each: AllDay | Timed) -> tuple[object, ...]:
    if isinstance(each, AllDay):
        return AllDay, each.first, each.last
    return Timed, each.starts, each.ends


def _events(occurrences: Iterable[Component]) -> int:
    """How many events of the file the occurrences come from."""
    return len({event[LINE] for event in occurrences})
