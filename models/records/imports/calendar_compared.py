"""What a calendar that comes in would change of what is kept under its name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.errors import Fault, InputRefused
from models.extra_working_days import ExtraWorkingDays, extra_days_of
from models.moments import Span, start_of
from models.protocol.site import Closure, Site
from models.protocol.site_calendars import CalendarKind, ClosedHours, SiteCalendar
from models.reasons.refusals.keeping.records import Lost, NothingLeft
from models.records.subjects.site_calendars import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A calendar that was read, ready to be kept.

    Attributes:
        source: the file's name or the host it came from; without secrets.
        since: the site's day of the import. What ended before it stays as it was, because
            the calendar was not asked about it.
        withdraws: what it says is taken out of what is kept, and all else stays.
    """

    calendar: SiteCalendar
    source: str
    sha256: str
    since: date
    withdraws: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What is kept by its number, and what comes, apart from what goes.

    Attributes:
        over: those of `stays` that ended before the import.
    """

    stays: Mapping[int, Entry]
    over: frozenset[int]
    removed: Mapping[int, Entry]
    added: tuple[Entry, ...]

    @property
    def to_come(self) -> tuple[Entry, ...]:
        """What the calendar would say of the days from the import on."""
        return (*(e for number, e in self.stays.items() if number not in self.over), *self.added)


def compared(stored: Mapping[int, Entry], incoming: Incoming, site: Site) -> Compared:
    """Compare a calendar with what is kept of it."""
    said = _said(incoming.calendar)
    over = frozenset(n for n, entry in stored.items() if _ended(entry, incoming.since, site))
    if incoming.withdraws:
        times = {_time(entry) for entry in said}
        goes = {n for n, entry in stored.items() if _time(entry) in times}
    else:
        goes = {n for n, entry in stored.items() if entry not in said}
    stays = {n: entry for n, entry in stored.items() if n in over or n not in goes}
    new = () if incoming.withdraws else said - set(stays.values())
    return Compared(
        stays=stays,
        over=over,
        removed={n: entry for n, entry in stored.items() if n not in stays},
        added=tuple(sorted(new, key=_when)),
    )


def refuse_if_nothing_is_left(change: Compared, incoming: Incoming) -> None:
    """Refuse what an empty or a wrong file would do: take every closure to come away.

    Slots may all be gone, as a listing without any says that nothing is free; and who
    withdraws has named each.

    Raises:
        InputRefused: if no closure would be left, or no extra working day where there are
            only such.
    """
    calendar = incoming.calendar
    if calendar.kind is CalendarKind.SLOTS or incoming.withdraws:
        return
    closures = _closures(change.removed.values())
    if closures and not _closures(change.to_come):
        lost, number = Lost.CLOSURES, closures
    elif change.removed and not change.to_come:
        lost, number = Lost.WORKING_DAYS, len(change.removed)
    else:
        return
    left = NothingLeft(name=calendar.name, number=number, of=lost)
    raise InputRefused([Fault(incoming.source, left)])


def _closures(entries: Iterable[Entry]) -> int:
    return sum(isinstance(entry, Closure | ClosedHours) for entry in entries)


def _said(calendar: SiteCalendar) -> set[Entry]:
    said: set[Entry] = {*calendar.closures, *calendar.closed_hours, *calendar.slots}
    return said | set(extra_days_of(calendar))


def _ended(entry: Entry, since: date, site: Site) -> bool:
    if isinstance(entry, Closure | ExtraWorkingDays):
        return entry.last < since
    last = entry.last if isinstance(entry, ClosedHours) else entry.latest
    return last < start_of(since, site.zone)


def _time(entry: Entry) -> tuple[type, date | int, date | int]:
    """What an entry is of, whatever its title; a cancellation may have changed that."""
    if isinstance(entry, Span):
        return Span, entry.earliest, entry.latest
    return type(entry), entry.first, entry.last


def _when(entry: Entry) -> tuple[str, int]:
    """The order in which a calendar's entries are kept."""
    if isinstance(entry, Closure | ExtraWorkingDays):
        return entry.first.isoformat(), 0
    return "", entry.first if isinstance(entry, ClosedHours) else entry.earliest
