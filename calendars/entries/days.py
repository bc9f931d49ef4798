"""The local days that an entry touches, whether it has hours or not."""

from datetime import date
from zoneinfo import ZoneInfo

from models.moments import local_day
from models.schedule import Entry, EntryImpossible


def first_day_of(entry: Entry) -> date:
    """The first of them.

    Raises:
        EntryImpossible: if the entry has no date yet.
    """
    if entry.first_day is not None:
        return entry.first_day
    if entry.starts is None:
        raise EntryImpossible(entry.key, "undated")
    return local_day(entry.starts, ZoneInfo(entry.zone))


def last_day_of(entry: Entry) -> date:
    """The last of them.

    Raises:
        EntryImpossible: if the entry has no date yet.
    """
    if entry.last_day is not None:
        return entry.last_day
    if entry.ends is None:
        raise EntryImpossible(entry.key, "undated")
    return local_day(entry.ends - 1, ZoneInfo(entry.zone))
