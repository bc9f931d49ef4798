"""Asking a calendar server which events it holds: all of ours, or those at some addresses."""

from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from calendars.feeds.pushed import There, event_there

DAV: Final = "{DAV:}"
CALDAV: Final = "{urn:ietf:params:xml:ns:caldav}"
_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPACES: Final = 'xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'
_PROPERTIES: Final = "<prop><getetag/><c:calendar-data/></prop>"

ALL_EVENTS: Final = (
    f"{_HEAD}<c:calendar-query {_SPACES}>{_PROPERTIES}<c:filter>"
    '<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter>'
    "</c:filter></c:calendar-query>"
)
"""RFC 4791, 7.8."""


def events_at(paths: Iterable[str]) -> str:
    """The question for the events at some paths of the calendar (RFC 4791, 7.9)."""
    hrefs = "".join(f"<href>{escape(path)}</href>" for path in paths)
    return f"{_HEAD}<c:calendar-multiget {_SPACES}>{_PROPERTIES}{hrefs}</c:calendar-multiget>"


def events_told(tree: Any, address: str) -> Iterator[There]:
    """The events of ours in an answer; what is not there has none."""
    for response in tree.iter(f"{DAV}response"):
        href, data = response.findtext(f"{DAV}href"), _property(response, f"{CALDAV}calendar-data")
        if not href or not data:
            continue
        etag = _property(response, f"{DAV}getetag") or ""
        event = event_there(data, urljoin(address, href.strip()), etag)
        if event is not None:
            yield event


def _property(response: Any, name: str) -> str | None:
    found = next(response.iter(name), None)
    return None if found is None else found.text
