"""The values that a chart's fields take: each read strictly, or refused with a reason."""

import re
import unicodedata
from collections.abc import Callable
from difflib import get_close_matches
from fractions import Fraction
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, ValidationInfo

from models.chart.corrections.constants import DaysOfBirth
from models.chart.dosing.units import DoseUnit, read_unit
from models.chart.field_faults import lacks_only_its_offset
from models.moments import Span
from models.reasons.refusals.fields import (
    ControlCharacter,
    DoseUnitUnknown,
    FieldFlaw,
    HalfLifeTooLong,
    NotAnId,
    NotANumber,
    NotATimeZone,
    TextNeeded,
    TooManyDigits,
)
from models.reasons.refusals.refusal import ValueRefused, shown
from models.reasons.refusals.times import NotABirthday, OffsetMissing
from models.recorded_dates import read_days, read_recorded

_DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")
_TOO_FINE_OR_LARGE = re.compile(r"[0-9]+(\.[0-9]+)?")
_SUBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
_OF_THIS_MACHINE = {"localtime", "posixrules", "Factory"}  # zones that say nothing of a place
_LONGEST_HALF_LIFE_HOURS = 1_000_000  # a century; five of them still lie in the calendar
_LINE_ENDS = "\n\r\t"
_TIMES_A_DAY = re.compile(r"[1-9][0-9]?")
FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
"""Digits as they come out of a Chinese keyboard."""


def _decimal(value: object) -> object:
    if not isinstance(value, str):
        raise ValueRefused(FieldFlaw.NUMBER_IN_QUOTES)
    value = value.translate(FULL_WIDTH)
    if _TOO_FINE_OR_LARGE.fullmatch(value) and not _DECIMAL.fullmatch(value):
        raise ValueRefused(TooManyDigits(word=shown(value)))
    if not _DECIMAL.fullmatch(value):
        raise ValueRefused(NotANumber(word=shown(value)))
    return value


def _above_zero(value: str) -> str:
    if not value.strip("0."):
        raise ValueRefused(FieldFlaw.MORE_THAN_ZERO)
    return value


def _dose_unit(value: object) -> DoseUnit:
    if not isinstance(value, str):
        raise ValueRefused(TextNeeded(example="mg/day"))
    unit = read_unit(value)
    if unit is None:
        raise ValueRefused(DoseUnitUnknown(word=shown(value)))
    return unit


def _times_a_day(value: object) -> int:
    plain = value.translate(FULL_WIDTH) if isinstance(value, str) else ""
    if not _TIMES_A_DAY.fullmatch(plain):
        raise ValueRefused(FieldFlaw.TIMES_A_DAY)
    return int(plain)


def _lived(value: str) -> str:
    if Fraction(value) > _LONGEST_HALF_LIFE_HOURS:
        raise ValueRefused(HalfLifeTooLong(hours=_LONGEST_HALF_LIFE_HOURS))
    return value


def _born(value: object) -> DaysOfBirth:
    if not isinstance(value, str):
        raise ValueRefused(TextNeeded(example="1988-04-02"))
    try:
        return DaysOfBirth(*read_days(value))
    except ValueRefused as refused:
        raise ValueRefused(NotABirthday(word=shown(value))) from refused


def _when(value: object, info: ValidationInfo) -> Span:
    """Read at the site's zone, which the context brings."""
    if not isinstance(value, str):
        raise ValueRefused(TextNeeded(example="2026-03-09"))
    if lacks_only_its_offset(value):
        raise ValueRefused(OffsetMissing(word=shown(value)))
    return read_recorded(value, (info.context or {})["zone"])


def _subject(value: str) -> str:
    if not _SUBJECT.fullmatch(value):  # what was written may be a name: it is not repeated
        raise ValueRefused(FieldFlaw.NO_STUDY_NUMBER)
    return value


def _shaped(shape: re.Pattern[str], otherwise: type[NotAnId]) -> AfterValidator:
    def check(value: str) -> str:
        if not shape.fullmatch(value):
            raise ValueRefused(otherwise(word=shown(value)))
        return value

    return AfterValidator(check)


def _printed(allowed: str = "") -> Callable[[str], str]:
    """Refuse blanks alone, which say nothing, and control characters.

    Those steer terminals and break calendars.
    """

    def check(value: str) -> str:
        if not value.strip():
            raise ValueRefused(FieldFlaw.BLANK)
        for character in value:
            if unicodedata.category(character) == "Cc" and character not in allowed:
                raise ValueRefused(ControlCharacter(code=f"U+{ord(character):04X}"))
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
        raise ValueRefused(NotATimeZone(word=shown(name), near=_zone_meant(name)))
    return name


def _zone_meant(name: str) -> str | None:
    """Only a slip of the pen is guessed at: Beijing is not Brunei, and GMT+8 not GMT+0."""
    known = {zone.lower(): zone for zone in available_timezones()}
    near = get_close_matches(name[:40].lower(), sorted(known), n=1, cutoff=0.85)
    return known[near[0]] if near else None


Subject = Annotated[str, AfterValidator(_subject)]
Born = Annotated[DaysOfBirth, PlainValidator(_born)]
Timezone = Annotated[str, AfterValidator(_timezone)]
Number = Annotated[str, BeforeValidator(_decimal)]
Amount = Annotated[Number, AfterValidator(_above_zero)]
HalfLifeHours = Annotated[Amount, AfterValidator(_lived)]
Name = Annotated[str, _shaped(_ID, NotAnId)]
Label = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_printed())]
Prose = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_printed(_LINE_ENDS))]
Drug = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(_printed())]
Unit = Annotated[DoseUnit, PlainValidator(_dose_unit)]
TimesADay = Annotated[int, PlainValidator(_times_a_day)]
When = Annotated[Span, PlainValidator(_when)]
