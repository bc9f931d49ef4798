"""The working days and hours of a subject who went from one site to another."""

from dataclasses import dataclass
from datetime import date

from models.moments import Minute, end_of
from models.protocol.site import Site
from models.reasons.path.closed_days import ClosedDay
from models.timeline.network.working_days import LIMIT_DAYS, WorkingCalendar, working_calendar


@dataclass(frozen=True)
class TransferredCalendar(WorkingCalendar):
    """One site's calendar until a minute, another site's from then on; build it with `transferred`.

    A day on which a subject is transferred is a day of the new site. The site, and so the
    listing of free slots, is the new one: what is past is offered to nobody.
    """

    before: WorkingCalendar
    after: WorkingCalendar
    since: Minute

    def is_working(self, day: date) -> bool:
        return self._on(day).is_working(day)

    def why_closed(self, day: date) -> ClosedDay | None:
        return self._on(day).why_closed(day)

    def is_provisional(self, year: int) -> bool:
        return self.before.is_provisional(year) or self.after.is_provisional(year)

    def first_open_minute(
        self,
        at_or_after: Minute,
        *,
        any_day: bool = False,
        limit_days: int = LIMIT_DAYS,
    ) -> Minute | None:
        def found(calendar: WorkingCalendar, minute: Minute) -> Minute | None:
            return calendar.first_open_minute(minute, any_day=any_day, limit_days=limit_days)

        there = found(self.before, at_or_after) if at_or_after < self.since else None
        if there is not None and there < self.since:
            return there
        return found(self.after, max(at_or_after, self.since))

    def last_open_minute(
        self,
        at_or_before: Minute,
        *,
        any_day: bool = False,
        limit_days: int = LIMIT_DAYS,
    ) -> Minute | None:
        def found(calendar: WorkingCalendar, minute: Minute) -> Minute | None:
            return calendar.last_open_minute(minute, any_day=any_day, limit_days=limit_days)

        here = found(self.after, at_or_before) if at_or_before >= self.since else None
        if here is not None and here >= self.since:
            return here
        return found(self.before, min(at_or_before, self.since - 1))

    def first_minute_for(self, step: str, at_or_after: Minute) -> Minute | None:
        if at_or_after < self.since:
            there = self.before.first_minute_for(step, at_or_after)
            if there is not None and there < self.since:
                return there
        return self.after.first_minute_for(step, max(at_or_after, self.since))

    def last_minute_for(self, step: str, at_or_before: Minute) -> Minute | None:
        if at_or_before >= self.since:
            here = self.after.last_minute_for(step, at_or_before)
            if here is not None and here >= self.since:
                return here
        return self.before.last_minute_for(step, min(at_or_before, self.since - 1))

    def _on(self, day: date) -> WorkingCalendar:
        return self.before if end_of(day, self.site.zone) < self.since else self.after


def transferred(before: WorkingCalendar, site: Site, since: Minute) -> TransferredCalendar:
    """The calendar of a subject who is at another site since a minute."""
    return TransferredCalendar(site, before, working_calendar(site), since)
