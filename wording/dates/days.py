"""Days in the names of each language, as CLDR has them."""

from datetime import date
from functools import lru_cache

from wording.language import Language, locale_of


@lru_cache(maxsize=16_384)
def say_by_pattern(day: date, pattern: str, language: Language) -> str:
    """A day by a pattern of CLDR: `d MMMM y`, `M月d日`."""
    from babel.dates import format_date  # noqa: PLC0415  a tenth of a second; few commands name days

    return format_date(day, pattern, locale_of(language))
