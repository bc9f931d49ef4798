"""Dates as Prefect's pages say them: the site's clock, and no time where only the day is meant."""

from zoneinfo import ZoneInfo

from models.moments import Minute, Span, at_zone, end_of, local_day, start_of


def say_minute(minute: Minute, zone: ZoneInfo) -> str:
    """`2026-04-15 10:00` on the site's clock."""
    return at_zone(minute, zone).format("YYYY-MM-DD HH:mm")


def say_bound(minute: Minute | None, zone: ZoneInfo) -> str:
    """One end of a window; the first or last minute of a day is the day, None is nothing."""
    if minute is None:
        return ""
    day = local_day(minute, zone)
    whole = minute in {start_of(day, zone), end_of(day, zone)}
    return day.isoformat() if whole else say_minute(minute, zone)


def say_span(span: Span, zone: ZoneInfo, between: str) -> str:
    """When something was: its minute, its day, or the days `between` which it lies."""
    if not span.coarse:
        return say_minute(span.earliest, zone)
    first, last = local_day(span.earliest, zone), local_day(span.latest, zone)
    return first.isoformat() if first == last else between.format(first=first, last=last)
