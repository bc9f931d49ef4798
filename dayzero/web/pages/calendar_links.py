"""Calendar links on a subject's page: made and shown once, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from dayzero.desk.calendar_links.copies import what_moved
from dayzero.desk.calendar_links.link import QUIET_ZONE, code_of, http_address, webcal_address
from dayzero.web.views.when import Clock, When
from models.records.store import Scope, UnseenMove, list_feeds, unseen_moves, worst_of


@dataclass(frozen=True, slots=True)
class Link:
    """One link that holds, without its token.

    Attributes:
        read: when its reader last fetched; None where nobody has.
        old: which safety date has moved since, and when; empty where none has.
    """

    number: int
    made: When
    by: str
    read: When | None
    old: str


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that was just made.

    Attributes:
        code: a picture of the address for a phone, as a data address.
    """

    https: str
    webcal: str
    code: str


def links_of(engine: Engine, subject: str, clock: Clock) -> list[Link]:
    """The links to a subject's calendar that hold, newest first."""
    rights = list_feeds(engine, Scope("subject", subject))
    unseen = unseen_moves(engine, rights, now=clock.now)
    return [
        Link(
            right.id,
            clock.instant(right.created_at),
            right.created_by,
            None if right.last_fetched_at is None else clock.instant(right.last_fetched_at),
            _old(unseen.get(right.id, ()), clock),
        )
        for right in reversed(rights)
        if not right.ended(clock.now)
    ]


def _old(moves: Sequence[UnseenMove], clock: Clock) -> str:
    if not moves:
        return ""
    worst = worst_of(moves)
    what, moment = what_moved(worst, clock.language), clock.moment(worst.moved).text
    return clock.words.copies.old.format(what=what, moment=moment)


def new_link(token: str) -> NewLink:
    """The addresses behind a token."""
    picture = code_of(token).svg_data_uri(scale=5, border=QUIET_ZONE, light="white")
    return NewLink(http_address(token), webcal_address(token), picture)
