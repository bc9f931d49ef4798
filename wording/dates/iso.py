"""Dates as programs read them, on the site's clock."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from models.moments import Minute, Span, at_zone, day_span, lasts_whole_days, local_day
from wording.catalogue import catalogue
from wording.language import Language


@lru_cache(maxsize=16_384)
def say_minute(minute: Minute, zone: ZoneInfo) -> str:
    """A minute on the site's clock; a day's first minute is said as the day."""
    day = local_day(minute, zone)
    if minute == day_span(day, zone).earliest:
        return day.isoformat()
    return at_zone(minute, zone).strftime("%Y-%m-%d %H:%M")


def say_when(span: Span, zone: ZoneInfo, language: Language) -> str:
    """A span as it was recorded: an instant, a day, or from one day to another."""
    first, last = local_day(span.earliest, zone), local_day(span.latest, zone)
    if not span.coarse:
        return say_minute(span.earliest, zone)
    if span == day_span(first, zone):
        return first.isoformat()
    if lasts_whole_days(span, zone):
        said = [first.isoformat(), last.isoformat()]
    else:
        said = [say_minute(minute, zone) for minute in (span.earliest, span.latest)]
    return catalogue(language, "dates")("between", first=said[0], last=said[1])
