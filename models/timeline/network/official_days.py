"""The official calendar of a country: holidays, exchanged days, and what they are called."""

import re
from datetime import date
from functools import lru_cache

from holidays import HolidayBase, country_holidays

_AMERICAN_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")  # as `holidays` writes a day in English


def name_of_holiday(country: str, day: date, locale: str) -> str:
    """What the official calendar calls a day, in a locale such as `en_US`; empty for none."""
    return _AMERICAN_DAY.sub(r"\3-\1-\2", official_days(country, day.year, locale).get(day) or "")


@lru_cache(maxsize=256)
def is_provisional(country: str, year: int) -> bool:
    """Whether the days that it exchanges in a year are not announced yet."""
    official = official_days(country, year)
    if not official.has_substituted_holidays:
        return False  # weekends are never exchanged there: the law alone fixes the year
    exchanged = official.tr(official.substituted_label).partition("%s")[0]
    made_up = any(day.year == year for day in official.weekend_workdays)
    return not made_up and not any(exchanged in name for name in official.values())


@lru_cache(maxsize=256)
def official_days(country: str, year: int, language: str = "en_US") -> HolidayBase:
    """Its days in a year; a country without names in a language has them in one of its own."""
    return country_holidays(country, years=year, expand=False, language=language)
