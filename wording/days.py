"""Days in the names of each language, as CLDR has them.

Apart from `dates`, which every command uses: reading CLDR takes a tenth of a second.
"""

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from wording.language import Language, locale_of


@lru_cache(maxsize=16_384)
def say_by_pattern(day: date, pattern: str, language: Language) -> str:
    """A day by a pattern of CLDR: `d MMMM y`, `M月d日`."""
    return format_date(day, pattern, locale_of(language))
