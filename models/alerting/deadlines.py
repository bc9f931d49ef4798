"""Whether a deadline is over, by the site's clock. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.moments import Minute, start_of, to_minute


def is_over(deadline: Minute, zone: ZoneInfo, now: datetime) -> bool:
    """Whether a deadline has passed; that of a day without a time lasts as long as the day."""
    return deadline < to_minute(now) and not is_today(deadline, zone, now)


def is_today(deadline: Minute, zone: ZoneInfo, now: datetime) -> bool:
    """Whether it is the first minute of today: what is booked for this day, at no known time."""
    return deadline == start_of(now.astimezone(zone).date(), zone)
