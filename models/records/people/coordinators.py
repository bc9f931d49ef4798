"""Who looks after which subject: each assignment with its beginning and its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.records.database.engine import reading, tried_again, writing
from models.records.people.audit import note
from models.records.subjects.charts import subject_row
from models.records.tables import CoordinatorSubject


@dataclass(frozen=True, slots=True)
class Assignment:
    """That a coordinator looks after a subject now."""

    coordinator: str
    subject: str
    since: datetime
    by: str


@tried_again
def assign_subjects(
    engine: Engine, coordinator: str, subjects: Iterable[str], *, now: datetime, by: str
) -> list[str]:
    """Let a coordinator look after subjects, beside whoever does already.

    Returns:
        Those that were not the coordinator's before.

    Raises:
        SubjectUnknown: for the first whom nobody has enrolled; none is assigned then.
    """
    with writing(engine) as session:
        numbers = list(dict.fromkeys(subjects))
        for number in numbers:
            subject_row(session, number)
        theirs = {row.subject for row in _current(session, coordinator)}
        added = [number for number in numbers if number not in theirs]
        for number in added:
            session.add(
                CoordinatorSubject(
                    coordinator=coordinator, subject=number, since=_second(now), assigned_by=by
                )
            )
            note(session, f"assigned to {coordinator}", by=by, at=now, subject=number)
        return added


@tried_again
def release_subjects(
    engine: Engine, coordinator: str, subjects: Iterable[str], *, now: datetime, by: str
) -> list[str]:
    """Take subjects from a coordinator; they leave the coordinator's calendar.

    Returns:
        Those that were the coordinator's.

    Raises:
        SubjectUnknown: for the first whom nobody has enrolled; none is released then.
    """
    with writing(engine) as session:
        wanted = set(subjects)
        for number in sorted(wanted):
            subject_row(session, number)
        theirs = [row for row in _current(session, coordinator) if row.subject in wanted]
        for row in theirs:
            row.released_at, row.released_by = _second(now), by
            note(session, f"released from {coordinator}", by=by, at=now, subject=row.subject)
        return [row.subject for row in theirs]


def list_assignments(engine: Engine, coordinator: str | None = None) -> list[Assignment]:
    """Who looks after whom now, by coordinator and subject."""
    with reading(engine) as session:
        rows = _current(session, coordinator)
        return [Assignment(r.coordinator, r.subject, r.since, r.assigned_by) for r in rows]


def _current(session: Session, coordinator: str | None) -> list[CoordinatorSubject]:
    query = select(CoordinatorSubject).where(col(CoordinatorSubject.released_at).is_(None))
    if coordinator is not None:
        query = query.where(CoordinatorSubject.coordinator == coordinator)
    by_name = col(CoordinatorSubject.coordinator), col(CoordinatorSubject.subject)
    return list(session.exec(query.order_by(*by_name)))


def _second(now: datetime) -> datetime:
    return now.replace(microsecond=0)  # it goes into Last-Modified, which has no fractions
