"""On which days and minutes a site works: official calendar, own closures, opening hours.

China makes some weekends working days and announces them a year at a time, so "Monday to
Friday less holidays" is wrong, and dates in a year that is not announced yet are provisional.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from models.moments import Minute, Span, local_day
from models.protocol.site import FreeSlots, Site
from models.reasons.path.closed_days import ClosedDay, PublicHoliday, SiteClosure, WeekendDay
from models.timeline.network.clock_readings import clock_shows
from models.timeline.network.official_days import is_provisional, official_days

LIMIT_DAYS = 400  # how far a calendar is searched for a day on which the site works

_MOST_FOUND = 16_384  # answers that one calendar keeps
_Asked = tuple[bool, str | None, Minute]
"""The first minute (True) or the last, of which step's slots if any, from or up to when."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """One site's working days and opening hours; build it with `working_calendar`.

    A site is open from the first time its clock shows the opening hour, or would have
    where summer time skips it, until the first time it shows the closing hour.
    """

    site: Site
    # What was looked up is kept, as the planner asks thousands of times; it changes no answer.
    _closed: dict[int, frozenset[date]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _found: dict[_Asked, Minute | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def is_working(self, day: date) -> bool:
        """Tell whether the site works on a day, by its own word or else the official one."""
        return day not in self._closed_days(day.year)

    def why_closed(self, day: date) -> ClosedDay | None:
        """Why the site does not work on a day, as typed facts; None on a working day."""
        if self.is_working(day):
            return None
        if closure := self.site.closure_on(day):
            return SiteClosure(written=closure.reason)
        if official_days(self.site.country, day.year).get(day) is None:
            return WeekendDay(weekday=day.weekday())
        return PublicHoliday(country=self.site.country, day=day)

    def is_open(self, minute: Minute) -> bool:
        """Tell whether the site works at a minute."""
        return self.first_open_minute(minute, limit_days=0) == minute

    def is_provisional(self, year: int) -> bool:
        """Tell whether the official list of a year is missing from the installed calendar.

        The last days of a year that is not provisional can still change with the list
        of the year after it: 31 December 2011 became a working day that way.
        """
        return is_provisional(self.site.country, year)

    def first_open_minute(
        self,
        at_or_after: Minute,
        *,
        any_day: bool = False,
        limit_days: int = LIMIT_DAYS,
    ) -> Minute | None:
        """Move a minute forward to the first one at which the site works.

        Args:
            at_or_after: the answer is this minute itself if the site is open then.
            any_day: closed days count as working days, closed hours as open.
            limit_days: how many local days after that of `at_or_after` are tried.
        """
        day = local_day(at_or_after, self.site.zone)
        for _ in range(limit_days + 1):
            if any_day or self.is_working(day):
                opens, closes = self._open_minutes(day)
                minute = max(opens, at_or_after)
                minute = minute if any_day else self.site.closed_hours.after(minute)
                if minute < closes:
                    return minute
            day += timedelta(days=1)
        return None

    def last_open_minute(
        self,
        at_or_before: Minute,
        *,
        any_day: bool = False,
        limit_days: int = LIMIT_DAYS,
    ) -> Minute | None:
        """Move a minute back to the last one at which the site works; see `first_open_minute`."""
        day = local_day(at_or_before, self.site.zone)
        for _ in range(limit_days + 1):
            if any_day or self.is_working(day):
                opens, closes = self._open_minutes(day)
                minute = min(closes - 1, at_or_before)
                minute = minute if any_day else self.site.closed_hours.before(minute)
                if opens <= minute:
                    return minute
            day -= timedelta(days=1)
        return None

    def first_minute_for(self, step: str, at_or_after: Minute) -> Minute | None:
        """The first minute at which a step may begin: a free slot where slots are listed.

        After the last listed slot nothing is known of slots, so any open minute may do.
        """
        listing = self.site.slots_of(step)
        key = (True, listing.step if listing else None, at_or_after)
        if key not in self._found:
            self._keep(key, self._first_minute_for(listing, at_or_after))
        return self._found[key]

    def last_minute_for(self, step: str, at_or_before: Minute) -> Minute | None:
        """The last minute at which a step may begin; see `first_minute_for`."""
        listing = self.site.slots_of(step)
        key = (False, listing.step if listing else None, at_or_before)
        if key not in self._found:
            self._keep(key, self._last_minute_for(listing, at_or_before))
        return self._found[key]

    def _keep(self, key: _Asked, found: Minute | None) -> None:
        if len(self._found) >= _MOST_FOUND:
            self._found.clear()
        self._found[key] = found

    def _first_minute_for(self, listing: FreeSlots | None, at_or_after: Minute) -> Minute | None:
        slot = listing.begins.at_or_after(at_or_after) if listing else None
        if slot is not None:
            return slot
        known = listing.listed_until if listing else None
        return self.first_open_minute(at_or_after if known is None else max(at_or_after, known + 1))

    def _last_minute_for(self, listing: FreeSlots | None, at_or_before: Minute) -> Minute | None:
        minute = self.last_open_minute(at_or_before)
        if listing is None or listing.listed_until is None:
            return minute
        if minute is not None and minute > listing.listed_until:
            return minute
        return listing.begins.at_or_before(at_or_before)

    def open_span(self, day: date) -> Span | None:
        """The minutes of the opening hours on a day; None where the clocks skip them all."""
        opens, closes = self._open_minutes(day)
        return Span(opens, closes - 1) if opens < closes else None

    def _open_minutes(self, day: date) -> tuple[Minute, Minute]:
        """First minute open and first minute closed again; empty where both are the same."""
        zone, hours = self.site.zone, self.site.hours
        return clock_shows(day, hours.opens, zone), clock_shows(day, hours.closes, zone)

    def _closed_days(self, year: int) -> frozenset[date]:
        closed = self._closed.get(year)
        if closed is None:
            closed = self._closed[year] = frozenset(_closed_days(self.site, year))
        return closed


@lru_cache(maxsize=256)
def working_calendar(site: Site) -> WorkingCalendar:
    """Find the one calendar of a site."""
    return WorkingCalendar(site)


def _closed_days(site: Site, year: int) -> Iterator[date]:
    """Every day of a year on which a site does not work."""
    official = official_days(site.country, year)
    for number in range((date(year, 12, 31) - date(year, 1, 1)).days + 1):
        day = date(year, 1, 1) + timedelta(days=number)
        works = day in site.extra_working_days or official.is_working_day(day)
        if site.closure_on(day) or not works:
            yield day
