"""What a calendar's import or removal did, in words."""

from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from calendars.imported import ImportedEvents, LeftOut, Meaning, left_out
from models.extra_working_days import ExtraWorkingDays, extra_days_of
from models.moments import Minute, Span, local_day, to_minute
from models.protocol.site import Closure, Site
from models.protocol.site_calendars import CalendarKind, ClosedHours, SiteCalendar
from models.records.store import CalendarChange, CalendarLine, Entry
from wording.dates.iso import say_minute

MOST_LINES = 20


def say_import(
    calendar: SiteCalendar,
    events: ImportedEvents,
    change: CalendarChange,
    site: Site,
    meaning: Meaning,
) -> str:
    """One line: what the calendar says, what that changed, what was left out and why."""
    said = f"{say_name(calendar)}: {say_content(calendar, site)}"
    taken_back = " taken back" if events.withdraws else ""
    remarks = _remarks(events, left_out(events, site, meaning), site.zone, meaning)
    return "; ".join((said + taken_back, say_change(change), *remarks))


def say_line(line: CalendarLine, site: Site) -> str:
    """One line: what a calendar says, and who imported it when and from where."""
    said = f"{say_name(line.calendar)}: {say_content(line.calendar, site)}"
    when = say_minute(to_minute(line.imported_at), site.zone)
    return f"{said}; imported {when} by {line.imported_by} from {line.source}"


def say_name(calendar: SiteCalendar) -> str:
    """A calendar by its site, kind, step and name."""
    of_step = f" for {calendar.step}" if calendar.step else ""
    return f"{calendar.site} {_kind(calendar)}{of_step} “{calendar.name}”"


def _kind(calendar: SiteCalendar) -> str:
    closes = calendar.closures or calendar.closed_hours
    return calendar.kind if closes or not extra_days_of(calendar) else Meaning.WORKING_DAYS


def say_content(calendar: SiteCalendar, site: Site) -> str:
    """How much a calendar says, and of which days."""
    if calendar.kind is CalendarKind.SLOTS:
        counted = _count(len(calendar.slots), "free slot")
    else:
        counted = _say_days(calendar)
    spans = sorted(_days(entry, site.zone) for entry in _entries(calendar))
    if not spans:
        return counted
    return f"{counted} from {spans[0][0]} to {max(last for _, last in spans)}"


def _say_days(calendar: SiteCalendar) -> str:
    extra = extra_days_of(calendar)
    number = sum((each.last - each.first).days + 1 for each in extra)
    working = [_count(number, "extra working day")] if extra else []
    if extra and _kind(calendar) == Meaning.WORKING_DAYS:
        return working[0]
    days = _count(len(calendar.closures), "closure of whole days", "closures of whole days")
    return ", ".join((days, f"{len(calendar.closed_hours)} of some hours", *working))


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
        case ExtraWorkingDays(first=first, last=last, reason=reason):
            return f"{_days_said(first, last)} works: {reason}"
        case ClosedHours(first=first_minute, last=last_minute, reason=reason):
            return f"{_minutes_said(first_minute, last_minute + 1, zone)} {reason}"
        case Span(earliest=earliest, latest=latest):
            return f"slot {_minutes_said(earliest, latest, zone)}"


def _remarks(
    events: ImportedEvents, left: LeftOut, zone: ZoneInfo, meaning: Meaning
) -> Iterator[str]:
    working = meaning is Meaning.WORKING_DAYS
    counted = {
        "cancelled": events.cancelled,
        "not a working day" if working else "marked as free time": left.untaken,
        "without an end": left.endless,
        "not an event": events.others,
    }
    said = [f"{number} {why}" for why, number in counted.items() if number]
    if said:
        yield f"left out: {', '.join(said)}"
    if events.floating:
        names = _count(events.floating, "event names no zone and is", "events name no zone and are")
        yield f"{names} read in {zone.key}"


def _entries(calendar: SiteCalendar) -> Iterable[Entry]:
    timed: tuple[Entry, ...] = (*calendar.closed_hours, *calendar.slots)
    return (*calendar.closures, *extra_days_of(calendar), *timed)


def _days(entry: Entry, zone: ZoneInfo) -> tuple[date, date]:
    match entry:
        case Closure(first=first, last=last) | ExtraWorkingDays(first=first, last=last):
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
