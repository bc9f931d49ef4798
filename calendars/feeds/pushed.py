"""What a hospital's own calendar must be told: which events to put there, which to remove.

Pure: what is wanted comes from a feed's bytes, what is there from the calendar's own. Events
are compared by what their reader sees, since a server may write them down in its own way.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

from icalendar import Calendar

from calendars.feeds.feed import PRODUCT

OURS = "@dayzero"
SEEN = ("SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "TRANSP")
COMPUTED = b"\nSTATUS:TENTATIVE\r"
SEQUENCE_LINE = re.compile(rb"^SEQUENCE:\d+", re.MULTILINE)  # a folded line begins with a space

Meaning = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One event as it shall be: an iCalendar object of its own, with the zone that it names."""

    uid: str
    sequence: int
    octets: bytes
    meaning: Meaning

    @property
    def firm(self) -> bool:
        """Whether it is booked, done or called off; False where its date is only computed."""
        return COMPUTED not in self.octets

    def above(self, sequence: int) -> bytes:
        """The event in place of another: what a reader sees of SEQUENCE never falls."""
        if sequence <= self.sequence:
            return self.octets
        return SEQUENCE_LINE.sub(f"SEQUENCE:{sequence + 1}".encode(), self.octets)


@dataclass(frozen=True, slots=True)
class There:
    """One event of ours as the calendar holds it.

    Attributes:
        address: where; servers choose it, and people may move an event.
        etag: which version was read, so that no other is overwritten; empty if not told.
    """

    uid: str
    sequence: int
    address: str
    etag: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Put:
    """One event to be written: over the one that is there, or as a new one."""

    wanted: Wanted
    over: There | None

    @property
    def octets(self) -> bytes:
        """What is written."""
        return self.wanted.octets if self.over is None else self.wanted.above(self.over.sequence)


@dataclass(frozen=True, slots=True)
class Changes:
    """All that makes a calendar hold what is published, and what it held already."""

    puts: tuple[Put, ...]
    removals: tuple[There, ...]
    unchanged: int


def events_in_feed(feed: bytes) -> dict[str, Wanted]:
    """The events of a feed of ours, each as an object that stands alone, by UID."""
    calendar = Calendar.from_ical(feed)
    zones = {str(zone["TZID"]): zone for zone in calendar.walk("VTIMEZONE")}
    return {str(event["UID"]): _alone(event, zones) for event in calendar.walk("VEVENT")}


def event_there(data: str, address: str, etag: str) -> There | None:
    """One object of a calendar, if it is an event of ours; strangers' are left alone."""
    if OURS not in data:
        return None
    try:
        events = Calendar.from_ical(data).walk("VEVENT")
    except ValueError:  # nothing that we wrote
        return None
    if len(events) != 1 or not str(events[0].get("UID", "")).endswith(OURS):
        return None
    [event] = events
    return There(str(event["UID"]), _sequence(event), address, etag, _meaning(event))


def changes_between(
    wanted: Mapping[str, Wanted], there: Iterable[There], subjects: Collection[str]
) -> Changes:
    """What is to be done so that the calendar holds what is wanted, and of these subjects no more.

    An event that somebody moved or reworded in the calendar is put back: the application is
    the truth. Events of subjects that are not named are not touched. A second copy of an
    event is removed. What is booked, done or called off is written before what is computed.
    """
    first: dict[str, There] = {}
    removals: list[There] = []
    for event in sorted(there, key=lambda each: (each.uid, each.address)):
        if event.uid in first or (event.uid not in wanted and is_of(event.uid, subjects)):
            removals.append(event)
        elif event.uid in wanted:
            first[event.uid] = event
    puts = [
        Put(event, first.get(uid))
        for uid, event in sorted(wanted.items(), key=_firm_first)
        if uid not in first or not says(first[uid], event)
    ]
    return Changes(tuple(puts), tuple(removals), len(wanted) - len(puts))


def _firm_first(named: tuple[str, Wanted]) -> tuple[bool, str]:
    """On a server that is slow a booking stands there before all dates that only follow from it."""
    uid, event = named
    return not event.firm, uid


def says(there: There, wanted: Wanted) -> bool:
    """Whether a reader of the calendar sees what is wanted, at its revision or above."""
    return there.meaning == wanted.meaning and there.sequence >= wanted.sequence


def is_of(uid: str, subjects: Collection[str]) -> bool:
    """Whether an event of ours is one of these subjects'."""
    return any(uid.startswith(quote(f"{subject}.", safe="")) for subject in subjects)


def _alone(event: Any, zones: Mapping[str, Any]) -> Wanted:
    alone = Calendar()
    alone.add("PRODID", PRODUCT)
    alone.add("VERSION", "2.0")
    alone.add("CALSCALE", "GREGORIAN")
    zone = event["DTSTART"].params.get("TZID")
    if zone is not None:
        alone.add_component(zones[zone])
    alone.add_component(event)
    octets = bytes(alone.to_ical())
    return Wanted(str(event["UID"]), _sequence(event), octets, _meaning(event))


def _sequence(event: Any) -> int:
    return int(event.get("SEQUENCE", 0))


def _meaning(event: Any) -> Meaning:
    """What a reader sees of an event; no revision, and no moment of writing it down."""
    texts = (str(event[name]) if name in event else "" for name in SEEN)
    categories = event.get("CATEGORIES")
    labels = sorted(str(each) for each in getattr(categories, "cats", []))
    return (_when(event, "DTSTART"), _when(event, "DTEND"), *texts, *labels)


def _when(event: Any, name: str) -> date | datetime | None:
    if name not in event:
        return None
    when: date | datetime = event.decoded(name)
    return when.astimezone(UTC) if isinstance(when, datetime) else when
