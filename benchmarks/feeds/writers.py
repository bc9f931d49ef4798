"""The same events written by four libraries, each as its documentation shows, and by hand.

By hand means with nothing but string formatting: the least that a writer of these bytes can
cost. It is no serialiser to be used: it is right for these events, and checked to be.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

import ics
import vobject
from ical.calendar import Calendar as IcalCalendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as IcalEvent
from icalendar import Calendar, Event, vText

from benchmarks.feeds.events import EventFacts

PRODUCT = "-//Day Zero//Benchmark//EN"
OCTETS_IN_A_LINE = 74  # and the space of the fold makes 75
TOP_BITS, CONTINUES = 0b1100_0000, 0b1000_0000  # how UTF-8 marks an octet inside a character
ESCAPING = rb"\^"
Writer = Callable[[Sequence[EventFacts]], bytes]


def by_icalendar(events: Sequence[EventFacts]) -> bytes:
    """Collective's icalendar, which our own feed is made with."""
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    for facts in events:
        event = Event()
        event.add("UID", facts.uid)
        event.add("SEQUENCE", facts.sequence)
        event.add("DTSTAMP", facts.revised)
        event.add("LAST-MODIFIED", facts.revised)
        event.add("CREATED", facts.created)
        event.add("DTSTART", facts.start)
        event.add("DTEND", facts.end)
        event.add("SUMMARY", facts.summary)
        event.add("DESCRIPTION", facts.description)
        event.add("LOCATION", facts.location)
        event.add("CATEGORIES", list(facts.categories))
        event.add("STATUS", facts.status)
        event.add("TRANSP", facts.transparency)
        event.add("X-MICROSOFT-CDO-BUSYSTATUS", vText(facts.busy))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def by_ical(events: Sequence[EventFacts]) -> bytes:
    """Allen Porter's ical, with a pydantic model of each component."""
    calendar = IcalCalendar(prodid=PRODUCT)
    calendar.events.extend(
        IcalEvent(
            uid=facts.uid,
            sequence=facts.sequence,
            dtstamp=facts.revised,
            last_modified=facts.revised,
            created=facts.created,
            dtstart=facts.start,
            dtend=facts.end,
            summary=facts.summary,
            description=facts.description,
            location=facts.location,
            categories=list(facts.categories),
            status=facts.status,
            transparency=facts.transparency,
        )
        for facts in events
    )
    return IcsCalendarStream.calendar_to_ics(calendar).encode()


def by_ics(events: Sequence[EventFacts]) -> bytes:
    """ics.py; it knows no SEQUENCE and writes every moment in UTC."""
    calendar = ics.Calendar(creator=PRODUCT)
    for facts in events:
        event = ics.Event(
            uid=facts.uid,
            name=facts.summary,
            begin=facts.start,
            end=facts.end,
            created=facts.created,
            last_modified=facts.revised,
            description=facts.description,
            location=facts.location,
            categories=facts.categories,
            status=facts.status,
            transparent=facts.transparency == "TRANSPARENT",
        )
        if not isinstance(facts.start, datetime):
            event.make_all_day()
        calendar.events.add(event)
    return str(calendar.serialize()).encode()


def by_vobject(events: Sequence[EventFacts]) -> bytes:
    """vobject, which Radicale writes with."""
    calendar = vobject.iCalendar()
    for facts in events:
        event = calendar.add("vevent")
        event.add("uid").value = facts.uid
        event.add("sequence").value = str(facts.sequence)
        event.add("dtstamp").value = facts.revised
        event.add("last-modified").value = facts.revised
        event.add("created").value = facts.created
        event.add("dtstart").value = facts.start
        event.add("dtend").value = facts.end
        event.add("summary").value = facts.summary
        event.add("description").value = facts.description
        event.add("location").value = facts.location
        event.add("categories").value = list(facts.categories)
        event.add("status").value = facts.status
        event.add("transp").value = facts.transparency
        event.add("x-microsoft-cdo-busystatus").value = facts.busy
    return str(calendar.serialize()).encode()


def by_hand(events: Sequence[EventFacts]) -> bytes:
    """The events alone, in the very bytes of our feed."""
    return b"".join(map(_event, events))


def _event(facts: EventFacts) -> bytes:
    revised, created = _utc(facts.revised), _utc(facts.created)
    text = (
        "BEGIN:VEVENT\n"
        f"SUMMARY:{_escaped(facts.summary)}\n"
        f"DTSTART{_when(facts.start, facts.zone)}\n"
        f"DTEND{_when(facts.end, facts.zone)}\n"
        f"DTSTAMP:{revised}\n"
        f"UID:{facts.uid}\n"
        f"SEQUENCE:{facts.sequence}\n"
        f"CATEGORIES:{','.join(map(_escaped, facts.categories))}\n"
        f"CREATED:{created}\n"
        f"DESCRIPTION:{_escaped(facts.description)}\n"
        f"LAST-MODIFIED:{revised}\n"
        f"LOCATION:{_escaped(facts.location)}\n"
        f"STATUS:{facts.status}\n"
        f"TRANSP:{facts.transparency}\n"
        f"X-MICROSOFT-CDO-BUSYSTATUS:{facts.busy}\n"
        "END:VEVENT\n"
    )
    return b"".join(map(_folded, text.encode().splitlines()))


def _when(when: date | datetime, zone: str) -> str:
    if isinstance(when, datetime):
        return f";TZID={zone}:{_digits(when)}"
    return f";VALUE=DATE:{_digits(when)}"


def _utc(moment: datetime) -> str:
    return f"{_digits(moment)}Z"


def _digits(when: date | datetime) -> str:
    return when.isoformat()[:19].replace("-", "").replace(":", "")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")


def _folded(line: bytes) -> bytes:
    """Folded as icalendar does, which parts neither a character nor an escape."""
    parts = []
    while len(line) > OCTETS_IN_A_LINE:
        cut = OCTETS_IN_A_LINE
        while line[cut] & TOP_BITS == CONTINUES:
            cut -= 1
        cut -= line[cut - 1] in ESCAPING
        parts.append(line[:cut])
        line = line[cut:]
    return b"\r\n ".join((*parts, line)) + b"\r\n"
