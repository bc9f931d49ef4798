"""The events of one feed as plain facts, for whoever writes them again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from calendars.feeds.feed import render_feed
from models.schedule import PublishedEntry

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What one event of ours says.

    Attributes:
        start, end: moments on the site's clock, or days, the end excluded.
        zone: the TZID of the moments; empty for days.
    """

    uid: str
    sequence: int
    revised: datetime
    created: datetime
    start: date | datetime
    end: date | datetime
    zone: str
    summary: str
    description: str
    location: str
    categories: tuple[str, ...]
    status: str
    transparency: str
    busy: str


def many(lines: Sequence[PublishedEntry], count: int) -> list[PublishedEntry]:
    """As many entries as asked for: those of one feed, again and again for other subjects."""
    subjects = count // len(lines) + 1
    copies = [
        replace(line, entry=replace(line.entry, subject=f"CN01-{100 + number}"))
        for number in range(subjects)
        for line in lines
    ]
    return copies[:count]


def facts_of(lines: Sequence[PublishedEntry]) -> list[EventFacts]:
    """What the feed of some entries says, read by icalendar, in the feed's order."""
    calendar = Calendar.from_ical(render_feed("CN01", lines, SHANGHAI))
    return [_facts(event) for event in calendar.walk("VEVENT")]


def _facts(event: Any) -> EventFacts:
    start, end = event.decoded("DTSTART"), event.decoded("DTEND")
    return EventFacts(
        uid=str(event["UID"]),
        sequence=int(event["SEQUENCE"]),
        revised=event.decoded("DTSTAMP"),
        created=event.decoded("CREATED"),
        start=start,
        end=end,
        zone=SHANGHAI.key if isinstance(start, datetime) else "",
        summary=str(event["SUMMARY"]),
        description=str(event["DESCRIPTION"]),
        location=str(event["LOCATION"]),
        categories=tuple(str(each) for each in event["CATEGORIES"].cats),
        status=str(event["STATUS"]),
        transparency=str(event["TRANSP"]),
        busy=str(event["X-MICROSOFT-CDO-BUSYSTATUS"]),
    )
