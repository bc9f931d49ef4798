"""When the clock of a site first shows a time, also on a day on which it is changed."""

from bisect import bisect_left
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from models.moments import Minute, at_zone, end_of, to_minute
from models.protocol.site import MINUTES_PER_DAY


@lru_cache(maxsize=65536)
def clock_shows(day: date, minutes: int, zone: ZoneInfo) -> Minute:
    """First minute of a day at which the site's clock shows a time, or has skipped it."""
    if minutes == MINUTES_PER_DAY:
        return end_of(day, zone) + 1
    wanted = datetime.combine(day, time(minutes // 60, minutes % 60))
    shown = to_minute(wanted.replace(tzinfo=zone))
    if at_zone(shown, zone).naive() == wanted:
        return shown
    # A skipped time lies between its readings with the offset after and before the change.
    around = range(to_minute(wanted.replace(tzinfo=zone, fold=1)), shown)
    later = bisect_left(around, True, key=lambda minute: at_zone(minute, zone).naive() >= wanted)
    return around.start + later
