"""Dates and lengths of time in words, by the site's clock."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from models.moments import Minute, Span, at_zone, day_span, lasts_whole_days, local_day
from models.protocol.arithmetic.quantity import Quantity
from wording.catalogue import catalogue
from wording.language import Language

_HOUR, _DAY = 60, 24 * 60


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


def say_length(minutes: int, language: Language) -> str:
    """A length of time in days, hours and minutes, without its sign."""
    words = catalogue(language, "dates")
    days, rest = divmod(abs(minutes), _DAY)
    hours, left = divmod(rest, _HOUR)
    parts = [
        words.counted("length.days", days) if days else "",
        words.counted("length.hours", hours) if hours else "",
        words.counted("length.minutes", left) if left else "",
    ]
    return " ".join(part for part in parts if part) or words.counted("length.minutes", 0)


def say_beyond(minute: Minute, limit: Minute, zone: ZoneInfo, language: Language) -> str:
    """How far a minute lies beyond a limit: in local days, or in hours on the same day."""
    days = abs((local_day(minute, zone) - local_day(limit, zone)).days)
    if days == 0:
        return say_length(minute - limit, language)
    return catalogue(language, "dates").counted("days", days)


def say_quantity(quantity: Quantity, language: Language) -> str:
    """`72 hours`, `3 months`, `5 half-lives`; as the protocol's own units are."""
    words = catalogue(language, "dates")
    hours, rest = divmod(quantity.minutes, _HOUR)
    parts = [
        words.counted("months", quantity.months) if quantity.months else "",
        words.counted("days", quantity.days) if quantity.days else "",
        words.counted("minutes", quantity.minutes) if rest else "",
        words.counted("hours", hours) if hours and not rest else "",
        words.counted("half_lives", quantity.half_lives) if quantity.half_lives else "",
    ]
    return " ".join(part for part in parts if part) or words.counted("days", 0)
