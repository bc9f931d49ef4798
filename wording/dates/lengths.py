"""Lengths of time in words."""

from zoneinfo import ZoneInfo

from models.moments import Minute, local_day
from models.protocol.arithmetic.quantity import Quantity
from wording.catalogue import catalogue
from wording.language import Language

_HOUR, _DAY = 60, 24 * 60


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
