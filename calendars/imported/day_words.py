"""What a public-holiday calendar says of a day: that it is off, or worked in exchange for one.

Such calendars mark days off as free time and working days as busy, so only their titles tell.
"""

import re
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from holidays import country_holidays, list_localized_countries

from calendars.imported.events import AllDay, Timed

_WORDS: Final = tomllib.loads(
    Path(__file__).with_name("day_words.toml").read_text(encoding="utf-8")
)
_APPLE: Final = {"ALTERNATE-WORKDAY": "working", "WORK-HOLIDAY": "off"}
_YEARS: Final = range(2024, 2029)  # a holiday's names are the same in each; all come in five


class Day(StrEnum):
    """What a day is by its title."""

    WORKING = "working"
    OFF = "off"


_IN_TURN: Final = {"surely_off": Day.OFF, "working": Day.WORKING, "off": Day.OFF}


def day_of(event: AllDay | Timed, country: str) -> Day | None:
    """What an event says of its day; None where it says neither, as most events.

    Args:
        country: whose holidays are known by their names alone.
    """
    if event.mark in _APPLE:
        return Day(_APPLE[event.mark])
    for words, day in _IN_TURN.items():
        if _says(words).search(event.summary):
            return day
    return Day.OFF if event.summary.casefold() in _holidays(country) else None


@lru_cache
def _says(words: str) -> re.Pattern[str]:
    return re.compile("|".join(_WORDS[words]), re.IGNORECASE)


@lru_cache
def _holidays(country: str) -> frozenset[str]:
    """What a country's official holidays are called, in each language that the library has."""
    languages: Iterable[str | None] = list_localized_countries().get(country) or [None]
    return frozenset(
        name.casefold()
        for language in languages
        for said in country_holidays(country, years=_YEARS, language=language).values()
        for name in said.split("; ")
    )
