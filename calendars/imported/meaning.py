"""What events mean at a site: days and hours on which it is closed, or slots for a step."""

from collections.abc import Iterator
from datetime import date, timedelta

from calendars.imported.events import AllDay, ImportedEvents, Timed
from models.moments import Span, day_span, end_of, local_day, start_of
from models.protocol.site import Closure, Site
from models.protocol.site_calendars import CalendarKind, ClosedHours, SiteCalendar
from models.timeline.network.working_days import working_calendar

_ONE_DAY = timedelta(days=1)
_CLOSED = "closed"


def closures_in(events: ImportedEvents, site: Site, name: str) -> SiteCalendar:
    """The site's closures: every event that takes up time, and does not say it leaves it free."""
    timed = [event for event in events.timed if not event.free and event.starts < event.ends]
    days = {
        Closure(event.first, event.last, event.summary or _CLOSED)
        for event in events.all_day
        if not event.free
    }
    hours: set[ClosedHours] = set()
    for event in timed:
        whole = _whole_days(event, site)
        if whole is None:
            hours.add(ClosedHours(event.starts, event.ends - 1, event.summary or _CLOSED))
        else:
            days.add(Closure(*whole, event.summary or _CLOSED))
    return SiteCalendar(
        site=site.id,
        name=name,
        kind=CalendarKind.CLOSURES,
        closures=tuple(sorted(days, key=_closure_order)),
        closed_hours=tuple(sorted(hours)),
    )


def _closure_order(closure: Closure) -> tuple[date, date, str]:
    return closure.first, closure.last, closure.reason


def _whole_days(event: Timed, site: Site) -> tuple[date, date] | None:
    """The days that a timed event takes up from midnight to midnight; None if it does not."""
    first, last = local_day(event.starts, site.zone), local_day(event.ends - 1, site.zone)
    from_midnight = event.starts == start_of(first, site.zone)
    return (first, last) if from_midnight and event.ends - 1 == end_of(last, site.zone) else None


def slots_in(
    events: ImportedEvents, site: Site, name: str, *, step: str, first: date, last: date
) -> SiteCalendar:
    """The free slots of one step from day to day: each event is one, whatever else it says.

    A slot with a time begins then. One without is free from the site's opening hour until it
    closes, on each of its days.
    """
    timed = {
        Span(event.starts, event.starts)
        for event in events.timed
        if event.starts >= start_of(first, site.zone) and event.starts <= end_of(last, site.zone)
    }
    days = {span for event in events.all_day for span in _open_hours(event, site, first, last)}
    return SiteCalendar(
        site=site.id,
        name=name,
        kind=CalendarKind.SLOTS,
        step=step,
        slots=tuple(sorted(timed | days)),
    )


def _open_hours(event: AllDay, site: Site, first: date, last: date) -> Iterator[Span]:
    day = max(event.first, first)
    calendar = working_calendar(site)
    while day <= min(event.last, last):
        whole = day_span(day, site.zone)
        opens = calendar.first_open_minute(whole.earliest, any_day=True, limit_days=0)
        closes = calendar.last_open_minute(whole.latest, any_day=True, limit_days=0)
        if opens is not None and closes is not None:
            yield Span(opens, closes)
        day += _ONE_DAY
