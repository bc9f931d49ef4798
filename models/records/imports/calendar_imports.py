"""Calendars that come in for a site: what one says is replaced whole, or not at all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete
from sqlmodel import Session, col, select

from models.errors import Fault, InputRefused
from models.extra_working_days import ExtraWorkingDays
from models.moments import Span
from models.protocol.site import Closure, Site
from models.protocol.site_calendars import ClosedHours, SiteCalendar
from models.reasons.refusals.keeping.records import OtherCalendar
from models.records.database.engine import reading, tried_again, writing
from models.records.database.errors import CalendarUnknown
from models.records.database.writing import wake
from models.records.imports.calendar_compared import (
    Compared,
    Incoming,
    compared,
    refuse_if_nothing_is_left,
)
from models.records.people.audit import note
from models.records.subjects.site_calendars import Entry, calendar_made_of, entries_of
from models.records.tables import SiteCalendarEntry, SiteCalendarRow, Subject

_AT_ONCE = 500  # a database takes only so many values in one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """What an import or a removal changed, or would change.

    Attributes:
        written: False where everything is as it was.
        calendar: what stands then; None where it was removed.
        woken: how many subjects of the site are due for a pass because of it.
    """

    written: bool = False
    calendar: SiteCalendar | None = None
    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    woken: int = 0


@tried_again
def import_site_calendar(
    engine: Engine,
    incoming: Incoming,
    site: Site,
    *,
    now: datetime,
    by: str,
    dry_run: bool = False,
    allow_empty: bool = False,
    why: str | None = None,
) -> CalendarChange:
    """Replace what a site's calendar of that name says from the day of the import on.

    A calendar that withdraws takes out what it names. Safe to repeat: without a change
    nothing is written and nobody is woken.

    Args:
        allow_empty: whether no closure need be left.
        why: the reason that was given, for the audit.

    Raises:
        CalendarUnknown: if something is withdrawn from a calendar that is not there.
        InputRefused: if the name is that of a calendar of another kind or step, or if every
            closure would go.
        StoreTrouble: if the database cannot be used; nothing was written then.
    """
    with reading(engine) if dry_run else writing(engine) as session:
        row = _row(session, incoming.calendar.site, incoming.calendar.name, lock=not dry_run)
        _refuse_another(row, incoming)
        change = compared({} if row is None else entries_of(session, row), incoming, site)
        if not allow_empty:
            refuse_if_nothing_is_left(change, incoming)
        stands = _standing(row, incoming, change)
        if not (row is None or change.added or change.removed):
            return CalendarChange(calendar=stands)
        if not dry_run:
            _write(session, row, incoming, change, now=now, by=by, why=why)
        return CalendarChange(
            written=True,
            calendar=stands,
            added=change.added,
            removed=tuple(change.removed.values()),
            woken=len(_subjects(session, incoming.calendar.site, lock=False)),
        )


@tried_again
def remove_site_calendar(
    engine: Engine, site: str, name: str, *, now: datetime, by: str
) -> CalendarChange:
    """Forget a site's calendar and all it says; the audit keeps that there was one.

    Raises:
        CalendarUnknown: if the site has none of that name.
    """
    with writing(engine) as session:
        row = _row(session, site, name, lock=True)
        if row is None:
            raise CalendarUnknown(site, name)
        stored = entries_of(session, row)
        _drop(session, list(stored))
        session.delete(row)
        note(session, f"removed calendar {name} of {site}", by=by, at=now)
        return CalendarChange(
            written=True, removed=tuple(stored.values()), woken=_wake(session, site, now)
        )


def _row(session: Session, site: str, name: str, *, lock: bool) -> SiteCalendarRow | None:
    query = select(SiteCalendarRow).where(
        SiteCalendarRow.site == site, SiteCalendarRow.name == name
    )
    return session.exec(query.with_for_update() if lock else query).one_or_none()


def _refuse_another(row: SiteCalendarRow | None, incoming: Incoming) -> None:
    calendar = incoming.calendar
    if row is None and incoming.withdraws:
        raise CalendarUnknown(calendar.site, calendar.name)
    if row is None or (row.kind, row.step) == (calendar.kind, calendar.step):
        return
    other = OtherCalendar(name=calendar.name, holds=str(row.kind), step=row.step)
    raise InputRefused([Fault("--name", other)])


def _standing(row: SiteCalendarRow | None, incoming: Incoming, change: Compared) -> SiteCalendar:
    if row is None:
        return incoming.calendar
    return calendar_made_of(row, (*change.stays.values(), *change.added))


def _write(
    session: Session,
    row: SiteCalendarRow | None,
    incoming: Incoming,
    change: Compared,
    *,
    now: datetime,
    by: str,
    why: str | None,
) -> None:
    calendar = incoming.calendar
    read: dict[str, Any] = {
        "source": incoming.source,
        "sha256": incoming.sha256,
        "imported_at": now,
        "imported_by": by,
    }
    row = row or SiteCalendarRow(
        site=calendar.site, name=calendar.name, kind=calendar.kind, step=calendar.step, **read
    )
    row.sqlmodel_update(read)
    session.add(row)
    session.flush()  # the entries refer to the row
    _drop(session, list(change.removed))
    session.add_all(_entry_row(row.id or 0, entry) for entry in change.added)
    changed = f"{len(change.added)} added, {len(change.removed)} removed"
    what = f"imported calendar {calendar.name} of {calendar.site}: {changed}"
    because = "; ".join(filter(None, (why, f"sha256 {incoming.sha256}")))
    note(session, what, by=by, at=now, why=because)
    _wake(session, calendar.site, now)


def _drop(session: Session, entries: list[int]) -> None:
    for start in range(0, len(entries), _AT_ONCE):
        part = entries[start : start + _AT_ONCE]
        session.exec(delete(SiteCalendarEntry).where(col(SiteCalendarEntry.id).in_(part)))


def _entry_row(calendar: int, entry: Entry) -> SiteCalendarEntry:
    match entry:
        case Closure() | ExtraWorkingDays():
            return SiteCalendarEntry(
                calendar=calendar,
                first_day=entry.first,
                last_day=entry.last,
                reason=entry.reason,
                works=isinstance(entry, ExtraWorkingDays),
            )
        case ClosedHours(first=first, last=last, reason=reason):
            return SiteCalendarEntry(
                calendar=calendar, first_minute=first, last_minute=last, reason=reason
            )
        case Span(earliest=first, latest=last):
            return SiteCalendarEntry(calendar=calendar, first_minute=first, last_minute=last)


def _subjects(session: Session, site: str, *, lock: bool) -> list[Subject]:
    """The site's subjects, locked in their order where asked for: two writers queue."""
    query = select(Subject).where(Subject.site == site).order_by(col(Subject.number))
    return list(session.exec(query.with_for_update() if lock else query))


def _wake(session: Session, site: str, now: datetime) -> int:
    rows = _subjects(session, site, lock=True)
    for row in rows:
        wake(row, now)
    return len(rows)
