"""When a record says that something was: exactly, or as far as anybody knows.

Systems for clinical data write what they do not know of a date into the date: `2026-03-UN`,
`UN-MAR-2026`, `2026---15`. Each is read as the span that it leaves open; nothing is imputed.
"""

import re
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from models.moments import Span, local_day, read_span, to_minute
from models.reasons.refusals.refusal import ValueRefused, shown
from models.reasons.refusals.times import (
    EndsBeforeItBegins,
    NotADate,
    NotADay,
    NotAnInstant,
    RelativeToAnotherDay,
    TimeSkipped,
)

_UNKNOWN: Final = r"UNK?"
_YEAR_FIRST: Final = re.compile(
    rf"([0-9]{{4}})-([0-9]{{2}}|{_UNKNOWN}|-)(?:-([0-9]{{2}}|{_UNKNOWN}|-))?", re.IGNORECASE
)
_DAY_FIRST: Final = re.compile(
    rf"([0-9]{{1,2}}|{_UNKNOWN})([- ]?)([A-Z]{{3}}|{_UNKNOWN})\2([0-9]{{4}})", re.IGNORECASE
)
_HOUR: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2})")
_MONTHS: Final = dict(
    zip(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
        (f"{number:02}" for number in range(1, 13)),
        strict=True,
    )
)
_HOURS_OF_A_DAY: Final = 24
_WITHOUT_A_ZONE: Final = ZoneInfo("UTC")

GOES_ON: Final = "ONGOING"
"""How such systems write that a course has no last day."""
_RELATIVE: Final = frozenset({GOES_ON, "BEFORE", "AFTER", "DURING", "DURING/AFTER", "COINCIDENT"})
"""Words of the CDISC for where an end of a course lies beside a day that is named elsewhere."""


def read_recorded(text: str, zone: ZoneInfo) -> Span:
    """Read when a record says that something was, at the site.

    Raises:
        ValueRefused: with what is wrong with it.
    """
    if text.upper() in _RELATIVE:
        raise ValueRefused(RelativeToAnotherDay(word=shown(text)))
    if "/" in text:
        return _between(text, zone)
    if hour := _HOUR.fullmatch(text):
        return _hour(hour[1], hour[2], zone)
    return read_span(_plainly(text), zone) if _month_known(text) else _some_month(text, zone)


def read_days(text: str) -> tuple[date, date]:
    """Read a day of somebody's life, wherever that was: the first and the last that it may be.

    Raises:
        ValueRefused: with what is wrong with it.
    """
    span = read_recorded(text, _WITHOUT_A_ZONE)
    if not span.coarse:
        raise ValueRefused(NotADate(word=shown(text)))
    return local_day(span.earliest, _WITHOUT_A_ZONE), local_day(span.latest, _WITHOUT_A_ZONE)


def goes_on(last: object) -> bool:
    """Whether the last day of a course is the word for "it has none yet"."""
    return isinstance(last, str) and last.upper() == GOES_ON


def _between(text: str, zone: ZoneInfo) -> Span:
    """From one day to another, both included."""
    begins, _, ends = text.partition("/")
    if not begins or not ends or "/" in ends:
        raise ValueRefused(NotADate(word=shown(text)))
    first, last = read_recorded(begins, zone), read_recorded(ends, zone)
    if last.latest < first.earliest:
        raise ValueRefused(EndsBeforeItBegins(word=shown(text)))
    return last if first == last else Span(first.earliest, last.latest)


def _hour(day: str, hour: str, zone: ZoneInfo) -> Span:
    """All minutes at which the site's clock shows an hour: twice as many where it repeats it."""
    on = local_day(read_span(day, zone).earliest, zone)
    if int(hour) >= _HOURS_OF_A_DAY:
        raise ValueRefused(NotAnInstant(word=f"{day}T{hour}"))
    first = datetime.combine(on, time(int(hour)), zone)
    last = datetime.combine(on, time(int(hour), 59), zone).replace(fold=1)
    if to_minute(last) < to_minute(first):
        raise ValueRefused(TimeSkipped(word=f"{day}T{hour}", zone=zone.key))
    return Span(to_minute(first), to_minute(last))


def _parts(text: str) -> tuple[str, str | None, str | None] | None:
    """Year, month and day of a date of which some is not known; None of any other text."""
    if said := _YEAR_FIRST.fullmatch(text):
        return said[1], _known(said[2]), _known(said[3])
    if (said := _DAY_FIRST.fullmatch(text)) and (month := _month_named(said[3])):
        return said[4], _known(month), _known(said[1].zfill(2))
    return None


def _month_named(word: str) -> str | None:
    return word if re.fullmatch(_UNKNOWN, word, re.IGNORECASE) else _MONTHS.get(word.upper())


def _known(part: str | None) -> str | None:
    return part if part and part.isdigit() else None


def _month_known(text: str) -> bool:
    """Unless a day is known of which the month is not."""
    parts = _parts(text)
    return parts is None or parts[1] is not None or parts[2] is None


def _plainly(text: str) -> str:
    """The same without what is not known: `2026-03` for `UN-MAR-2026`."""
    parts = _parts(text)
    return text if parts is None else "-".join(part for part in parts if part)


def _some_month(text: str, zone: ZoneInfo) -> Span:
    """That day of any month of the year: January and December have every day that there is."""
    year, _, day = _parts(text) or ("", None, None)
    try:
        first, last = (read_span(f"{year}-{month}-{day}", zone) for month in ("01", "12"))
    except ValueRefused as refused:
        if isinstance(refused.reason, NotADay):
            raise ValueRefused(NotADay(word=shown(text))) from refused
        raise
    return Span(first.earliest, last.latest)
