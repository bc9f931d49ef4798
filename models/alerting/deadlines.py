"""Whether a deadline is over, by the site's clock. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.moments import Minute, local_day, start_of, to_minute


def is_over(deadline: Minute, zone: ZoneInfo, now: datetime) -> bool:
    """Whether a deadline has passed; that of a day without a time lasts as long as the day."""
    return is_past(deadline, zone, to_minute(now))


def is_past(deadline: Minute, zone: ZoneInfo, now: Minute) -> bool:
    """The same, seen from a plan's own moment."""
    return deadline < now and deadline != start_of(local_day(now, zone), zone)


def is_today(deadline: Minute, zone: ZoneInfo, now: datetime) -> bool:
    """Whether it is the first minute of today: what is booked for this day, at no known time."""
    return deadline == start_of(now.astimezone(zone).date(), zone)
