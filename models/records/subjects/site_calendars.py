"""Reading the calendars that were imported for sites."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import Engine
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, col, select

from models.extra_working_days import ExtraWorkingDays, naming_extra_days
from models.moments import Minute, Span
from models.protocol.site import Closure
from models.protocol.site_calendars import CalendarKind, ClosedHours, SiteCalendar, SiteCalendars
from models.records.database.engine import reading
from models.records.tables import SiteCalendarEntry, SiteCalendarRow

Entry = Closure | ExtraWorkingDays | ClosedHours | Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine:
    """One imported calendar, with who imported it and when."""

    calendar: SiteCalendar
    source: str
    sha256: str
    imported_at: datetime
    imported_by: str


def all_site_calendars(engine: Engine) -> SiteCalendars:
    """What every site's calendars say, to be laid over the protocol."""
    with reading(engine) as session:
        return calendars_of(session)


def list_site_calendars(engine: Engine) -> list[CalendarLine]:
    """Every imported calendar, by site and name."""
    with reading(engine) as session:
        return [
            CalendarLine(
                calendar=calendar_of(session, row),
                source=row.source,
                sha256=row.sha256,
                imported_at=row.imported_at,
                imported_by=row.imported_by,
            )
            for row in _rows(session)
        ]


def calendars_of(session: Session, sites: Collection[str] | None = None) -> SiteCalendars:
    """The calendars of some sites, or of all, as they stand in this transaction."""
    found = [calendar_of(session, row) for row in _rows(session, sites)]
    by_site = groupby(found, key=lambda calendar: calendar.site)
    return {name: tuple(calendars) for name, calendars in by_site}


def _rows(session: Session, sites: Collection[str] | None = None) -> Iterable[SiteCalendarRow]:
    query = select(SiteCalendarRow)
    if sites is not None:
        query = query.where(col(SiteCalendarRow.site).in_(sites))
    return session.exec(query.order_by(col(SiteCalendarRow.site), col(SiteCalendarRow.name))).all()


def calendar_of(session: Session, row: SiteCalendarRow) -> SiteCalendar:
    """What one calendar says, as it stands in this transaction."""
    return calendar_made_of(row, list(entries_of(session, row).values()))


def calendar_made_of(row: SiteCalendarRow, entries: Sequence[Entry]) -> SiteCalendar:
    """A calendar with these entries."""
    made = SiteCalendar(
        site=row.site,
        name=row.name,
        kind=CalendarKind(row.kind),
        step=row.step,
        closures=tuple(entry for entry in entries if isinstance(entry, Closure)),
        closed_hours=tuple(entry for entry in entries if isinstance(entry, ClosedHours)),
        slots=tuple(entry for entry in entries if isinstance(entry, Span)),
    )
    working = [entry for entry in entries if isinstance(entry, ExtraWorkingDays)]
    return naming_extra_days(made, working)


def entries_of(session: Session, row: SiteCalendarRow) -> dict[int, Entry]:
    """The entries of one calendar under their numbers, earliest first."""
    # Columns, not objects: a site may list thousands of slots, and every pass reads them.
    entry = SQLModel.metadata.tables[SiteCalendarEntry.__tablename__].c
    rows = session.connection().execute(
        columns(
            entry.id,
            entry.first_day,
            entry.last_day,
            entry.first_minute,
            entry.last_minute,
            entry.reason,
            entry.works,
        )
        .where(entry.calendar == row.id)
        .order_by(entry.first_day, entry.first_minute, entry.id)
    )
    return {
        number: _days(first_day, last_day, reason, works=works)
        if first_day
        else _minutes(first, last, reason)
        for number, first_day, last_day, first, last, reason, works in rows
    }


def _days(first: date, last: date | None, reason: str | None, *, works: bool) -> Entry:
    kind = ExtraWorkingDays if works else Closure
    return kind(first, last or first, reason or "closed")  # the table's own check: all are there


def _minutes(first: Minute | None, last: Minute | None, reason: str | None) -> Entry:
    earliest, latest = first or 0, last or 0  # likewise
    return Span(earliest, latest) if reason is None else ClosedHours(earliest, latest, reason)
