"""Readers who have not fetched since a safety date moved, to be told by phone; pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from calendars.feeds.feed import REFRESH
from dayzero.desk.calendar_links.copies import what_moved
from dayzero.web.views.when import Clock
from models.moments import to_minute
from models.records.store import FeedRight, UnseenMove, worst_of
from models.timeline.values import Severity

LONGEST_PROGRAM = 40  # letters of a program's name; the rest of it is its parts' versions


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCopy:
    """One link whose reader must be told.

    Attributes:
        subject: whose date it is.
        asked: what moved, when, and whose copy says the old date.
    """

    link: int
    subject: str
    mine: bool
    severity: Severity
    severity_word: str
    asked: str


def old_copies(
    rights: Iterable[FeedRight],
    unseen: Mapping[int, Sequence[UnseenMove]],
    mine: Collection[str],
    clock_at: Callable[[UnseenMove], Clock],
    now: datetime,
) -> list[OldCopy]:
    """One line for each link, mine first; those that may still fetch by themselves are not here.

    A calendar asks its readers to fetch each hour (`REFRESH`): who has let more go by since the
    date moved is late.
    """
    late = to_minute(now - REFRESH)
    moves = {
        link: worst_of(some)
        for link, some in unseen.items()
        if min(one.moved for one in some) <= late
    }
    lines = [
        _line(right, moves[right.id], mine, clock_at(moves[right.id]))
        for right in rights
        if right.id in moves
    ]
    return sorted(lines, key=lambda line: (not line.mine, line.link))


def _line(right: FeedRight, move: UnseenMove, mine: Collection[str], clock: Clock) -> OldCopy:
    says = clock.words
    read = right.last_fetched_at
    return OldCopy(
        link=right.id,
        subject=move.subject,
        mine=move.subject in mine,
        severity=Severity.WARNING,
        severity_word=says.listed.severities[Severity.WARNING],
        asked=says.copies.line.format(
            what=what_moved(move, clock.language),
            moment=clock.moment(move.moved).text,
            number=right.id,
            reader=clock.listed(_reader(right, says.copies.nameless)),
            read="" if read is None else clock.instant(read).text,
        ),
    )


def _reader(right: FeedRight, nameless: str) -> Iterable[str]:
    if right.scope.kind != "subject":
        yield right.scope.value
    program = right.last_user_agent or nameless
    yield program if len(program) <= LONGEST_PROGRAM else f"{program[:LONGEST_PROGRAM]}…"
