"""Dates as one counts them on paper: slow, and written without a look at `models`."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
ONE_SECOND = timedelta(seconds=1)


def plus_months(day: date, number: int) -> date:
    """The same day of a later (or earlier) month, or that month's last day (K4)."""
    month = (day.month - 1 + number) % 12 + 1
    year = day.year + (day.month - 1 + number) // 12
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class Time:
    """The first and the last minute at which something may have happened, in UTC."""

    first: datetime
    last: datetime

    @property
    def extremes(self) -> tuple[datetime, datetime]:
        return self.first, self.last

    @property
    def last_second(self) -> datetime:
        """A day is not over with the beginning of its last minute."""
        return self.last if self.first == self.last else self.last + ONE_MINUTE - ONE_SECOND


def read_time(text: str, zone: ZoneInfo) -> Time:
    """An instant with its offset, or a date: every minute of that day at the site."""
    if "T" in text:
        moment = datetime.fromisoformat(text).astimezone(UTC)
        return Time(moment, moment)
    return whole_day(date.fromisoformat(text), zone)


def whole_day(day: date, zone: ZoneInfo) -> Time:
    return Time(midnight(day, zone), midnight(day + ONE_DAY, zone) - ONE_MINUTE)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first minute of a day at the site, in UTC."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def day_at(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
