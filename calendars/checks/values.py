"""The value types of RFC 5545 section 3.3, as far as a feed uses them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from calendars.checks.content_lines import Property
from models.reasons.refusals.calendars.published_calendars import (
    CalendarValueFlaw,
    MomentAs,
    ParameterNeeded,
)
from models.reasons.refusals.refusal import FaultReason

UTC_ONLY = frozenset({"DTSTAMP", "CREATED", "LAST-MODIFIED"})
TIMES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID"})
TEXTS = frozenset(
    {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "COMMENT", "X-WR-CALNAME", "X-WR-CALDESC"}
)
MUST_SAY = {
    "REFRESH-INTERVAL": "DURATION",
    "SOURCE": "URI",
    "CONFERENCE": "URI",
}
DURATIONS = frozenset({"DURATION", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"})
DAY = re.compile(r"[0-9]{8}")
MOMENT = re.compile(r"[0-9]{8}T[0-9]{6}Z?")
DURATION = re.compile(r"[+-]?P(\d+W|(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)", re.ASCII)
OFFSET = re.compile(r"[+-](?!0000)\d{4}(\d{2})?|\+0000", re.ASCII)
ESCAPED = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")


def faults_of_value(component: str, item: Property) -> Iterator[FaultReason]:
    """What is wrong with one property's value or VALUE parameter."""
    must = MUST_SAY.get(item.name)
    if must is not None and item.parameter("VALUE") != must:
        yield ParameterNeeded(value=must)
    if item.name == "VERSION" and item.value != "2.0":
        yield CalendarValueFlaw.VERSION
    if item.name == "UID" and item.parameters:
        yield CalendarValueFlaw.ANOTHERS_PARAMETERS
    if item.name == "SEQUENCE" and re.fullmatch(r"\d{1,10}", item.value, re.ASCII) is None:
        yield CalendarValueFlaw.WHOLE_NUMBER
    if item.name in DURATIONS and DURATION.fullmatch(item.value) is None:
        yield CalendarValueFlaw.DURATION
    if item.name == "TRIGGER" and not _triggers(item):
        yield CalendarValueFlaw.TRIGGER
    if item.name in {"TZOFFSETFROM", "TZOFFSETTO"} and OFFSET.fullmatch(item.value) is None:
        yield CalendarValueFlaw.OFFSET
    if item.name in TEXTS and ESCAPED.fullmatch(item.value) is None:
        yield CalendarValueFlaw.NOT_ESCAPED
    yield from _faults_of_time(component, item)


def _triggers(item: Property) -> bool:
    if item.parameter("VALUE") == "DATE-TIME":
        return MOMENT.fullmatch(item.value) is not None and item.value.endswith("Z")
    return DURATION.fullmatch(item.value) is not None


def instant_of(item: Property) -> datetime | None:
    """The moment a time stands for, a day being its midnight; None if it is none.

    A zone that this machine does not know is read as UTC: good enough to compare two
    ends of one event.
    """
    form = "%Y%m%d" if DAY.fullmatch(item.value) else "%Y%m%dT%H%M%S"
    try:
        naive = datetime.strptime(item.value.removesuffix("Z"), form)  # noqa: DTZ007 - the zone is the parameter's
        return naive.replace(tzinfo=_zone(item.parameter("TZID"))).astimezone(UTC)
    except (ValueError, OverflowError):  # overflow: the first or last day of all years
        return None


def _faults_of_time(component: str, item: Property) -> Iterator[FaultReason]:
    if item.name in UTC_ONLY:
        if not (MOMENT.fullmatch(item.value) and item.value.endswith("Z")):
            yield CalendarValueFlaw.UTC_MOMENT
        elif instant_of(item) is None:
            yield CalendarValueFlaw.NO_MOMENT
    elif item.name in TIMES and component == "VEVENT":
        yield from _faults_of_event_time(item)


def _faults_of_event_time(item: Property) -> Iterator[FaultReason]:
    kind, tzid, utc = item.parameter("VALUE"), item.parameter("TZID"), item.value.endswith("Z")
    if DAY.fullmatch(item.value):
        if kind != "DATE":
            yield CalendarValueFlaw.DAY_WITHOUT_VALUE
        if tzid is not None:
            yield CalendarValueFlaw.DAY_WITH_ZONE
    elif MOMENT.fullmatch(item.value):
        if kind not in {None, "DATE-TIME"}:
            yield MomentAs(value=kind or "")
        if (tzid is None) != utc:
            yield CalendarValueFlaw.ZONE_OR_Z
    else:
        yield CalendarValueFlaw.NEITHER
        return
    if instant_of(item) is None:
        yield CalendarValueFlaw.NO_DAY


def _zone(tzid: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(tzid or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
