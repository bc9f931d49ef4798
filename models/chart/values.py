"""The values that a chart's fields take: each read strictly, each refused in one sentence."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, ValidationInfo

from models.chart.wording import quoted, unreadable_time
from models.moments import DAY, FIRST_YEAR, Span, read_span

_DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")
_TOO_FINE_OR_LARGE = re.compile(r"[0-9]+(\.[0-9]+)?")
_SUBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
_WORD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_OF_THIS_MACHINE = {"localtime", "posixrules", "Factory"}  # zones that say nothing of a place
_LONGEST_HALF_LIFE_HOURS = 1_000_000  # a century; five of them still lie in the calendar
_LINE_ENDS = "\n\r\t"


def _decimal(value: object) -> object:
    if not isinstance(value, str):
        message = "must be a number in quotes, like “58.5”, so that it stays exact"
        raise ValueError(message)  # noqa: TRY004  pydantic turns a ValueError into a fault
    if _TOO_FINE_OR_LARGE.fullmatch(value) and not _DECIMAL.fullmatch(value):
        message = f"{quoted(value)} has more than 12 digits before or after the point; check it"
        raise ValueError(message)
    if not _DECIMAL.fullmatch(value):
        message = f"{quoted(value)} is not a plain number from 0 up like “58.5”"
        raise ValueError(message)
    return value


def _above_zero(value: str) -> str:
    if not value.strip("0."):
        message = "must be more than 0; leave it out where it is not known"
        raise ValueError(message)
    return value


def _lived(value: str) -> str:
    if Fraction(value) > _LONGEST_HALF_LIFE_HOURS:
        message = f"is more than {_LONGEST_HALF_LIFE_HOURS} hours; check the value and its unit"
        raise ValueError(message)
    return value


def _born(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        born = date.fromisoformat(value) if DAY.fullmatch(value) else None
    except ValueError:
        born = None
    if born is None or born.year < FIRST_YEAR:
        message = f"{quoted(value)} is not a day of the calendar like 1988-04-02"
        raise ValueError(message)
    return born


def _when(value: object, info: ValidationInfo) -> Span:
    """Read at the site's zone, which the context brings."""
    if not isinstance(value, str):
        message = "must be text in quotes, like “2026-03-09”"
        raise ValueError(message)  # noqa: TRY004  pydantic turns a ValueError into a fault
    try:
        return read_span(value, (info.context or {})["zone"])
    except ValueError as error:
        raise ValueError(unreadable_time(value, str(error))) from error


def _subject(value: str) -> str:
    if not _SUBJECT.fullmatch(value):  # what was written may be a name: it is not repeated
        message = (
            "is not a study number like “CN01-007”: up to 32 letters, digits, “-”, “_” and “.”;"
            " never a name"
        )
        raise ValueError(message)
    return value


def _shaped(shape: re.Pattern[str], asked: str) -> AfterValidator:
    def check(value: str) -> str:
        if not shape.fullmatch(value):
            message = f"{quoted(value)} is not {asked}"
            raise ValueError(message)
        return value

    return AfterValidator(check)


def _printed(allowed: str = "") -> Callable[[str], str]:
    """Refuse blanks alone, which say nothing, and control characters.

    Those steer terminals and break calendars.
    """

    def check(value: str) -> str:
        if not value.strip():
            message = "is blank; write what it is"
            raise ValueError(message)
        for character in value:
            if unicodedata.category(character) == "Cc" and character not in allowed:
                message = f"holds a control character (U+{ord(character):04X}); remove it"
                raise ValueError(message)
        return value

    return check


def zone_named(name: str) -> ZoneInfo | None:
    """The time zone of a place; None where the name is not one."""
    if name in _OF_THIS_MACHINE or name.startswith(("posix/", "right/")):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: "Asia" is a folder of zones
        return None


def _timezone(name: str) -> str:
    if zone_named(name) is None:
        message = f"{quoted(name)} is not a time zone; {_zone_meant(name)}"
        raise ValueError(message)
    return name


def _zone_meant(name: str) -> str:
    """Only a slip of the pen is guessed at: Beijing is not Brunei, and GMT+8 not GMT+0."""
    known = {zone.lower(): zone for zone in available_timezones()}
    near = get_close_matches(name[:40].lower(), sorted(known), n=1, cutoff=0.85)
    return f"did you mean “{known[near[0]]}”?" if near else "write it like “Asia/Shanghai”"


Subject = Annotated[str, AfterValidator(_subject)]
Born = Annotated[date, BeforeValidator(_born)]
Timezone = Annotated[str, AfterValidator(_timezone)]
Number = Annotated[str, BeforeValidator(_decimal)]
Amount = Annotated[Number, AfterValidator(_above_zero)]
HalfLifeHours = Annotated[Amount, AfterValidator(_lived)]
Name = Annotated[
    str, _shaped(_ID, "an id like “f1”: up to 64 letters, digits, “-”, “_”, “.” and “:”")
]
Word = Annotated[
    str, _shaped(_WORD, "a word like “live_vaccine”: up to 64 small letters, digits and “_”")
]
Label = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_printed())]
Prose = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_printed(_LINE_ENDS))]
Drug = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(_printed())]
When = Annotated[Span, PlainValidator(_when)]
