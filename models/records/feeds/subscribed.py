"""What serving a calendar reads: the right, how far its subjects have come, their entries.

The first answer is small and asked for often; entries are read only of subjects that moved
since, and bytes only where no process of this installation has made them before.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Engine, delete, func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from models.records.database.engine import reading, tried_again, writing
from models.records.feeds.feeds import FeedRight, Scope, right_behind
from models.records.passes.schedule import read_entries
from models.records.tables import (
    CoordinatorSubject,
    KeptEvent,
    PublishedCalendar,
    PublishedLine,
    PublishedRevision,
    StudyFeeds,
    Subject,
)
from models.schedule import PublishedEntry

NAMED_AT_ONCE = 400  # subjects in one query: SQLite takes some hundreds of variables


class Member(NamedTuple):
    """One subject of a scope, and which revision of its calendar stands."""

    subject: str
    revision: int


@dataclass(frozen=True, slots=True)
class Subscription:
    """A right, and all by which one can tell whether its calendar is still the same.

    Attributes:
        members: subjects with a published calendar, by number; none of a study that has
            switched its calendars off.
        changed_at: when the last of entries, options or membership changed.
        switched_off: whether the study of any subject in the scope lets nobody read.
        published_up_to: the last revision in the published history, whosever it is.
    """

    right: FeedRight
    members: tuple[Member, ...]
    changed_at: datetime
    switched_off: bool
    published_up_to: int


def find_subscription(engine: Engine, token: str) -> Subscription | None:
    """The right behind a token with its subjects; None if there never was one."""
    with reading(engine) as session:
        right = right_behind(session, token)
        return None if right is None else _subscription(session, right)


def subscription_of(engine: Engine, right: FeedRight) -> Subscription:
    """A right that is known, with its subjects."""
    with reading(engine) as session:
        return _subscription(session, right)


def _subscription(session: Session, right: FeedRight) -> Subscription:
    # first: what is published while the rest is read may be in neither, and is unread then
    published_up_to = session.exec(select(func.max(PublishedRevision.id))).one() or 0
    off = set(session.exec(select(StudyFeeds.study)))
    rows = _members(session, right.scope)
    open_rows = [row for row in rows if row.study not in off]
    moments = [row.changed_at for row in open_rows]
    moments += filter(None, (right.options_changed_at, _reassigned(session, right.scope)))
    return Subscription(
        right=right,
        members=tuple(Member(row.subject, row.revision) for row in open_rows),
        changed_at=max(moments, default=right.created_at.replace(microsecond=0)),
        switched_off=right.scope.value in off or (bool(rows) and not open_rows),
        published_up_to=published_up_to,
    )


class _MemberRow(NamedTuple):
    subject: str
    revision: int
    changed_at: datetime
    study: str


def _members(session: Session, scope: Scope) -> list[_MemberRow]:
    query = columns(
        col(PublishedCalendar.subject),
        col(PublishedCalendar.revision),
        col(PublishedCalendar.changed_at),
        col(Subject.protocol),
    ).join(Subject, col(Subject.number) == col(PublishedCalendar.subject))
    match scope.kind:
        case "subject":
            query = query.where(col(Subject.number) == scope.value)
        case "site":
            query = query.where(col(Subject.site) == scope.value)
        case "study":
            query = query.where(col(Subject.protocol) == scope.value)
        case _:
            theirs = columns(col(CoordinatorSubject.subject)).where(
                col(CoordinatorSubject.coordinator) == scope.value,
                col(CoordinatorSubject.released_at).is_(None),
            )
            query = query.where(col(Subject.number).in_(theirs))
    rows = session.connection().execute(query.order_by(col(Subject.number)))
    return [_MemberRow(*row) for row in rows]


def _reassigned(session: Session, scope: Scope) -> datetime | None:
    """When a coordinator last got a subject or lost one."""
    if scope.kind != "coordinator":
        return None
    rows = session.exec(
        select(CoordinatorSubject.since, CoordinatorSubject.released_at).where(
            CoordinatorSubject.coordinator == scope.value
        )
    )
    return max((released or since for since, released in rows), default=None)


def entries_by_subject(
    engine: Engine, subjects: Sequence[str], kept: Container[str] = ()
) -> dict[str, list[tuple[PublishedEntry, str]]]:
    """The published entries of some subjects, by key, each with the name of its bytes.

    Of those whose bytes are kept, by these names, title and facts alone.
    """
    found: dict[str, list[tuple[PublishedEntry, str]]] = {subject: [] for subject in subjects}
    with reading(engine) as session:
        for some in _parts(subjects):
            for entry, digest in read_entries(session, some, kept):
                found[entry.entry.subject].append((entry, digest or entry.digest))
    return found


def kept_bytes(
    engine: Engine, subjects: Sequence[str], variant: str, wording: str
) -> dict[str, bytes]:
    """Bytes that were made before, in these words, of entries that stand, by their digests."""
    found: dict[str, bytes] = {}
    with reading(engine) as session:
        for some in _parts(subjects):
            query = (
                columns(col(KeptEvent.digest), col(KeptEvent.octets))
                .join(PublishedLine, col(PublishedLine.digest) == col(KeptEvent.digest))
                .where(col(PublishedLine.subject).in_(some), col(KeptEvent.variant) == variant)
                .where(col(KeptEvent.wording) == wording)
            )
            found.update((row[0], row[1]) for row in session.connection().execute(query))
    return found


@tried_again
def keep_bytes(engine: Engine, variant: str, wording: str, made: Mapping[str, bytes]) -> None:
    """Keep bytes for the next process, in place of those in other words.

    Whoever was first is right, as they are the same.
    """
    with writing(engine) as session:
        for some in _parts(list(made)):
            _forget_other_words(session, variant, wording, some)
            for digest in _not_kept(session, variant, some):
                octets = made[digest]
                kept = KeptEvent(digest=digest, variant=variant, wording=wording, octets=octets)
                session.add(kept)


def _forget_other_words(
    session: Session, variant: str, wording: str, digests: Sequence[str]
) -> None:
    session.exec(
        delete(KeptEvent).where(
            col(KeptEvent.variant) == variant,
            col(KeptEvent.wording) != wording,
            col(KeptEvent.digest).in_(digests),
        )
    )


def _not_kept(session: Session, variant: str, digests: Sequence[str]) -> list[str]:
    query = select(KeptEvent.digest).where(
        KeptEvent.variant == variant, col(KeptEvent.digest).in_(digests)
    )
    kept = set(session.exec(query))
    return [digest for digest in digests if digest not in kept]


def _parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), NAMED_AT_ONCE):
        yield names[start : start + NAMED_AT_ONCE]
