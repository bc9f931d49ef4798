"""What waits, read from what the passes left: for Today, and for its file."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import Engine

from dayzero.web.pages.clocks import Clocks
from dayzero.web.views.today.copies import OldCopy, old_copies
from dayzero.web.views.today.lines import Case
from models.records.store import Sight, alerts_at, list_feeds, unseen_moves


def cases_at(engine: Engine, sight: Sight, mine: Collection[str], clocks: Clocks) -> Iterator[Case]:
    """Every open alert of the subjects who may be seen.

    Args:
        mine: the subjects that the reader looks after.
    """
    for listed in alerts_at(engine, sight):
        zone = listed.zone.key if listed.zone else None
        yield Case(
            opened=listed.opened,
            site=listed.site,
            mine=listed.opened.subject in mine,
            clock=clocks.at(listed.protocol, listed.site, zone),
        )


def copies_at(
    engine: Engine,
    sight: Sight,
    mine: Collection[str],
    clocks: Clocks,
    now: datetime,
) -> list[OldCopy]:
    """Every reader of these subjects' dates whose calendar is old."""
    rights = list_feeds(engine)
    unseen = unseen_moves(engine, rights, now=now, sight=sight)
    return old_copies(
        rights, unseen, mine, lambda move: clocks.at(move.protocol, move.site, None), now
    )
