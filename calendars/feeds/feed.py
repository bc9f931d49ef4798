"""A published schedule as the bytes of RFC 5545.

Nothing here looks at the clock or at a hash's order: the same published entries are the
same bytes in any process. Each event is serialised once for each revision and variant, and
its bytes joined.
"""

import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDatetime, vDuration, vText

from calendars.feeds.texts import (
    categories_in,
    description_in,
    location_in,
    summary_in,
    url_in,
)
from calendars.feeds.variants import Variant, uid_in, when_in
from calendars.feeds.zones import is_local, timezone_bytes
from models.disclosure import Disclosure
from models.moments import Minute
from models.schedule import Entry, PublishedEntry
from wording.language import Language

PRODUCT = "-//Day Zero//Subject calendar//EN"
REFRESH = timedelta(hours=1)
END = b"END:VCALENDAR\r\n"
END_OF_EVENT = b"END:VEVENT\r\n"
CACHED_EVENTS = 32_768


class Whose(NamedTuple):
    """Whose dates a calendar holds: `Whose("subject", "CN01-007")`."""

    kind: str
    value: str


def render_feed(
    subject: str,
    published: Iterable[PublishedEntry],
    zone: ZoneInfo,
    language: Language = "en",
    ceiling: Disclosure = Disclosure.NOTHING,
) -> bytes:
    """One subject's calendar with all that it holds, in one language.

    `zone` is the site's, told to clients that ask for one; every entry carries its own.
    """
    variant = Variant(language, ceiling=ceiling)
    events = (written(line, variant) for line in published)
    return joined(Whose("subject", subject), events, zone.key, variant)


def joined(whose: Whose, events: Iterable["Written"], zone: str, variant: Variant) -> bytes:
    """A calendar of events that were written before, sorted by UID.

    One without events tells its zone, as RFC 5545 asks for at least one component.
    """
    events = sorted(events)
    zones = sorted({event.zone for event in events if event.zone}) if events else [zone]
    return b"".join(
        (
            head_bytes(whose, zone, variant),
            *map(timezone_bytes, zones),
            *(event.octets for event in events),
            END,
        )
    )


@lru_cache(maxsize=1024)
def head_bytes(whose: Whose, zone: str, variant: Variant) -> bytes:
    """Everything before the first component."""
    return bytes(head_component(whose, zone, variant).to_ical()).removesuffix(END)


def head_component(whose: Whose, zone: str, variant: Variant) -> Calendar:
    """A calendar without components; no UID, no METHOD, no SOURCE with its token."""
    name = vText(plain(" / ".join(_names(whose, variant))))
    about = vText(plain("\n".join(_about(whose, variant))))
    head = Calendar()
    head.add("PRODID", PRODUCT)
    head.add("VERSION", "2.0")
    head.add("CALSCALE", "GREGORIAN")
    head.add("NAME", name)  # vText: the library escapes neither NAME nor X- properties
    head.add("X-WR-CALNAME", name)
    head.add("DESCRIPTION", about)
    head.add("X-WR-CALDESC", about)
    head.add("X-WR-TIMEZONE", vText(zone))
    head.add("REFRESH-INTERVAL", vDuration(REFRESH, params={"VALUE": "DURATION"}))
    head.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    return head


def _names(whose: Whose, variant: Variant) -> Iterable[str]:
    if variant.detail == "busy":
        return [" / ".join(("Day Zero", *(says.busy for says in variant.wordings)))]
    return dict.fromkeys(says.calendar.format(whose=whose.value) for says in variant.wordings)


def _about(whose: Whose, variant: Variant) -> Iterable[str]:
    for says in variant.wordings:
        if variant.detail != "busy":
            yield says.calendar_about[whose.kind].format(whose=whose.value)
        yield says.truth


class Written(NamedTuple):
    """One event as it stands in a feed.

    Attributes:
        zone: the TZID that its times carry; empty for days and for times in UTC.
    """

    uid: str
    zone: str
    octets: bytes


@lru_cache(maxsize=CACHED_EVENTS)
def written(line: PublishedEntry, variant: Variant) -> Written:
    """The bytes of one revision in one variant; kept, because building them is the cost."""
    return as_written(line, variant, bytes(event_component(line, variant).to_ical()))


def as_written(line: PublishedEntry, variant: Variant, octets: bytes) -> Written:
    """Bytes that were serialised before, with what joining them needs to know."""
    entry = line.entry
    zone = entry.zone if _is_local(when_in(entry, variant)) else ""
    return Written(uid_in(entry, variant), zone, octets)


def event_component(line: PublishedEntry, variant: Variant = Variant()) -> Event:  # noqa: B008  frozen
    """One event; every moment in it belongs to its revision, none to the rendering."""
    entry = line.entry
    event = Event()
    event.add("UID", uid_in(entry, variant))
    event.add("SEQUENCE", line.sequence)
    event.add("DTSTAMP", _utc(line.revised))
    event.add("LAST-MODIFIED", _utc(line.revised))
    event.add("CREATED", _utc(line.created))
    _add_when(event, when_in(entry, variant))
    event.add("STATUS", entry.status.value)
    event.add("TRANSP", "OPAQUE" if entry.busy else "TRANSPARENT")
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", vText("BUSY" if entry.busy else "FREE"))
    _add_texts(event, line, variant)
    return event


def _add_texts(event: Event, line: PublishedEntry, variant: Variant) -> None:
    """What the reader's detail allows; what it leaves out is no property at all."""
    event.add("SUMMARY", plain(summary_in(line.entry, variant)))
    if description := description_in(line, variant):
        event.add("DESCRIPTION", plain(description))
    if location := location_in(line.entry, variant):
        event.add("LOCATION", plain(location))
    if categories := categories_in(line.entry, variant):
        event.add("CATEGORIES", [plain(category) for category in categories])
    if url := url_in(line.entry, variant):
        event.add("URL", url)


def plain(text: str) -> str:
    """Text that every reader reads alike.

    Line ends become LF; control characters, lone surrogates and the separators at which
    some readers break lines are dropped. A backslash becomes a slash: readers disagree
    on how to unescape one that stands before an `n`.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "/")
    return "".join(
        character
        for character in text
        if character == "\n" or unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
    )


def _add_when(event: Event, entry: Entry) -> None:
    if entry.starts is not None and entry.ends is not None:
        local = _is_local(entry)
        event.add("DTSTART", _moment(entry.starts, entry.zone, local=local))
        event.add("DTEND", _moment(entry.ends, entry.zone, local=local))
    elif entry.first_day is not None and entry.last_day is not None:
        event.add("DTSTART", entry.first_day)
        event.add("DTEND", _day_after(entry.last_day))


def _day_after(day: date) -> date:
    return day + timedelta(days=1)  # DTEND is exclusive: RFC 5545 3.6.1


def _is_local(entry: Entry) -> bool:
    zone = ZoneInfo(entry.zone)
    moments = [moment for moment in (entry.starts, entry.ends) if moment is not None]
    return bool(moments) and all(is_local(moment, zone) for moment in moments)


def _moment(minute: Minute, zone: str, *, local: bool) -> vDatetime:
    if not local:
        return vDatetime(_utc(minute))
    moment = vDatetime(_utc(minute).astimezone(ZoneInfo(zone)))
    moment.params["TZID"] = zone  # said outright: the library may prefer a synonym of the zone
    return moment


def _utc(minute: Minute) -> datetime:
    return datetime.fromtimestamp(minute * 60, tz=UTC)
