"""A site's calendars as their page shows them, and what one more would change; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dayzero.desk.importing.calendars_tried import Tried as TriedOnSubject
from dayzero.web.sites.trying import Tried
from dayzero.web.views.alerts import AlertCard
from dayzero.web.views.consequences import Consequences, Move, consequences_of
from dayzero.web.views.when import Clock, When, clock_of
from models.extra_working_days import ExtraWorkingDays, extra_days_of
from models.moments import Span, local_day
from models.protocol.site import Closure
from models.protocol.site_calendars import CalendarKind, ClosedHours, SiteCalendar
from models.records.store import CalendarLine, Entry
from models.versions.known import known_protocol
from wording.dates.deadlines import say_day


@dataclass(frozen=True, slots=True)
class EntryRow:
    """Some days or hours, and whether the site works on them.

    Attributes:
        sign: `+` for what would be added, `−` for what would go; empty of what stands.
    """

    when: str
    works: bool
    reason: str
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarCard:
    """One calendar of the site, with where it came from.

    Attributes:
        entries: what has not ended, the earliest first; `over` is what has.
    """

    name: str
    source: str
    at: When
    by: str
    entries: tuple[EntryRow, ...]
    over: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSubject:
    """What would stand otherwise of one subject."""

    subject: str
    opens: tuple[AlertCard, ...]
    closes: tuple[AlertCard, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """What a calendar would change.

    Attributes:
        subjects: those of whom anything would stand otherwise.
        unplanned: those of whom no plan can be made, so that nothing is known.
    """

    rows: tuple[EntryRow, ...] = ()
    subjects: tuple[ShownSubject, ...] = ()
    unplanned: tuple[str, ...] = ()


def calendar_cards(lines: Iterable[CalendarLine], clock: Clock) -> list[CalendarCard]:
    """The calendars that close the site or let it work; those of free slots are no part of it."""
    return [_card(line, clock) for line in lines if line.calendar.kind is CalendarKind.CLOSURES]


def shown_change(tried: Tried, clock: Clock) -> ShownChange:
    """What the page says of a calendar that was tried."""
    change = tried.change
    if change is None or tried.done:
        return ShownChange()
    rows = [("+", entry) for entry in change.added] + [("−", entry) for entry in change.removed]
    rows.sort(key=lambda each: (_days(each[1], clock), each[0]))
    return ShownChange(
        rows=tuple(_row(entry, clock, sign) for sign, entry in rows),
        subjects=tuple(_subjects(tried.subjects, clock)),
        unplanned=tuple(one.subject for one in tried.subjects if one.after is None),
    )


def _card(line: CalendarLine, clock: Clock) -> CalendarCard:
    entries = sorted(_entries(line.calendar), key=lambda entry: _days(entry, clock))
    over = [entry for entry in entries if _days(entry, clock)[1] < clock.site_day]
    return CalendarCard(
        name=line.calendar.name,
        source=line.source,
        at=clock.instant(line.imported_at),
        by=line.imported_by,
        entries=tuple(_row(entry, clock) for entry in entries if entry not in over),
        over=tuple(_row(entry, clock) for entry in over),
    )


def _entries(calendar: SiteCalendar) -> tuple[Entry, ...]:
    return (*calendar.closures, *extra_days_of(calendar), *calendar.closed_hours)


def _subjects(tried: Iterable[TriedOnSubject], clock: Clock) -> Iterator[ShownSubject]:
    for one in tried:
        then = _consequences(one, clock)
        if then is not None and (then.opens or then.closes or then.moves):
            yield ShownSubject(
                subject=one.subject, opens=then.opens, closes=then.closes, moves=then.moves
            )


def _consequences(one: TriedOnSubject, clock: Clock) -> Consequences | None:
    if one.before is None or one.after is None:
        return None
    protocol = known_protocol(one.after.protocol_id)
    theirs = clock_of(one.after, protocol, clock.language, clock.now)
    return consequences_of(one.before, one.after, protocol, theirs)


def _row(entry: Entry, clock: Clock, sign: str = "") -> EntryRow:
    reason = "" if isinstance(entry, Span) else entry.reason
    works = isinstance(entry, ExtraWorkingDays)
    return EntryRow(_when(entry, clock), works=works, reason=reason, sign=sign)


def _when(entry: Entry, clock: Clock) -> str:
    if isinstance(entry, Closure | ExtraWorkingDays):
        days = dict.fromkeys((entry.first, entry.last))
        said = [say_day(day, clock.language, today=clock.site_day) for day in days]
    else:
        minutes = dict.fromkeys(_minutes(entry))
        said = [clock.moment(minute).text for minute in minutes]
    if len(said) == 1:
        return said[0]
    return clock.words.site_calendar.until.format(first=said[0], last=said[1])


def _minutes(entry: ClosedHours | Span) -> tuple[int, int]:
    """The first minute, and the one at which it is over."""
    if isinstance(entry, Span):
        return entry.earliest, entry.latest
    return entry.first, entry.last + 1


def _days(entry: Entry, clock: Clock) -> tuple[date, date]:
    """The first and the last day, on the site's clock."""
    if isinstance(entry, Closure | ExtraWorkingDays):
        return entry.first, entry.last
    first, over = _minutes(entry)
    return local_day(first, clock.zone), local_day(over, clock.zone)
