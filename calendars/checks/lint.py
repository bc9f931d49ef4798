"""What no parser tells us about the bytes we publish.

Every rule is one function from a calendar to its faults; `lint` runs them all. The rules
are RFC 5545's and those of a subscribed feed: it has no METHOD, no UID of its own, no
secret, and names nobody.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from calendars.checks.content_lines import Component, Property, read_components, read_lines
from calendars.checks.private_data import faults_of_privacy
from calendars.checks.values import faults_of_value, instant_of
from models.errors import Fault
from models.reasons.refusals.calendars.published_calendars import (
    ChoiceNeeded,
    FeedFlaw,
    NamesAlarms,
    NamesEvents,
    StandsTimes,
    ZoneUntold,
)

REQUIRED = {
    "VCALENDAR": ("PRODID", "VERSION"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART"),
    "VTIMEZONE": ("TZID",),
    "STANDARD": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "DAYLIGHT": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "VALARM": ("ACTION", "TRIGGER", "DESCRIPTION", "UID"),
}
ONCE = {
    "VCALENDAR": ("CALSCALE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "X-WR-TIMEZONE"),
    "VEVENT": (
        "SEQUENCE",
        "CREATED",
        "LAST-MODIFIED",
        "DTEND",
        "DURATION",
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "STATUS",
        "TRANSP",
        "URL",
        "RECURRENCE-ID",
        "RRULE",
        "X-MICROSOFT-CDO-BUSYSTATUS",
    ),
}
FORBIDDEN = {
    "VCALENDAR": {
        "METHOD": FeedFlaw.NO_SCHEDULING,
        "UID": FeedFlaw.WHOLE_FEED_ONE_ITEM,
    },
    "VTIMEZONE": {"COMMENT": FeedFlaw.ZONE_REJECTED},
    "VEVENT": {
        "ORGANIZER": FeedFlaw.NAMES_SOMEBODY,
        "ATTENDEE": FeedFlaw.NAMES_SOMEBODY,
        "CONTACT": FeedFlaw.NAMES_SOMEBODY,
        "CLASS": FeedFlaw.SHOWN_AS_BUSY,
        "LINK": FeedFlaw.NOT_KNOWN,
        "CONCEPT": FeedFlaw.NOT_KNOWN,
        "X-ALT-DESC": FeedFlaw.TEXT_TWICE,
    },
}
CHOICES = {
    "ACTION": {"DISPLAY"},  # a feed sends no mail and plays no sound of its own
    "STATUS": {"CONFIRMED", "TENTATIVE", "CANCELLED"},
    "TRANSP": {"OPAQUE", "TRANSPARENT"},
}


def lint(raw: bytes) -> tuple[Fault, ...]:
    """Every fault of a feed, form first; nothing for bytes that may be published."""
    faults: list[Fault] = []
    calendars = read_components(read_lines(raw, faults), faults)
    if [top.name for top in calendars] != ["VCALENDAR"]:
        faults.append(Fault("feed", FeedFlaw.NOT_ONE_CALENDAR))
    for calendar in calendars:
        for rule in RULES:
            faults += rule(calendar)
    return tuple(faults)


def place_of(component: Component, item: str = "") -> str:
    """`VEVENT CN01-007.infusion@dayzero.DTSTART`, `VCALENDAR.METHOD`."""
    name = component.first("UID") or component.first("TZID")
    said = component.name if name is None else f"{component.name} {name.value}"
    return f"{said}.{item}" if item else said


def _required(calendar: Component) -> Iterator[Fault]:
    for component in calendar.walk():
        for name in REQUIRED.get(component.name, ()):
            if component.first(name) is None:
                yield Fault(place_of(component, name), FeedFlaw.REQUIRED)


def _not_twice(calendar: Component) -> Iterator[Fault]:
    for component in calendar.walk():
        for name in (*REQUIRED.get(component.name, ()), *ONCE.get(component.name, ())):
            if len(component.all(name)) > 1:
                yield Fault(place_of(component, name), FeedFlaw.MORE_THAN_ONCE)


def _forbidden(calendar: Component) -> Iterator[Fault]:
    for component in calendar.walk():
        for name, reason in FORBIDDEN.get(component.name, {}).items():
            if component.first(name) is not None:
                yield Fault(place_of(component, name), reason)


def _values(calendar: Component) -> Iterator[Fault]:
    for component in calendar.walk():
        for item in component.properties:
            for flaw in faults_of_value(component.name, item):
                yield Fault(place_of(component, item.name), flaw)


def _choices(calendar: Component) -> Iterator[Fault]:
    for component in calendar.walk():
        for name, allowed in CHOICES.items():
            item = component.first(name)
            if item is not None and item.value not in allowed:
                choice = ChoiceNeeded(allowed=tuple(sorted(allowed)))
                yield Fault(place_of(component, name), choice)


def _private(calendar: Component) -> Iterator[Fault]:
    for component in calendar.walk():
        for item in component.properties:
            for flaw in faults_of_privacy(item):
                yield Fault(place_of(component, item.name), flaw)


def _unique_uids(calendar: Component) -> Iterator[Fault]:
    names = Counter(
        (_value(event.first("UID")), _value(event.first("RECURRENCE-ID")))
        for event in _events(calendar)
    )
    for (uid, _), count in names.items():
        if count > 1:
            yield Fault(f"VEVENT {uid}.UID", NamesEvents(count=count))
    alarms = [part for event in _events(calendar) for part in event.parts if part.name == "VALARM"]
    rings = Counter(_value(alarm.first("UID")) for alarm in alarms)
    for uid, count in rings.items():
        if uid and count > 1:
            yield Fault(f"VALARM {uid}.UID", NamesAlarms(count=count))


def _zones_are_told(calendar: Component) -> Iterator[Fault]:
    zones = [part for part in calendar.parts if part.name == "VTIMEZONE"]
    told = Counter(_value(zone.first("TZID")) for zone in zones)
    for tzid, count in told.items():
        if count > 1:
            yield Fault(f"VTIMEZONE {tzid}", StandsTimes(count=count))
    for zone in zones:
        if not zone.parts:
            yield Fault(place_of(zone), FeedFlaw.WITHOUT_OFFSETS)
    for event in _events(calendar):
        for item in event.properties:
            named = item.parameter("TZID")
            if named is not None and named not in told:
                yield Fault(place_of(event, item.name), ZoneUntold(zone=named))


def _end_after_start(calendar: Component) -> Iterator[Fault]:
    for event in _events(calendar):
        start, end = event.first("DTSTART"), event.first("DTEND")
        if start is None or end is None:
            continue
        if start.parameter("VALUE") != end.parameter("VALUE"):
            yield Fault(place_of(event, "DTEND"), FeedFlaw.ENDS_IN_ANOTHER_KIND)
            continue
        begins, ends = instant_of(start), instant_of(end)
        if begins is not None and ends is not None and ends <= begins:
            yield Fault(place_of(event, "DTEND"), FeedFlaw.ENDS_TOO_EARLY)


def _not_empty(calendar: Component) -> Iterator[Fault]:
    if not calendar.parts:  # busy times may be none, and then a zone stands alone
        yield Fault("VCALENDAR", FeedFlaw.NO_EVENT)


def _events(calendar: Component) -> list[Component]:
    return [part for part in calendar.parts if part.name == "VEVENT"]


def _value(item: Property | None) -> str:
    return "" if item is None else item.value


RULES: tuple[Callable[[Component], Iterator[Fault]], ...] = (
    _required,
    _not_twice,
    _forbidden,
    _values,
    _choices,
    _private,
    _unique_uids,
    _zones_are_told,
    _end_after_start,
    _not_empty,
)
