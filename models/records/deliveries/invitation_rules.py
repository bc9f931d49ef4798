"""Which invitation a reader should have of one entry, by what stands and what they had. Pure.

The invitation follows from the entry as it is published now: revisions that nobody was sent in
time are passed over, as the last one says it all. A reader who was sent a booking is told what
becomes of it, to its end; one who was not hears of nothing that is over or called off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from models.moments import Minute, to_minute
from models.schedule import EntryKind, EntryStatus
from models.timeline.values import StepState

OVER = frozenset({StepState.DONE.value, StepState.DONE_OUT_OF_WINDOW.value})


class Method(StrEnum):
    """Of iTIP (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Wanted(NamedTuple):
    """What a reader should have of an entry."""

    method: Method
    sequence: int


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry as it is published now.

    Attributes:
        books: whether it is a booking that stands; a planned date is none.
        ahead: whether it may still be prepared for.
    """

    sequence: int
    books: bool
    ahead: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """An invitation on record.

    Attributes:
        counts: whether it was sent, may still be, or waits as a dead letter.
        heard: whether it has, or may have, reached its reader.
    """

    method: Method
    sequence: int
    counts: bool
    heard: bool


def standing_of(
    *,
    kind: str,
    status: str,
    state: str,
    sequence: int,
    zone: str,
    ends: Minute | None,
    last_day: date | None,
    now: datetime,
) -> Standing:
    """How an entry stands; the arguments are columns of `published_entry`."""
    books = kind == EntryKind.VISIT.value and status != EntryStatus.CANCELLED.value
    today = now.astimezone(ZoneInfo(zone)).date()
    to_come = last_day >= today if last_day is not None else (ends or 0) > to_minute(now)
    return Standing(sequence, books, books and to_come and state not in OVER)


def wanted(standing: Standing, earlier: Sequence[Earlier]) -> Wanted | None:
    """What the reader should have; None for nothing at all, or nothing more.

    Args:
        earlier: what is on record, the oldest first.
    """
    has_it = may_be_called_off(earlier)
    if standing.books:
        return Wanted(Method.REQUEST, standing.sequence) if has_it or standing.ahead else None
    if not has_it:
        return None
    last = max(one.sequence for one in earlier if one.heard)
    return Wanted(Method.CANCEL, max(standing.sequence, last))


def may_be_called_off(earlier: Sequence[Earlier]) -> bool:
    """Whether the last that the reader heard is that there is a booking."""
    last = next((one for one in reversed(earlier) if one.heard), None)
    return last is not None and last.method is Method.REQUEST


def is_due(what: Wanted, earlier: Sequence[Earlier]) -> bool:
    """Whether it is to be written down: neither on its way nor sent nor dead already."""
    return what not in {(one.method, one.sequence) for one in earlier if one.counts}
