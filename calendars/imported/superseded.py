"""Of two versions of one moved occurrence, the one with the higher SEQUENCE counts."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from calendars.imported.clock_gaps import minute_of
from calendars.imported.parsing import Component


def drop_superseded(calendar: Component, zone: ZoneInfo) -> None:
    """Take out what a later version replaces, in whatever zone each names its occurrence.

    Versions of one SEQUENCE: the one further down in the file.
    """
    latest: dict[tuple[object, ...], Component] = {}
    moved = [each for each in calendar.subcomponents if "RECURRENCE-ID" in each]
    for event in sorted(moved, key=_sequence):  # a stable order: the last one wins
        latest[_occurrence(event, zone)] = event
    counts = {id(event) for event in latest.values()}
    replaced = {id(event) for event in moved} - counts
    calendar.subcomponents = [e for e in calendar.subcomponents if id(e) not in replaced]


def _occurrence(event: Component, zone: ZoneInfo) -> tuple[object, ...]:
    named: Any = event["RECURRENCE-ID"]
    when = minute_of(named.dt, zone) if isinstance(named.dt, datetime) else named.dt
    return str(event.get("UID", "")), when, str(named.params.get("RANGE", "")).upper()


def _sequence(event: Component) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0
