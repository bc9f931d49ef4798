"""One booking as an iTIP message (RFC 5546): the event of the feed, with an organizer.

The event is the very one of a feed that gives codes: its UID, SEQUENCE and DTSTAMP. So a program
that gets both has one entry, and what comes late or twice changes nothing. A message holds one
event, as all events of a REQUEST must have one UID (RFC 5546 3.2.2).
"""

from dataclasses import dataclass

from icalendar import Calendar, Event, vCalAddress, vText

from calendars.feeds.feed import END, PRODUCT, as_written, event_component, plain
from calendars.feeds.texts import summary_in
from calendars.feeds.variants import Variant
from calendars.feeds.zones import timezone_bytes
from models.schedule import EntryStatus, PublishedEntry
from wording.language import Language


@dataclass(frozen=True, slots=True)
class Party:
    """Who sends an invitation, or gets it: a mail address, with a name where there is one."""

    address: str
    name: str = ""


def invitation_bytes(
    line: PublishedEntry,
    method: str,
    variant: Variant,
    *,
    organizer: Party,
    attendee: Party,
    remark: str,
) -> bytes:
    """The calendar object of one invitation.

    Args:
        method: REQUEST, or CANCEL, which strikes the event out whatever the line says.
        remark: stands below the description: that nobody reads an answer.
    """
    event = event_component(line, variant)
    zone = as_written(line, variant, b"").zone
    event["DESCRIPTION"] = vText(plain(f"{event.get('DESCRIPTION', '')}\n{remark}".strip()))
    if method == "CANCEL":
        event["STATUS"] = vText(EntryStatus.CANCELLED.value)
    _add_parties(event, organizer, attendee)
    head = _head(method).removesuffix(END)
    zones = timezone_bytes(zone) if zone else b""
    return b"".join((head, zones, bytes(event.to_ical()), END))


def codes_in(language: Language, base_url: str) -> Variant:
    """How an invitation is written: codes and days, whatever the channel might carry."""
    return Variant(language, detail="code", base_url=base_url)


def code_of(line: PublishedEntry, variant: Variant) -> str:
    """`infusion CN01-007`, as the event is called."""
    return summary_in(line.entry, variant)


def _head(method: str) -> bytes:
    head = Calendar()
    head.add("PRODID", PRODUCT)
    head.add("VERSION", "2.0")
    head.add("CALSCALE", "GREGORIAN")
    head.add("METHOD", method)
    return bytes(head.to_ical())


def _add_parties(event: Event, organizer: Party, attendee: Party) -> None:
    """Nobody is asked for an answer, and none may propose another time."""
    event.add("ORGANIZER", _address(organizer))
    guest = _address(attendee)
    guest.params.update(
        {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION"}
    )
    guest.params["RSVP"] = "FALSE"
    event.add("ATTENDEE", guest)
    event.add("X-MICROSOFT-DISALLOW-COUNTER", vText("TRUE"))


def _address(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.address}")
    if party.name:
        address.params["CN"] = party.name
    return address
