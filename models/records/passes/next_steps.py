"""What comes next for each subject: written by passes, read by whoever shows it elsewhere.

A pass writes what should be shown; a run that is scheduled elsewhere for it is recorded
here once it stands. The two differ until somebody has made them alike, so what is missed
while Prefect is down is made good later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, func, or_, update
from sqlmodel import Session, col, select

from models.moments import Minute
from models.records.database.engine import reading, tried_again, writing
from models.records.tables import NextStepRow, Subject

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOVED = "Moved"
"""How a next step is left that has another date, or another step before it."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a subject's plan says comes next.

    Attributes:
        step: None where nothing has an end by which it must be done.
        due: the last minute of its window, or of its booking.
        over: steps after which nothing is left to do, each with the word for how it ended.
    """

    step: str | None = None
    title: str = ""
    due: Minute | None = None
    over: Mapping[str, str] = field(default_factory=dict)


NOTHING_NEXT = NextStep()


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One next step that is to be shown."""

    subject: str
    site: str
    protocol: str
    step: str
    title: str
    due_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Outdated:
    """A run that still stands for what is no longer next, and how that ended."""

    subject: str
    run: str
    left_as: str


def write_next_step(session: Session, subject: str, following: NextStep) -> None:
    """Keep what comes next, if it is new."""
    row = session.get(NextStepRow, subject)
    due_at = None if following.due is None else _EPOCH + timedelta(minutes=following.due)
    if row is None:
        row = NextStepRow(subject=subject)
        session.add(row)
    elif (row.step, row.due_at, row.title) == (following.step, due_at, following.title):
        return
    row.left_as = following.over.get(row.step or "", MOVED)
    row.step, row.title, row.due_at = following.step, following.title, due_at
    row.version += 1


def outdated_runs(
    engine: Engine, *, at_most: int | None, subject: str | None = None, limit: int
) -> Sequence[Outdated]:
    """Runs that stand for what is no longer next, or no longer among the first to be shown."""
    is_stale = col(NextStepRow.shown_version) != col(NextStepRow.version)
    last = _last_shown(engine, at_most)
    if last is not None:
        is_stale = or_(is_stale, col(NextStepRow.due_at) > last)
    query = select(NextStepRow).where(col(NextStepRow.shown_run).is_not(None), is_stale)
    with reading(engine) as session:
        return [
            _outdated(row)
            for row in session.exec(_of(query, subject).limit(limit))
            if row.shown_run is not None
        ]


def steps_to_show(
    engine: Engine, *, at_most: int | None, subject: str | None = None, limit: int
) -> Sequence[ShownStep]:
    """Next steps that no run stands for, the first due first, among the `at_most` first due."""
    last = _last_shown(engine, at_most)
    query = (
        select(NextStepRow, Subject.site, Subject.protocol)
        .join(Subject)
        .where(col(NextStepRow.due_at).is_not(None), col(NextStepRow.shown_run).is_(None))
        .order_by(col(NextStepRow.due_at), col(NextStepRow.subject))
    )
    if last is not None:
        query = query.where(col(NextStepRow.due_at) <= last)
    with reading(engine) as session:
        return [
            ShownStep(row.subject, site, protocol, row.step, row.title, row.due_at, row.version)
            for row, site, protocol in session.exec(_of(query, subject).limit(limit))
            if row.step is not None and row.due_at is not None
        ]


def _of(query: Any, subject: str | None) -> Any:
    return query if subject is None else query.where(NextStepRow.subject == subject)


def _outdated(row: NextStepRow) -> Outdated:
    pushed_out = row.shown_version == row.version  # others are due sooner
    return Outdated(row.subject, row.shown_run or "", MOVED if pushed_out else row.left_as)


def _last_shown(engine: Engine, at_most: int | None) -> datetime | None:
    """The end of the last step that is to be shown; None where all are."""
    if at_most is None:
        return None
    if at_most <= 0:
        return _EPOCH
    query = (
        select(NextStepRow.due_at)
        .where(col(NextStepRow.due_at).is_not(None))
        .order_by(col(NextStepRow.due_at), col(NextStepRow.subject))
    )
    with reading(engine) as session:
        if session.exec(select(func.count(col(NextStepRow.due_at)))).one() <= at_most:
            return None
        return session.exec(query.offset(at_most - 1).limit(1)).first()


@tried_again
def mark_shown(engine: Engine, subject: str, run: str, version: int) -> None:
    """Record that a run stands for this version of a subject's next step."""
    with writing(engine) as session:
        session.execute(
            update(NextStepRow)
            .where(col(NextStepRow.subject) == subject)
            .values(shown_run=run, shown_version=version)
        )


@tried_again
def mark_not_shown(engine: Engine, subject: str, run: str) -> None:
    """Record that a run stands for nothing any more; another one meanwhile is kept.

    The version rises, so that a run shown again later is never taken for the one that ended.
    """
    with writing(engine) as session:
        session.execute(
            update(NextStepRow)
            .where(col(NextStepRow.subject) == subject, col(NextStepRow.shown_run) == run)
            .values(shown_run=None, shown_version=None, version=NextStepRow.version + 1)
        )


def shown_runs(engine: Engine) -> Mapping[str, str]:
    """Every run that is recorded as standing for a next step, with its subject."""
    query = select(NextStepRow.shown_run, NextStepRow.subject)
    with reading(engine) as session:
        return {
            run: subject
            for run, subject in session.exec(query.where(col(NextStepRow.shown_run).is_not(None)))
            if run is not None
        }
