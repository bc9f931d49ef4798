"""One date in the forms in which it is read: by programs, in a file that is kept, or today.

A form is chosen once for each card, message or file, so that its dates can be compared.
"""

from datetime import date
from functools import lru_cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

from models.moments import (
    Minute,
    Span,
    at_zone,
    day_span,
    end_of,
    lasts_whole_days,
    local_day,
    start_of,
)
from wording.catalogue import catalogue
from wording.dates import iso
from wording.dates.days import say_by_pattern
from wording.language import Language

DateForm = Literal["iso", "in_full"] | date
"""`2026-04-10 10:00`; `10 April 2026 10:00`; or as it is read on a day: `Fri 10 Apr 10:00`, with
the year where it is another than that day's."""

ISO: Final = "iso"
IN_FULL: Final = "in_full"


def say_minute(minute: Minute, zone: ZoneInfo, form: DateForm, language: Language) -> str:
    """A minute on the site's clock; a day's first minute is said as the day.

    So is its last one where people read it: a deadline includes its day.
    """
    if form == ISO:
        return iso.say_minute(minute, zone)
    return _said(minute, zone, form, language)


@lru_cache(maxsize=16_384)
def _said(minute: Minute, zone: ZoneInfo, form: DateForm, language: Language) -> str:
    day = local_day(minute, zone)
    said = say_day(day, form, language)
    if minute in {day_span(day, zone).earliest, end_of(day, zone)}:
        return said
    clock = at_zone(minute, zone).format("HH:mm")
    return catalogue(language, "dates")("moment", day=said, time=clock)


def say_by(minute: Minute, zone: ZoneInfo, form: DateForm, language: Language) -> str:
    """`by Tue 1 Dec 10:00`, `on Mon 30 Nov at the latest`, `before Thu 26 Nov`."""
    words, day = catalogue(language, "dates"), local_day(minute, zone)
    said = say_minute(minute, zone, form, language)
    if minute == end_of(day, zone):
        return words("by.end_of_day", day=said)
    if minute == start_of(day, zone):
        return words("by.start_of_day", day=said)
    return words("by.moment", moment=said)


def say_span(span: Span, zone: ZoneInfo, form: DateForm, language: Language) -> str:
    """A span as it was recorded: an instant, a day, or from one day to another."""
    if not span.coarse:
        return say_minute(span.earliest, zone, form, language)
    first, last = local_day(span.earliest, zone), local_day(span.latest, zone)
    if span == day_span(first, zone):
        return say_day(first, form, language)
    if lasts_whole_days(span, zone):
        said = [say_day(day, form, language) for day in (first, last)]
    else:
        ends = (span.earliest, span.latest)
        said = [say_minute(minute, zone, form, language) for minute in ends]
    return catalogue(language, "dates")("between", first=said[0], last=said[1])


def say_day(day: date, form: DateForm, language: Language) -> str:
    """A day; in a language of people only where the form is for people."""
    if form == ISO:
        return day.isoformat()
    words = catalogue(language, "dates")
    if form == IN_FULL:
        return say_by_pattern(day, words("day_in_full"), language)
    this_year = isinstance(form, date) and form.year == day.year
    return say_by_pattern(day, words("day" if this_year else "day_of_year"), language)
