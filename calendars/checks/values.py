"""The value types of RFC 5545 section 3.3, as far as a feed uses them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from calendars.checks.content_lines import Property

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


def faults_of_value(component: str, item: Property) -> Iterator[str]:
    """What is wrong with one property's value or VALUE parameter, in sentences."""
    must = MUST_SAY.get(item.name)
    if must is not None and item.parameter("VALUE") != must:
        yield f"needs VALUE={must}"
    if item.name == "VERSION" and item.value != "2.0":
        yield "is 2.0"
    if item.name == "UID" and item.parameters:
        yield "has parameters that belong to another property"
    if item.name == "SEQUENCE" and re.fullmatch(r"\d{1,10}", item.value, re.ASCII) is None:
        yield "is a whole number, zero or more"
    if item.name in DURATIONS and DURATION.fullmatch(item.value) is None:
        yield "is not a duration like PT1H"
    if item.name == "TRIGGER" and not _triggers(item):
        yield "is neither a duration like -PT1H nor a moment in UTC"
    if item.name in {"TZOFFSETFROM", "TZOFFSETTO"} and OFFSET.fullmatch(item.value) is None:
        yield "is not an offset like +0800"
    if item.name in TEXTS and ESCAPED.fullmatch(item.value) is None:
        yield "has a comma, semicolon or backslash that is not escaped"
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


def _faults_of_time(component: str, item: Property) -> Iterator[str]:
    if item.name in UTC_ONLY:
        if not (MOMENT.fullmatch(item.value) and item.value.endswith("Z")):
            yield "is a moment in UTC like 20260415T020000Z"
        elif instant_of(item) is None:
            yield "is not a moment of the calendar"
    elif item.name in TIMES and component == "VEVENT":
        yield from _faults_of_event_time(item)


def _faults_of_event_time(item: Property) -> Iterator[str]:
    kind, tzid, utc = item.parameter("VALUE"), item.parameter("TZID"), item.value.endswith("Z")
    if DAY.fullmatch(item.value):
        if kind != "DATE":
            yield "is a day and needs VALUE=DATE"
        if tzid is not None:
            yield "is a day and has no TZID"
    elif MOMENT.fullmatch(item.value):
        if kind not in {None, "DATE-TIME"}:
            yield f"is a moment and not a {kind}"
        if (tzid is None) != utc:
            yield "needs either a TZID or a Z, and not both"
    else:
        yield "is neither a day nor a moment"
        return
    if instant_of(item) is None:
        yield "is not a day of the calendar"


def _zone(tzid: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(tzid or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
