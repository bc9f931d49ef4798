"""Instants and spans as the contract's JSON writes them."""

from zoneinfo import ZoneInfo

from models.moments import Minute, Span, day_span, iso, lasts_whole_days, local_day


def said_moment(minute: Minute | None, zone: ZoneInfo) -> str | None:
    """An instant with the site's offset."""
    return None if minute is None else iso(minute, zone)


def said_span(span: Span | None, zone: ZoneInfo) -> str | None:
    """An instant where one is known; else the date, never an imputed midnight."""
    if span is None:
        return None
    if not span.coarse:
        return iso(span.earliest, zone)
    if not lasts_whole_days(span, zone):
        return f"{iso(span.earliest, zone)}/{iso(span.latest, zone)}"
    first, last = local_day(span.earliest, zone), local_day(span.latest, zone)
    if span == day_span(first, zone):
        return first.isoformat()
    return f"{first.isoformat()}/{last.isoformat()}"
