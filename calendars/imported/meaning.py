"""What events mean at a site: days on which it is closed or works, or slots for a step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calendars.imported.day_words import Day, day_of
from calendars.imported.events import AllDay, ImportedEvents, Timed
from models.extra_working_days import ExtraWorkingDays, naming_extra_days
from models.moments import end_of, local_day, start_of
from models.protocol.site import Closure, Site
from models.protocol.site_calendars import CalendarKind, ClosedHours, SiteCalendar

_CLOSED, _WORKS = "closed", "working day"
_Events = list[AllDay | Timed]


class Meaning(StrEnum):
    """What somebody says that the events of a calendar are."""

    CLOSURES = "closures"
    WORKING_DAYS = "working-days"
    SLOTS = "slots"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many events were not taken.

    Attributes:
        untaken: they leave time free, or are no working days where such are asked for.
        endless: they would close, but take no time.
    """

    untaken: int = 0
    endless: int = 0


def closures_in(events: ImportedEvents, site: Site, name: str) -> SiteCalendar:
    """The site's closures: every event that takes up time, and does not say it leaves it free.

    Of a public-holiday calendar the days off close, free or not, and what it calls working
    days are extra ones.
    """
    closing, working = _sorted_out(events, site)
    days: set[Closure] = set()
    hours: set[ClosedHours] = set()
    for event in closing:
        whole = _whole_days(event, site)
        if whole is not None:
            days.add(Closure(*whole, event.summary or _CLOSED))
        elif isinstance(event, Timed) and event.starts < event.ends:
            hours.add(ClosedHours(event.starts, event.ends - 1, event.summary or _CLOSED))
    calendar = SiteCalendar(
        site=site.id,
        name=name,
        kind=CalendarKind.CLOSURES,
        closures=tuple(sorted(days, key=_closure_order)),
        closed_hours=tuple(sorted(hours)),
    )
    return naming_extra_days(calendar, _works_on(working, site))


def working_days_in(events: ImportedEvents, site: Site, name: str) -> SiteCalendar:
    """Extra working days, and nothing else: each event is one, but for days off.

    Where some events say that they are working days, as in a public-holiday calendar, those
    alone are.
    """
    calendar = SiteCalendar(site=site.id, name=name, kind=CalendarKind.CLOSURES)
    return naming_extra_days(calendar, _works_on(_working(events, site), site))


def left_out(events: ImportedEvents, site: Site, meaning: Meaning) -> LeftOut:
    """What of the events says nothing for lack of time that it takes up."""
    if meaning is Meaning.SLOTS:
        return LeftOut()
    if meaning is Meaning.WORKING_DAYS:
        return LeftOut(untaken=_counted(_all(events)) - _counted(_working(events, site)))
    closing, working = _sorted_out(events, site)
    return LeftOut(
        untaken=_counted(_all(events)) - _counted([*closing, *working]),
        endless=_counted(e for e in closing if isinstance(e, Timed) and e.starts == e.ends),
    )


def _sorted_out(events: ImportedEvents, site: Site) -> tuple[_Events, _Events]:
    """The events that close the site, and those that are extra working days."""
    days = [(event, day_of(event, site.country)) for event in _all(events)]
    closing = [event for event, day in days if day is Day.OFF or (day is None and not event.free)]
    return closing, [event for event, day in days if day is Day.WORKING]


def _working(events: ImportedEvents, site: Site) -> _Events:
    days = [(event, day_of(event, site.country)) for event in _all(events)]
    said = [event for event, day in days if day is Day.WORKING]
    return said or [event for event, day in days if day is None]


def _all(events: ImportedEvents) -> _Events:
    return [*events.all_day, *events.timed]


def _counted(events: Iterable[AllDay | Timed]) -> int:
    return len({event.line for event in events})


def _works_on(events: _Events, site: Site) -> list[ExtraWorkingDays]:
    named = {(*_days(event, site), event.summary or _WORKS) for event in events}
    return [ExtraWorkingDays(*each) for each in sorted(named)]


def _closure_order(closure: Closure) -> tuple[date, date, str]:
    return closure.first, closure.last, closure.reason


def _whole_days(event: AllDay | Timed, site: Site) -> tuple[date, date] | None:
    """The days that an event takes up from midnight to midnight; None if it does not."""
    first, last = _days(event, site)
    if isinstance(event, AllDay):
        return first, last
    from_midnight = event.starts == start_of(first, site.zone)
    return (first, last) if from_midnight and event.ends - 1 == end_of(last, site.zone) else None


def _days(event: AllDay | Timed, site: Site) -> tuple[date, date]:
    """The first and the last local day that an event touches."""
    if isinstance(event, AllDay):
        return event.first, event.last
    last = max(event.starts, event.ends - 1)
    return local_day(event.starts, site.zone), local_day(last, site.zone)
