"""What a calendar's import or removal did, in words."""

from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from calendars.imported import ImportedEvents
from models.moments import Minute, Span, local_day, to_minute
from models.protocol.site import Closure, Site
from models.protocol.site_calendars import CalendarKind, ClosedHours, SiteCalendar
from models.records.store import CalendarChange, CalendarLine, Entry
from wording.dates.iso import say_minute

MOST_LINES = 20


def say_import(
    calendar: SiteCalendar, events: ImportedEvents, change: CalendarChange, site: Site
) -> str:
    """One line: what the calendar says, what that changed, what was left out and why."""
    parts = [f"{say_name(calendar)}: {say_content(calendar, site)}", say_change(change)]
    return "; ".join((*parts, *_remarks(calendar, events, site.zone)))


def say_line(line: CalendarLine, site: Site) -> str:
    """One line: what a calendar says, and who imported it when and from where."""
    said = f"{say_name(line.calendar)}: {say_content(line.calendar, site)}"
    when = say_minute(to_minute(line.imported_at), site.zone)
    return f"{said}; imported {when} by {line.imported_by} from {line.source}"


def say_name(calendar: SiteCalendar) -> str:
    """A calendar by its site, kind, step and name."""
    of_step = f" for {calendar.step}" if calendar.step else ""
    return f"{calendar.site} {calendar.kind}{of_step} “{calendar.name}”"


def say_content(calendar: SiteCalendar, site: Site) -> str:
    """How much a calendar says, and of which days."""
    if calendar.kind is CalendarKind.SLOTS:
        counted = _count(len(calendar.slots), "free slot")
    else:
        days = _count(len(calendar.closures), "closure of whole days", "closures of whole days")
        counted = f"{days}, {len(calendar.closed_hours)} of some hours"
    spans = sorted(_days(entry, site.zone) for entry in _entries(calendar))
    if not spans:
        return counted
    return f"{counted} from {spans[0][0]} to {max(last for _, last in spans)}"


def say_change(change: CalendarChange) -> str:
    """What was added and removed, and whom that concerns."""
    if not change.written:
        return "nothing is new"
    woken = _count(change.woken, "subject is", "subjects are")
    moved = f"{len(change.added)} added, {len(change.removed)} removed"
    return f"{moved}; {woken} due for a pass"


def list_changes(change: CalendarChange, zone: ZoneInfo) -> Iterator[str]:
    """A line for each entry that comes or goes, the first of many."""
    signed = [("+", entry) for entry in change.added] + [("-", entry) for entry in change.removed]
    signed.sort(key=lambda each: (_days(each[1], zone), each[0]))
    for sign, entry in signed[:MOST_LINES]:
        yield f"{sign} {say_entry(entry, zone)}"
    if len(signed) > MOST_LINES:
        yield f"… and {len(signed) - MOST_LINES} more"


def say_entry(entry: Entry, zone: ZoneInfo) -> str:
    """One closure or slot on the site's clock."""
    match entry:
        case Closure(first=first, last=last, reason=reason):
            return f"{_days_said(first, last)} {reason}"
        case ClosedHours(first=first_minute, last=last_minute, reason=reason):
            return f"{_minutes_said(first_minute, last_minute + 1, zone)} {reason}"
        case Span(earliest=earliest, latest=latest):
            return f"slot {_minutes_said(earliest, latest, zone)}"


def _remarks(calendar: SiteCalendar, events: ImportedEvents, zone: ZoneInfo) -> Iterator[str]:
    slots = calendar.kind is CalendarKind.SLOTS
    endless = 0 if slots else sum(event.starts == event.ends for event in events.timed)
    left_out = {
        "cancelled": events.cancelled,
        "marked as free time": 0 if slots else events.free,
        "without an end": endless,
        "not an event": events.others,
    }
    said = [f"{number} {why}" for why, number in left_out.items() if number]
    if said:
        yield f"left out: {', '.join(said)}"
    if events.floating:
        names = _count(events.floating, "event names no zone and is", "events name no zone and are")
        yield f"{names} read in {zone.key}"


def _entries(calendar: SiteCalendar) -> Iterable[Entry]:
    return (*calendar.closures, *calendar.closed_hours, *calendar.slots)


def _days(entry: Entry, zone: ZoneInfo) -> tuple[date, date]:
    match entry:
        case Closure(first=first, last=last):
            return first, last
        case ClosedHours(first=first_minute, last=last_minute):
            return local_day(first_minute, zone), local_day(last_minute, zone)
        case Span(earliest=earliest, latest=latest):
            return local_day(earliest, zone), local_day(latest, zone)


def _days_said(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _minutes_said(first: Minute, last: Minute, zone: ZoneInfo) -> str:
    said = say_minute(first, zone)
    return said if first == last else f"{said} to {say_minute(last, zone)}"


def _count(number: int, one: str, several: str | None = None) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {several or one + 's'}"
