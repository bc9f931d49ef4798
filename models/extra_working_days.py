"""Extra working days that a site's own calendars name, laid over the protocol with the rest.

China declares some weekends working days, a year at a time; a site may have such days of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from models.protocol.site import Site
from models.protocol.site_calendars import SiteCalendar, SiteCalendars, with_site_calendars
from models.protocol.types import Protocol


@dataclass(frozen=True, slots=True, order=True)
class ExtraWorkingDays:
    """Days on which a site works though the official calendar rests; both ends are included."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDays(SiteCalendar):
    """A calendar of closures that names extra working days, too."""

    extra_working_days: tuple[ExtraWorkingDays, ...] = ()


def extra_days_of(calendar: SiteCalendar) -> tuple[ExtraWorkingDays, ...]:
    """The extra working days that a calendar names; most name none."""
    return calendar.extra_working_days if isinstance(calendar, SiteDays) else ()


def naming_extra_days(calendar: SiteCalendar, days: Iterable[ExtraWorkingDays]) -> SiteCalendar:
    """A calendar that names these extra working days besides all it says; the same for none."""
    named = tuple(days)
    if not named:
        return calendar
    said = {field.name: getattr(calendar, field.name) for field in fields(SiteCalendar)}
    return SiteDays(**said, extra_working_days=named)


def with_imported_calendars(protocol: Protocol, calendars: SiteCalendars) -> Protocol:
    """The protocol with its sites as their own calendars have them.

    A closure, whoever wrote it, is stronger than an extra working day.
    """
    working = {
        name: _working_more(protocol.sites[name], calendars[name])
        for name in protocol.sites.keys() & calendars.keys()
        if any(extra_days_of(calendar) for calendar in calendars[name])
    }
    if working:
        sites = MappingProxyType({**protocol.sites, **working})
        protocol = protocol.model_copy(update={"sites": sites})
    return with_site_calendars(protocol, calendars)


@lru_cache(maxsize=64)
def _working_more(site: Site, calendars: tuple[SiteCalendar, ...]) -> Site:
    named = {
        extra.first + timedelta(days=number)
        for calendar in calendars
        for extra in extra_days_of(calendar)
        for number in range((extra.last - extra.first).days + 1)
    }
    open_days = (day for day in named if site.closure_on(day) is None)
    return replace(site, extra_working_days=tuple(sorted({*site.extra_working_days, *open_days})))
