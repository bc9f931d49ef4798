"""Calendars that a site keeps itself, laid over what the protocol's data says of it.

A closure closes; a listing of free slots says when one step may begin. Neither touches a
verdict: they only move what is suggested and what is counted from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from models.moments import Minute, Span, end_of, start_of
from models.protocol.site import Closure, FreeSlots, Site
from models.protocol.types import Protocol
from models.stretches import Stretches


class CalendarKind(StrEnum):
    """What an imported calendar says."""

    CLOSURES = "closures"
    SLOTS = "slots"


@dataclass(frozen=True, slots=True, order=True)
class ClosedHours:
    """A part of a day on which a site is closed; both minutes are included."""

    first: Minute
    last: Minute
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCalendar:
    """One calendar that was imported for a site.

    Attributes:
        step: for slots, the step that may begin in them.
        closures, closed_hours: for closures, whole days and parts of days.
        slots: for slots, from the first to the last minute at which one may begin.
    """

    site: str
    name: str
    kind: CalendarKind
    step: str | None = None
    closures: tuple[Closure, ...] = ()
    closed_hours: tuple[ClosedHours, ...] = ()
    slots: tuple[Span, ...] = ()


SiteCalendars = Mapping[str, tuple[SiteCalendar, ...]]
"""The calendars of each site that has any."""


def with_site_calendars(protocol: Protocol, calendars: SiteCalendars) -> Protocol:
    """The protocol with its sites as their own calendars have them."""
    if not calendars:
        return protocol
    sites = {
        name: _overlaid(site, calendars[name]) if name in calendars else site
        for name, site in protocol.sites.items()
    }
    return protocol.model_copy(update={"sites": MappingProxyType(sites)})


@lru_cache(maxsize=64)
def _overlaid(site: Site, calendars: tuple[SiteCalendar, ...]) -> Site:
    closures = tuple(closure for calendar in calendars for closure in calendar.closures)
    hours = (hours for calendar in calendars for hours in calendar.closed_hours)
    closed = Stretches.of(Span(each.first, each.last) for each in hours)
    days = (
        Span(start_of(each.first, site.zone), end_of(each.last, site.zone))
        for each in (*site.closures, *closures)
    )
    shut = Stretches.of((*closed, *days))
    return replace(
        site,
        closures=(*site.closures, *closures),
        closed_hours=closed,
        extra_working_days=tuple(
            day for day in site.extra_working_days if not any(each.covers(day) for each in closures)
        ),
        slots=tuple(
            _listing(step, calendars, shut)
            for step in sorted({each.step for each in calendars if each.step is not None})
        ),
    )


def _listing(step: str, calendars: Iterable[SiteCalendar], shut: Stretches) -> FreeSlots:
    """All slots of one step; one on a day on which the site is closed is none."""
    listed = Stretches.of(slot for each in calendars if each.step == step for slot in each.slots)
    until = listed.lasts[-1] if listed.lasts else None
    return FreeSlots(step, listed.minus(shut), until)
