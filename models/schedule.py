"""The published schedule: what subscribers see of a plan, with its revisions.

Facts and reasons only. `calendars/entries` derives entries from a plan and compares them with
what was published before, `calendars/feeds` says them when it writes the bytes, and
`models/records` keeps them.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from hashlib import sha256
from operator import attrgetter
from typing import Literal

from models.moments import Minute
from models.reasons.reason import Reason


class EntryStatus(StrEnum):
    CONFIRMED = "CONFIRMED"  # booked or done
    TENTATIVE = "TENTATIVE"  # computed
    CANCELLED = "CANCELLED"


class EntryKind(StrEnum):
    VISIT = "visit"  # done, booked or off
    PLANNED = "planned"  # a computed date
    WINDOW = "window"  # the days on which an open step may happen
    WASHOUT = "washout"  # where one ends
    EVIDENCE = "evidence"  # the last day on which a test counts
    NOTICE = "notice"


class EntryImpossible(ValueError):
    """An entry that cannot be: a mistake of the program, or of the library that made a value."""

    def __init__(
        self,
        key: str,
        what: Literal["half_a_pair", "ends_first", "undated", "revised_before_created"],
    ) -> None:
        super().__init__(key, what)
        self.key = key
        self.what = what


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a subject's calendar, before it has a revision.

    Exactly one of the pairs (`starts`, `ends`) and (`first_day`, `last_day`) is set, or
    neither: a notice that no fact dates is put on the day on which it is first published.

    Attributes:
        key: stable for the life of the step: `infusion`, `pregnancy_test_infusion.window`.
        title: what it is called.
        about: what stands below the title, a line each.
        place: where it is; None where that is not told.
        starts, ends: a timed entry in minutes of UTC; `ends` is after the last minute.
        first_day, last_day: an all-day entry; both ends included.
        busy: whether it takes the reader's time (TRANSP:OPAQUE).
        because: what put it where it stands, for the sentence on a revision; two entries
            that differ in nothing else are the same. Kept nowhere.
        trial: by whose words it is told; the subject's, and never a difference. Kept with the
            subject alone.

    Raises:
        EntryImpossible: if half a pair is set, or both, or an end comes before its start.
    """

    subject: str
    key: str
    step: str
    status: EntryStatus
    title: Reason = field(hash=False)
    about: tuple[Reason, ...] = field(default=(), hash=False)
    place: Reason | None = field(default=None, hash=False)
    starts: Minute | None = None
    ends: Minute | None = None
    first_day: date | None = None
    last_day: date | None = None
    zone: str = "Asia/Shanghai"
    kind: EntryKind = EntryKind.VISIT
    busy: bool = True
    state: str = ""
    because: Reason | None = field(default=None, compare=False)
    trial: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        self._check_pairs()
        self._check_order()

    def _check_pairs(self) -> None:
        half_timed = (self.starts is None) != (self.ends is None)
        half_all_day = (self.first_day is None) != (self.last_day is None)
        both = self.starts is not None and self.first_day is not None
        if half_timed or half_all_day or both:
            raise EntryImpossible(self.key, "half_a_pair")

    def _check_order(self) -> None:
        if self.starts is not None and self.ends is not None and self.ends <= self.starts:
            raise EntryImpossible(self.key, "ends_first")
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise EntryImpossible(self.key, "ends_first")

    @property
    def dated(self) -> bool:
        """False for a notice that waits for the day of its first publication."""
        return self.starts is not None or self.first_day is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEntry:
    """An entry as subscribers have it.

    Attributes:
        sequence: 0 at first; rises only for a real change of time, state or place.
        created: minute of the first publication.
        revised: minute of this revision; DTSTAMP and LAST-MODIFIED.
        changed: what was new about this revision, and why; None at first.

    Raises:
        EntryImpossible: if the entry has no date, or the revision comes before the creation.
    """

    entry: Entry
    sequence: int
    created: Minute
    revised: Minute
    changed: Reason | None = field(default=None, hash=False)

    def __post_init__(self) -> None:
        if not self.entry.dated:
            raise EntryImpossible(self.entry.key, "undated")
        if self.sequence < 0 or self.revised < self.created:
            raise EntryImpossible(self.entry.key, "revised_before_created")

    @property
    def digest(self) -> str:
        """The same for the same revision in every process: names the bytes made from it."""
        told = (OF_THE_REVISION(self), OF_THE_ENTRY(self.entry))
        return sha256(repr(told).encode(errors="surrogatepass")).hexdigest()[:32]


def _told(kind: type[Entry] | type[PublishedEntry], *but: str) -> "attrgetter[tuple[object, ...]]":
    return attrgetter(*(one.name for one in fields(kind) if one.name not in but))


OF_THE_ENTRY = _told(Entry, "because", "trial")
OF_THE_REVISION = _told(PublishedEntry, "entry")
