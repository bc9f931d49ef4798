"""The calendar as the library reads it, every event with its line, every fault with a reason.

What a broken calendar makes the libraries raise is not one class, so whatever comes of
reading is one refusal here; nothing else runs inside that net.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from icalendar import Calendar
from icalendar.parser import Contentline
from icalendar.timezone import tzp

from calendars.imported.events import refused
from calendars.imported.lines import Placed, without_zone_of_days
from calendars.imported.repetition import read_rule
from models.moments import FIRST_YEAR, LAST_YEAR
from models.reasons.refusals.calendars.imported_calendars import (
    EventOutsideYears,
    ImportedFlaw,
    PropertyTwice,
    PropertyUnreadable,
    ZoneNotDescribed,
)
from models.reasons.refusals.refusal import ValueRefused, shown

Component = Any  # of icalendar: what a property of it holds has no one type
LINE = "X-DAYZERO-LINE"  # carried by every occurrence back to the event it comes from
_DATED = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RDATE", "EXDATE", "RRULE")
MARK = "X-APPLE-SPECIAL-DAY"  # a day off, or worked in exchange for one
_OF_EVENT = frozenset({*_DATED, "UID", "SEQUENCE", "STATUS", "TRANSP", "SUMMARY", MARK})
_OF_CALENDAR = frozenset({"CALSCALE", "METHOD", "X-WR-TIMEZONE"})
_READ = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
_BROKEN = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)


@contextmanager
def broken_is_refused(source: str) -> Iterator[None]:
    """Turn what the calendar libraries raise over broken input into one refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about guessed zone names: the guess is right
            yield
    except _BROKEN as error:
        raise refused(source, ImportedFlaw.BROKEN) from error


def parse(placed: Sequence[Placed], source: str) -> list[Component]:
    """The calendars that some lines make, with no more in them than when things happen.

    Who attends an event, what it is about and when it rings never gets further than here.

    Raises:
        InputRefused: naming the line, if a line or a rule cannot be read.
    """
    _check_rules(placed, source)
    _check_lines(placed, source)
    tzp.use_default()  # forget the zones that an earlier calendar brought with it
    needed = [at for at in placed if _is_needed(at)]
    with broken_is_refused(source):
        text = "\r\n".join(without_zone_of_days(at.line.text) for at in needed)
        calendars = Calendar.from_ical(text.encode(), multiple=True)
    begins = [at.line.number for at in needed if at.line.name == "BEGIN" and _is_event(at)]
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    for event, line in zip(events, begins, strict=True):
        _check_event(event, source, line)
        event[LINE] = line
    return list(calendars)


def _is_needed(at: Placed) -> bool:
    name = at.line.value.upper() if at.line.name in {"BEGIN", "END"} else None
    inside = at.inside if name is None or at.line.name == "BEGIN" else at.inside[:-1]
    if not _READ.issuperset(inside if name is None else (*inside, name)):
        return False
    if name is not None or "VTIMEZONE" in inside:
        return True
    return at.line.name in (_OF_EVENT if "VEVENT" in inside else _OF_CALENDAR)


def _is_event(at: Placed) -> bool:
    return at.line.value.upper() == "VEVENT"


def _check_rules(placed: Sequence[Placed], source: str) -> None:
    for at in placed:
        if at.line.name == "EXRULE":
            raise refused(source, ImportedFlaw.EXRULE, at.line.number)
        if at.line.name != "RRULE":
            continue
        try:
            read_rule(at.line.value, of_zone="VTIMEZONE" in at.inside)
        except ValueRefused as error:
            raise refused(source, error.reason, at.line.number) from error


def _check_lines(placed: Sequence[Placed], source: str) -> None:
    for at in placed:
        try:
            Contentline(at.line.text).parts()  # type: ignore[no-untyped-call]  # str's own __new__
        except ValueError as error:
            raise refused(source, ImportedFlaw.NO_LINE, at.line.number) from error


def _check_event(event: Component, source: str, line: int) -> None:
    bad = {name for name, _ in event.errors if name in _DATED}
    if bad:
        raise refused(source, PropertyUnreadable(name=min(bad)), line)
    twice = [name for name in _DATED[:4] if isinstance(event.get(name), list)]
    if twice:
        raise refused(source, PropertyTwice(name=twice[0]), line)
    if "DTSTART" not in event:
        raise refused(source, ImportedFlaw.NO_START, line)
    zone = _unknown_zone(event)
    if zone is not None:
        raise refused(source, ZoneNotDescribed(zone=shown(zone)), line)
    _check_end(event, source, line)
    _check_years(event, source, line)


def _unknown_zone(event: Component) -> str | None:
    """The name of a zone that the reader could not resolve: the time stayed without one."""
    for name in _DATED:
        for value in _values(event, name):
            named = value.params.get("TZID") if hasattr(value, "params") else None
            if named and any(_is_floating(moment) for moment in _moments(value)):
                return str(named)
    return None


def moments_in(event: Component, name: str) -> list[Any]:
    """The days, times or periods that one property of an event holds."""
    return [moment for value in _values(event, name) for moment in _moments(value)]


def _values(event: Component, name: str) -> list[Any]:
    value = event.get(name, [])
    return value if isinstance(value, list) else [value]


def _moments(value: Any) -> list[Any]:
    if hasattr(value, "dts"):
        return [each.dt for each in value.dts]
    return [value.dt] if hasattr(value, "dt") else []


def _is_floating(moment: object) -> bool:
    return isinstance(moment, datetime) and moment.tzinfo is None


def floats(event: Component) -> bool:
    """Whether an event's time names no zone."""
    return any(_is_floating(moment) for moment in moments_in(event, "DTSTART"))


def _check_end(event: Component, source: str, line: int) -> None:
    starts = event["DTSTART"].dt
    if "DURATION" in event and event["DURATION"].dt.total_seconds() < 0:
        raise refused(source, ImportedFlaw.NEGATIVE_DURATION, line)
    if "DTEND" not in event:
        return
    ends = event["DTEND"].dt
    if isinstance(starts, datetime) is not isinstance(ends, datetime):
        raise refused(source, ImportedFlaw.DAY_TO_TIME, line)
    if _ends_first(starts, ends):
        raise refused(source, ImportedFlaw.ENDS_FIRST, line)


def _check_years(event: Component, source: str, line: int) -> None:
    dated = [event[name].dt.year for name in ("DTSTART", "DTEND") if name in event]
    if not all(FIRST_YEAR <= year <= LAST_YEAR for year in dated):
        outside = EventOutsideYears(first_year=FIRST_YEAR, last_year=LAST_YEAR)
        raise refused(source, outside, line)


def _ends_first(starts: date, ends: date) -> bool:
    both_timed = isinstance(starts, datetime) and isinstance(ends, datetime)
    if both_timed and _is_floating(starts) is not _is_floating(ends):
        return _clock(ends) < _clock(starts)  # one names its zone, the other means the same
    return ends < starts


def _clock(moment: date) -> str:
    return moment.isoformat()[: len("2026-03-09T10:00:00")]
