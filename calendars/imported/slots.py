"""The free slots of one step, as a calendar of them lists them."""

from collections.abc import Iterator
from datetime import date, timedelta

from calendars.imported.events import AllDay, ImportedEvents
from models.moments import Span, day_span, end_of, start_of
from models.protocol.site import Site
from models.protocol.site_calendars import CalendarKind, SiteCalendar
from models.timeline.network.working_days import working_calendar

_ONE_DAY = timedelta(days=1)


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
