"""Calendars as strangers write them, in few lines."""

from datetime import date
from zoneinfo import ZoneInfo

from calendars.imported import ImportedEvents, Timed, read_calendar
from models.moments import iso

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST, LAST = date(2026, 3, 10), date(2028, 3, 9)
SOURCE = "closures.ics"

ZONE_OF_ITS_OWN = """BEGIN:VTIMEZONE
TZID:Ward clock
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE"""


def event(*lines: str, uid: str = "1") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def ics(*components: str) -> bytes:
    """A calendar of components, each as text with plain newlines."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a hospital//EN")
    return "\r\n".join("\n".join([*head, *components, "END:VCALENDAR", ""]).split("\n")).encode()


def of_days(*spans: tuple[str, str, str]) -> bytes:
    """A calendar of whole days: the first, the one on which it is over, and a title."""
    return ics(
        *(
            event(
                "DTSTAMP:20260301T000000Z",
                f"DTSTART;VALUE=DATE:{first}",
                f"DTEND;VALUE=DATE:{over}",
                f"SUMMARY:{title}",
                uid=f"{number}@ward",
            )
            for number, (first, over, title) in enumerate(spans)
        )
    )


def read(raw: bytes, zone: ZoneInfo = SHANGHAI, **days: date) -> ImportedEvents:
    return read_calendar(raw, source=SOURCE, zone=zone, **{"first": FIRST, "last": LAST, **days})


def begins(events: ImportedEvents, zone: ZoneInfo = SHANGHAI) -> list[str]:
    """When the timed events begin, on the site's clock."""
    return [iso(timed.starts, zone) for timed in events.timed]


def hours(timed: Timed, zone: ZoneInfo = SHANGHAI) -> str:
    return f"{iso(timed.starts, zone)} to {iso(timed.ends, zone)}"


def days(events: ImportedEvents) -> list[str]:
    """The first days of the all-day events."""
    return [each.first.isoformat() for each in events.all_day]
