"""What a calendar server is to hold: the events of the subjects' own feeds."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from calendars.feeds.feed import render_feed
from calendars.feeds.pushed import Wanted, events_in_feed
from models.schedule import PublishedEntry
from wording.language import Language


def wanted_of(
    published: Mapping[str, tuple[PublishedEntry, ...]], language: Language
) -> dict[str, Wanted]:
    """The events by UID; of a subject without entries none."""
    wanted: dict[str, Wanted] = {}
    for number, entries in published.items():
        if entries:
            zone = ZoneInfo(entries[0].entry.zone)
            wanted |= events_in_feed(render_feed(number, entries, zone, language))
    return wanted
