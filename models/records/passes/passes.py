"""Passes over subjects: who is due, and what one pass leaves behind.

A pass reads a chart, plans without any lock, and publishes in one short transaction
that holds the subject. What was computed from an older state of the records is stale:
nothing of it is written, and the caller computes it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from models.alerting.deviations import Deviation
from models.judged.made_with import MadeWith
from models.judged.news import Entry
from models.moments import Minute, to_minute
from models.records.alerts.alerts import write_alerts
from models.records.alerts.deviations import write_deviations
from models.records.closing.closing import closed_row
from models.records.database.engine import reading, tried_again, writing
from models.records.database.writing import wake
from models.records.passes.footprints import Trace, write_footprint
from models.records.passes.next_steps import NOTHING_NEXT, NextStep, write_next_step
from models.records.passes.schedule import write_schedule
from models.records.passes.standings import Stand, write_standing
from models.records.subjects.charts import Seen, fact_count, subject_row
from models.records.tables import PassRecord, Subject
from models.records.verdicts.entries import Said, write_verdicts
from models.schedule import PublishedEntry
from models.timeline.results import Alert

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassResult:
    """What one pass computed, ready to be published.

    Attributes:
        seen: how far the records had come when the chart was read.
        as_of: the minute for which the plan was made.
        next_change_at: the minute at which the plan changes by itself; None if never.
        entries: the whole schedule with its revisions.
        held_back: why the calendar stays as it was, where it would not be a sound one: a
            fault of ours. Everything else of the pass is published, and the subject stays
            due, so that the next sweep tries again.
        deviations: steps that were done against a rule, for the register.
        trace: what a later look at everybody reads; None leaves nothing to it, so that
            the subject is planned anew then.
        next_step: what comes next, to be shown where people look at what is coming.
        standing: all of the path that is worth a new run of it, such as its word.
        stand: the same as columns, for lists; None leaves what they say as it was.
        version: of the protocol that counts for the subject, as it calls itself.
        began: the same, where the last pass planned by another one.
        made_with: what the plan was made with; None leaves verdicts on what was done as they are.
        verdicts: what is new of them, each with its sentences by language.
    """

    seen: Seen
    as_of: Minute
    protocol_hash: str
    next_change_at: Minute | None
    entries: tuple[PublishedEntry, ...]
    alerts: tuple[Alert, ...]
    started_at: datetime
    finished_at: datetime
    deviations: tuple[Deviation, ...] = ()
    held_back: tuple[str, ...] = ()
    trace: Trace | None = None
    next_step: NextStep = NOTHING_NEXT
    standing: str = ""
    stand: Stand | None = None
    version: str | None = None
    began: str | None = None
    made_with: MadeWith | None = None
    verdicts: tuple[tuple[Entry, Said], ...] = ()


@dataclass(frozen=True, slots=True)
class PassOutcome:
    """What publishing a pass changed; nothing at all where it was stale.

    Attributes:
        outrun: whether another pass published between; where not, newer facts made it stale.
    """

    stale: bool
    entries_changed: int = 0
    opened: tuple[Alert, ...] = ()
    closed: tuple[Alert, ...] = ()
    outrun: bool = False


def subjects_due(engine: Engine, now: datetime, limit: int | None = None) -> list[str]:
    """Subjects whose pass is due at `now` or before, the longest due first."""
    query = (
        select(Subject.number)
        .where(col(Subject.pass_due_at) <= now)
        .order_by(col(Subject.pass_due_at), col(Subject.number))
        .limit(limit)
    )
    with reading(engine) as session:
        return list(session.exec(query))


def called_subjects(engine: Engine, limit: int) -> list[str]:
    """Subjects for whom somebody waits, the longest waiting first; a cheap look, no lock."""
    query = (
        select(Subject.number)
        .where(col(Subject.called_at).is_not(None))
        .order_by(col(Subject.called_at), col(Subject.number))
        .limit(limit)
    )
    with reading(engine) as session:
        return list(session.exec(query))


@tried_again
def take_calls(engine: Engine, subjects: Sequence[str]) -> list[str]:
    """Answer these calls, each at most once however many workers try.

    A worker that dies after it took a call loses nothing: the subject's pass stays due, and
    the next sweep makes it.

    Returns:
        Those whose call is now the caller's to answer.
    """
    with writing(engine) as session:
        return [subject for subject in subjects if _take_call(session, subject)]


def _take_call(session: Session, subject: str) -> bool:
    taken = session.execute(
        update(Subject)
        .where(col(Subject.number) == subject, col(Subject.called_at).is_not(None))
        .values(called_at=None)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]  # an update's result is a cursor's


@tried_again
def mark_for_pass(engine: Engine, subject: str, now: datetime) -> None:
    """Ask for a pass although no fact was recorded.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    with writing(engine) as session:
        wake(subject_row(session, subject, lock=True), now)


@tried_again
def finish_pass(engine: Engine, seen: Seen, next_change_at: Minute | None) -> bool:
    """Set the time of the next pass after one that had nothing to publish.

    Returns:
        False where the subject was woken meanwhile: it stays due.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    with writing(engine) as session:
        row = subject_row(session, seen.subject, lock=True)
        return _put_off(row, seen, None if _is_closed(session, row) else next_change_at)


@tried_again
def publish_pass(engine: Engine, result: PassResult) -> PassOutcome:
    """Publish schedule, calendar and alerts, and set the next pass: all of it, or nothing.

    Safe to repeat: a second pass with nothing new changes no entry, byte or alert.

    Raises:
        SubjectUnknown: if nobody has that number.
        StoreTrouble: if the database cannot be used.
    """
    with writing(engine) as session:
        row = subject_row(session, result.seen.subject, lock=True)
        if _is_closed(session, row):
            return PassOutcome(stale=False)
        if row.passes != result.seen.passes:
            return PassOutcome(stale=True, outrun=True)
        if fact_count(session, row.number) != result.seen.facts:
            return PassOutcome(stale=True)
        return _publish(session, row, result)


def _is_closed(session: Session, row: Subject) -> bool:
    """Whether the subject's trial is closed; no pass is due then, whoever asked for one."""
    closed = closed_row(session, row.protocol) is not None
    if closed:
        row.pass_due_at = row.called_at = None
    return closed


def _publish(session: Session, row: Subject, result: PassResult) -> PassOutcome:
    now = result.finished_at
    changed = 0 if result.held_back else write_schedule(session, row.number, result.entries, now)
    opened, closed = write_alerts(session, row.number, result.alerts, now, result.began)
    write_deviations(
        session, row.number, result.deviations, protocol_hash=result.protocol_hash, now=now
    )
    if result.made_with is not None:
        write_verdicts(session, row.number, result.verdicts, result.made_with, now)
    write_next_step(session, row.number, result.next_step)
    write_standing(session, row.number, result.standing, result.stand)
    _put_off(row, result.seen, to_minute(now) if result.held_back else result.next_change_at)
    row.passes += 1
    write_footprint(session, row, result.seen.woken, result.trace)
    session.add(
        PassRecord(
            subject=row.number,
            started_at=result.started_at,
            finished_at=now,
            as_of=result.as_of,
            protocol_hash=result.protocol_hash,
            next_change_at=result.next_change_at,
            entries_changed=changed,
            alerts_opened=len(opened),
            alerts_closed=len(closed),
            version=result.version,
            made_with=None if result.made_with is None else result.made_with.hash,
            facts=result.seen.facts,
        )
    )
    return PassOutcome(False, changed, opened, closed)


def _put_off(row: Subject, seen: Seen, next_change_at: Minute | None) -> bool:
    """Set the next pass, unless someone asked for one while this one ran."""
    if row.woken != seen.woken:
        return False
    due = None if next_change_at is None else _EPOCH + timedelta(minutes=next_change_at)
    row.pass_due_at = due
    row.called_at = None
    return True
