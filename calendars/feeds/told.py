"""What an entry tells one kind of reader: which reasons, by the ceiling of the link."""

from calendars.feeds.outside import about_outside, title_outside
from calendars.feeds.outside_changes import changed_outside
from models.reasons.kept import AsSaidBefore
from models.reasons.reason import Reason
from models.schedule import Entry, EntryKind, PublishedEntry


def head_of(entry: Entry) -> Reason:
    """What the short title is made of: whatever the ceiling, a screen is seen by anybody."""
    readable = entry.kind is EntryKind.NOTICE and not _unreadable(entry.title)
    return entry.title if readable else title_outside(entry)


def told(entry: Entry, *, outside: bool) -> tuple[Reason, ...]:
    """What stands below the title, the long title first; below `treatment` by its own facts.

    So is one that was kept in a form that this program does not know, until the next pass.
    The notice on a timeline tells the same to everybody.
    """
    below = outside and entry.kind is not EntryKind.NOTICE
    if below or any(map(_unreadable, (entry.title, *entry.about))):
        return (title_outside(entry), *about_outside(entry))
    return (entry.title, *entry.about)


def told_change(line: PublishedEntry, *, outside: bool) -> Reason | None:
    """What was new about a revision; None where there is nothing that may be told."""
    if line.changed is None or _unreadable(line.changed):
        return None
    return changed_outside(line.changed, line.entry) if outside else line.changed


def _unreadable(reason: Reason) -> bool:
    return isinstance(reason, AsSaidBefore) and not any(reason.texts.values())
