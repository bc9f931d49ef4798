"""What the first page says: who needs somebody now, today, this week."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from wording.catalogue import Counted
from wording.filled import Keys, part

GROUPS = ("now", "today", "week", "later", "waiting", "known")
DOES = ("move", "book", "record", "test", "stop", "answer", "correct", "open")


@part("pages", "today")
@dataclass(frozen=True, slots=True, kw_only=True)
class TodayWords:
    """One language; every text names its own blanks.

    Attributes:
        groups: headings, by when somebody must act.
        counts: the same in one line, with how many there are; none of what is only to be known.
        does: the buttons.
        calm: of how many subjects nothing is asked.
        truth: how fresh it is.
        again: the link that brings the page up to date; `changed` says that it was.
        all: the link to the rest of a group.
        late: that passes were missed, so that what is listed may be older.
    """

    title: str
    heading: str
    nobody: str
    mine: str
    unreadable: str
    groups: Annotated[Mapping[str, str], Keys(GROUPS)]
    counts: Annotated[Mapping[str, str], Keys(GROUPS[:-1])]
    does: Annotated[Mapping[str, str], Keys(DOES)]
    calm: Counted
    late: Counted
    all: str
    truth: str
    again: str
    changed: str
