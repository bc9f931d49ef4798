"""Which revision each line of a calendar has: compared with what was published before.

SEQUENCE rises only for a real change of time, state or place; other reasons for the same are a
new DTSTAMP and nothing more, and other words for the same reasons not even that. What leaves
the plan stays as CANCELLED for a while, because a subscriber who was offline must see that it
no longer holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from calendars.entries.changes import gone, really_changed, what_changed
from models.moments import Minute, end_of, local_day
from models.reasons.calendar.changes import EntryRevised
from models.reasons.calendar.titles import NoLongerApplies
from models.reasons.kept import AsSaidBefore
from models.schedule import Entry, EntryImpossible, EntryStatus, PublishedEntry
from models.timeline.values import StepState

CANCELLED_DAYS = 30  # how long past its date a cancelled line stays


def revise(
    published: Mapping[str, PublishedEntry],
    entries: Sequence[Entry],
    now: Minute,
) -> tuple[PublishedEntry, ...]:
    """What one subject's subscribers see from now on, sorted by key.

    `published` is what they see until now, by entry key; `entries` is what the plan says,
    each key once; `now` is the minute of this pass, DTSTAMP of whatever it changes.

    An entry that is the same as before is the very same object. A calendar that held
    something never becomes empty: the last cancelled line stays.
    """
    planned = {entry.key: entry for entry in entries}
    lines = [
        _revised(published.get(key), entry, now)
        for key, entry in planned.items()
        if key in published or not _never_had_a_date(entry)
    ]
    lines += [_gone(old, now) for key, old in published.items() if key not in planned]
    lines.sort(key=lambda line: line.entry.key)
    kept = tuple(line for line in lines if not _forgotten(line.entry, now))
    return kept or tuple(sorted(lines, key=lambda line: last_day_of(line.entry))[-1:])


def last_day_of(entry: Entry) -> date:
    """The last local day that a dated entry touches.

    Raises:
        ValueError: if the entry has no date yet.
    """
    if entry.last_day is not None:
        return entry.last_day
    if entry.ends is None:
        raise EntryImpossible(entry.key, "undated")
    return local_day(entry.ends - 1, ZoneInfo(entry.zone))


def _revised(old: PublishedEntry | None, entry: Entry, now: Minute) -> PublishedEntry:
    entry = _dated(old, entry, now)
    if old is None:
        return PublishedEntry(entry=entry, sequence=0, created=now, revised=now)
    if old.entry == entry:
        return old
    if really_changed(old.entry, entry):
        return _next(old, entry, now, what_changed(old.entry, entry), moved=True)
    if isinstance(old.entry.title, AsSaidBefore):
        return replace(old, entry=entry)  # the same in typed facts: nobody is told anything new
    return _next(old, entry, now, what_changed(old.entry, entry), moved=False)


def _never_had_a_date(entry: Entry) -> bool:
    """A cancelled step that no subscriber has seen: there is nothing to take back."""
    return entry.status is EntryStatus.CANCELLED and not entry.dated


def _dated(old: PublishedEntry | None, entry: Entry, now: Minute) -> Entry:
    """Leave a cancelled step where it was; put a notice on the day of its first publication."""
    if entry.dated:
        return entry
    if old is not None and entry.status is EntryStatus.CANCELLED:
        was = old.entry
        return replace(
            entry,
            starts=was.starts,
            ends=was.ends,
            first_day=was.first_day,
            last_day=was.last_day,
        )
    day = local_day(now, ZoneInfo(entry.zone))
    if old is not None and (old.entry.status, old.entry.state) == (entry.status, entry.state):
        day = old.entry.first_day or day
    return replace(entry, first_day=day, last_day=day)


def _gone(old: PublishedEntry, now: Minute) -> PublishedEntry:
    """Cancel what the plan no longer holds; once."""
    if old.entry.status is EntryStatus.CANCELLED:
        return old
    entry = replace(
        old.entry,
        status=EntryStatus.CANCELLED,
        state=StepState.CANCELLED.value,
        title=NoLongerApplies(title=old.entry.title),
        busy=False,
    )
    return _next(old, entry, now, gone(), moved=True)


def _next(
    old: PublishedEntry, entry: Entry, now: Minute, changed: EntryRevised, *, moved: bool
) -> PublishedEntry:
    return PublishedEntry(
        entry=entry,
        sequence=old.sequence + moved,
        created=old.created,
        revised=max(now, old.revised),  # LAST-MODIFIED never falls, whatever the clock does
        changed=changed,
    )


def forgotten_from(lines: Sequence[PublishedEntry], now: Minute) -> Minute | None:
    """When, after `now`, the next cancelled line goes from the calendar; None if none does."""
    moments = (
        end_of(last_day_of(line.entry) + timedelta(days=CANCELLED_DAYS), ZoneInfo(line.entry.zone))
        for line in lines
        if line.entry.status is EntryStatus.CANCELLED
    )
    return min((moment + 1 for moment in moments if moment >= now), default=None)


def _forgotten(entry: Entry, now: Minute) -> bool:
    if entry.status is not EntryStatus.CANCELLED:
        return False
    today = local_day(now, ZoneInfo(entry.zone))
    return last_day_of(entry) + timedelta(days=CANCELLED_DAYS) < today
