"""How dates, gaps and margins are said to a person."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from models.moments import Minute, Span, at_zone, day_span, lasts_whole_days, local_day
from models.protocol.criteria import Washout
from models.protocol.criterion import Sourced

_HOUR, _DAY = 60, 24 * 60


def say_when(span: Span, zone: ZoneInfo) -> str:
    """A span as it was recorded: an instant, a day, or from one day to another."""
    first, last = local_day(span.earliest, zone), local_day(span.latest, zone)
    if not span.coarse:
        return say_minute(span.earliest, zone)
    if span == day_span(first, zone):
        return first.isoformat()
    if not lasts_whole_days(span, zone):
        return f"{say_minute(span.earliest, zone)} to {say_minute(span.latest, zone)}"
    return f"{first.isoformat()} to {last.isoformat()}"


@lru_cache(maxsize=16_384)
def say_minute(minute: Minute, zone: ZoneInfo) -> str:
    """A minute on the site's clock; a day's first minute is said as the day."""
    day = local_day(minute, zone)
    if minute == day_span(day, zone).earliest:
        return day.isoformat()
    return at_zone(minute, zone).strftime("%Y-%m-%d %H:%M")


def say_length(minutes: int) -> str:
    """A length of time in days, hours and minutes, without its sign."""
    days, rest = divmod(abs(minutes), _DAY)
    hours, left = divmod(rest, _HOUR)
    parts = [
        f"{days} d" if days else "",
        f"{hours} h" if hours else "",
        f"{left} min" if left else "",
    ]
    return " ".join(part for part in parts if part) or "0 min"


def say_beyond(minute: Minute, limit: Minute, zone: ZoneInfo) -> str:
    """How far a minute lies beyond a limit: in local days, or in hours on the same day."""
    days = abs((local_day(minute, zone) - local_day(limit, zone)).days)
    if days == 0:
        return say_length(minute - limit)
    return f"{days} day{'' if days == 1 else 's'}"


def say_test(test: str) -> str:
    """`pregnancy test`, `CD19 test`."""
    return f"{in_words(test)} test"


def cite(source: Sourced) -> str:
    """Where a statement comes from, and whether it is ours: for the end of a sentence."""
    stated = source.source
    if stated.list is None:
        return "site default"
    cited = f"{stated.entry} {stated.list} {stated.number}"
    return f"{cited}; site default" if source.site_default else cited


_ABBREVIATIONS = frozenset({"cabg", "cd19", "dvt", "gvhd", "lvef"})
_SAID_OTHERWISE = {
    "malignancy_cured": "cure of the prior malignancy",
    "malignancy_low_relapse_risk": "malignancy of low relapse risk",
}


def in_words(name: str) -> str:
    """An id of the chart as a person writes it: "chronic GVHD", "live vaccine"."""
    if name in _SAID_OTHERWISE:
        return _SAID_OTHERWISE[name]
    words = name.split("_")
    return " ".join(word.upper() if word in _ABBREVIATIONS else word for word in words)


def say_gap(washout: Washout) -> str:
    """What a washout asks for: "more than 72 hours", "at least 14 days"."""
    return f"{'more than' if washout.strict else 'at least'} {washout.gap}"
