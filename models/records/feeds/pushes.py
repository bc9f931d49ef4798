"""Which subjects' calendars the hospital's server does not hold yet as they are published.

That is read off two revisions, the published one and the pushed one: whoever dies between a
publication and its push, or within a push, leaves it to be done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Engine, and_, delete, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from models.reasons.refusals.settings import EventNotTaken
from models.records.database.engine import reading, tried_again, writing
from models.records.database.json_text import as_text, from_text
from models.records.feeds.refused_events import kept_refusals
from models.records.tables import PublishedCalendar, PushedCalendar, StudyFeeds, Subject

LEASE: Final = timedelta(minutes=1)
"""Longer than one subject's push: who takes it and is killed holds it no longer than that."""

FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPush:
    """One subject whose calendar must be pushed.

    Attributes:
        since: when what waits was published.
        uids: of the events that may be there; None where that is not known.
    """

    subject: str
    revision: int
    since: datetime
    uids: frozenset[str] | None


def calendars_to_push(
    engine: Engine, target: str, *, now: datetime | None = None, limit: int | None = None
) -> list[ToPush]:
    """Subjects whose calendar the server does not hold as it is published, longest first.

    Of a study that has switched its calendars off there is none. A new revision is tried at
    once, though an older one must wait.

    Args:
        target: names the server, the user and the words.
        now: leaves out what is on its way and what must wait; without it everything is told.
    """
    known = and_(
        col(PushedCalendar.subject) == col(PublishedCalendar.subject),
        col(PushedCalendar.target) == target,
    )
    query = (
        columns(PublishedCalendar, PushedCalendar)
        .join(Subject, col(Subject.number) == col(PublishedCalendar.subject))
        .outerjoin(PushedCalendar, known)
        .where(col(Subject.protocol).not_in(columns(col(StudyFeeds.study))))
        .where(_behind(), *([] if now is None else _free(now)))
        .order_by(col(PublishedCalendar.changed_at), col(PublishedCalendar.subject))
    )
    with reading(engine) as session:
        rows = session.execute(query.limit(limit))
        return [_to_push(published, pushed) for published, pushed in rows]


def _behind() -> ColumnElement[bool]:
    return or_(
        col(PushedCalendar.subject).is_(None),
        col(PushedCalendar.revision) != col(PublishedCalendar.revision),
    )


def _free(now: datetime) -> Sequence[ColumnElement[bool]]:
    taken, again = col(PushedCalendar.taken_until), col(PushedCalendar.try_again_at)
    newer = col(PushedCalendar.tried) != col(PublishedCalendar.revision)
    return (or_(taken.is_(None), taken <= now), or_(again.is_(None), again <= now, newer))


def _to_push(published: PublishedCalendar, pushed: PushedCalendar | None) -> ToPush:
    uids = None if pushed is None or pushed.uids is None else from_text(pushed.uids)
    return ToPush(
        subject=published.subject,
        revision=published.revision,
        since=published.changed_at,
        uids=None if uids is None else frozenset(uids),
    )


@tried_again
def take_push(engine: Engine, subject: str, target: str, *, now: datetime) -> bool:
    """Take a subject's push for a minute; False where another process has it."""
    with writing(engine) as session:
        row = session.get(PushedCalendar, subject, with_for_update=True)
        if row is not None and row.taken_until is not None and row.taken_until > now:
            return False
        if row is None or row.target != target:
            row = _begun_anew(session, row, subject, target)
        row.taken_until = now + LEASE
        return True


def _begun_anew(
    session: Session, row: PushedCalendar | None, subject: str, target: str
) -> PushedCalendar:
    if row is not None:
        session.delete(row)
        session.flush()
    new = PushedCalendar(subject=subject, target=target)
    session.add(new)
    return new


@tried_again
def end_push(
    engine: Engine,
    pushed: ToPush,
    *,
    uids: Sequence[str] | None,
    refused: Sequence[EventNotTaken],
    whole: bool,
    now: datetime,
) -> None:
    """Note what came of a push that was taken.

    Args:
        uids: of the events that may be there now; None where nothing new is known.
        refused: why it did not take each event that it did not.
        whole: whether the calendar stands there as the revision that was to be pushed.
    """
    with writing(engine) as session:
        row = session.get(PushedCalendar, pushed.subject, with_for_update=True)
        if row is None:  # a restore came between: everything is to be read anew
            return
        row.taken_until = None
        row.tried = pushed.revision
        row.uids = row.uids if uids is None else as_text(sorted(uids))
        row.refused = kept_refusals(refused)
        row.refused_since = None if whole else row.refused_since or now
        row.revision = pushed.revision if whole else row.revision
        row.failures = 0 if whole else row.failures + 1
        row.try_again_at = None if whole else now + _wait(row.failures)


def _wait(failures: int) -> timedelta:
    doubled: int = 2 ** min(failures - 1, 10)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


@tried_again
def let_go_of_push(engine: Engine, subject: str) -> None:
    """Give back a push that could not be tried: the server did not answer."""
    with writing(engine) as session:
        row = session.get(PushedCalendar, subject, with_for_update=True)
        if row is not None:
            row.taken_until = None


def forget_pushes(session: Session) -> None:
    """Know nothing of what the server holds, as after a restore."""
    session.exec(delete(PushedCalendar))
