"""Which revision each line of a calendar has: compared with what was published before.

SEQUENCE rises only for a real change of time, state or place; other reasons for the same are a
new DTSTAMP and nothing more, and other words for the same reasons not even that. A length is a
site default: another one is no change, and counts from the next move. CANCELLED is what somebody
called off, and what the end of a path takes with it. All else that the plan no longer holds
leaves without a word: nobody had booked it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from calendars.entries.changes import gone, really_changed, what_changed
from calendars.entries.days import first_day_of, last_day_of
from calendars.entries.leaving import has_left
from calendars.entries.notices import CLOSED
from calendars.entries.visit_lengths import as_long_as_before
from calendars.entries.waiting import waits_for
from models.moments import Minute, local_day
from models.reasons.calendar.changes import EntryRevised
from models.reasons.calendar.titles import NoLongerApplies, VisitTitle
from models.reasons.facts import changed
from models.reasons.kept import AsSaidBefore
from models.reasons.reason import Reason
from models.schedule import Entry, EntryKind, EntryStatus, PublishedEntry
from models.timeline.values import StepState


def revise(
    published: Mapping[str, PublishedEntry],
    entries: Sequence[Entry],
    now: Minute,
    version: Reason | None = None,
) -> tuple[PublishedEntry, ...]:
    """What one subject's subscribers see from now on, sorted by key.

    `published` is what they see until now, by entry key; `entries` is what the plan says,
    each key once; `now` is the minute of this pass, DTSTAMP of whatever it changes; `version`
    is why, where another version of the protocol counts since.

    An entry that is the same as before is the very same object. A calendar that held
    something never becomes empty: its last line stays, cancelled.
    """
    planned = {entry.key: entry for entry in entries}
    closed = any(entry.kind is EntryKind.NOTICE and entry.state == CLOSED for entry in entries)
    lines = [
        _revised(published.get(key), entry, now, version)
        for key, entry in planned.items()
        if key in published or _may_begin(entry)
    ]
    unplanned = (old for key, old in published.items() if key not in planned)
    lines += [
        _gone(old, now, closed=closed, version=version) for old in unplanned if _shows(old, closed)
    ]
    lines.sort(key=lambda line: line.entry.key)
    kept = tuple(line for line in lines if not has_left(line, now))
    return kept or _last_one(lines or list(published.values()), now)


def _revised(
    old: PublishedEntry | None, entry: Entry, now: Minute, version: Reason | None
) -> PublishedEntry:
    entry = _dated(old, entry, now)
    if old is None:
        return PublishedEntry(entry=entry, sequence=0, created=now, revised=now)
    entry = as_long_as_before(old.entry, entry)
    if old.entry == entry:
        return old
    if really_changed(old.entry, entry):
        return _next(old, entry, now, what_changed(old.entry, entry, version), moved=True)
    if isinstance(old.entry.title, AsSaidBefore):
        return replace(old, entry=entry)  # the same in typed facts: nobody is told anything new
    if entry.status is EntryStatus.CANCELLED:
        return old  # said once: its thirty days run from the cancelling, whatever else changes
    return _next(old, entry, now, what_changed(old.entry, entry, version), moved=False)


def _may_begin(entry: Entry) -> bool:
    """Not what is called off or waits: no subscriber has seen it, and nothing is to be said."""
    if entry.status is EntryStatus.CANCELLED:
        return False
    return entry.dated or entry.kind is EntryKind.NOTICE


def _dated(old: PublishedEntry | None, entry: Entry, now: Minute) -> Entry:
    """Leave a step that has lost its date where it was; a notice on the day it was first said."""
    if entry.dated:
        return entry
    if old is not None and entry.kind is not EntryKind.NOTICE:
        return _where_it_was(old.entry, entry)
    day = local_day(now, ZoneInfo(entry.zone))
    if old is not None and (old.entry.status, old.entry.state) == (entry.status, entry.state):
        day = old.entry.first_day or day
    return replace(entry, first_day=day, last_day=day)


def _where_it_was(was: Entry, entry: Entry) -> Entry:
    """At the time that subscribers know, unless it is known by now that it comes later.

    What waits for a booking and had one is still a visit: it is not forgotten with its day.
    """
    waits = waits_for(entry)
    kind = entry.kind if waits is None else was.kind
    not_before = None if waits is None else waits.not_before
    if not_before is not None and first_day_of(was) < not_before:
        return replace(entry, kind=kind, first_day=not_before, last_day=not_before)
    return replace(
        entry,
        kind=kind,
        starts=was.starts,
        ends=was.ends,
        first_day=was.first_day,
        last_day=was.last_day,
    )


def _shows(old: PublishedEntry, closed: bool) -> bool:
    """Whether what the plan no longer holds is shown as cancelled, or leaves without a word."""
    if old.entry.status is EntryStatus.CANCELLED or old.entry.kind is EntryKind.VISIT:
        return True
    return closed and old.entry.kind is EntryKind.PLANNED


def _gone(
    old: PublishedEntry, now: Minute, *, closed: bool, version: Reason | None = None
) -> PublishedEntry:
    """Cancelled; once."""
    if old.entry.status is EntryStatus.CANCELLED:
        return old
    entry = replace(
        old.entry,
        status=EntryStatus.CANCELLED,
        state=StepState.CANCELLED.value,
        title=_off(old.entry.title),
        busy=False,
    )
    return _next(old, entry, now, gone(closed=closed, version=version), moved=True)


def _off(title: Reason) -> Reason:
    if isinstance(title, VisitTitle):
        return changed(title, state=StepState.CANCELLED)
    return NoLongerApplies(title=title)


def _last_one(lines: Sequence[PublishedEntry], now: Minute) -> tuple[PublishedEntry, ...]:
    """The line of the latest day, cancelled where it is not; none where there are no lines."""
    last = sorted(lines, key=lambda line: (last_day_of(line.entry), line.entry.key))[-1:]
    return tuple(_gone(line, now, closed=False) for line in last)


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
