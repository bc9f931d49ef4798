"""Times of day on somebody's clock: quiet hours, the hours of what comes once a day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.alerting.routing import QuietHours

MINUTES_PER_HOUR = 60


def is_quiet(quiet: QuietHours | None, now: datetime, zone: ZoneInfo) -> bool:
    """Whether nobody may be disturbed there now; the first minute of day is not quiet."""
    if quiet is None:
        return False
    minute = minute_of_day(now, zone)
    if quiet.from_ < quiet.until:
        return quiet.from_ <= minute < quiet.until
    return minute >= quiet.from_ or minute < quiet.until


def daily_day(hour: int | None, now: datetime, zone: ZoneInfo) -> date | None:
    """The local day whose daily message is due at `now`; None before its hour, or without one.

    After downtime the message of the day still comes, those of earlier days do not.
    """
    if hour is None or minute_of_day(now, zone) < hour:
        return None
    return now.astimezone(zone).date()


def minute_of_day(now: datetime, zone: ZoneInfo) -> int:
    """Minutes after midnight that the clocks there show."""
    local = now.astimezone(zone)
    return local.hour * MINUTES_PER_HOUR + local.minute
