"""Subjects by number, a part of the list at a time, as programs read them.

All of it is what passes left: no chart is read, and only the subjects of the part.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, func, select
from sqlmodel import Session, SQLModel, col

from models.records.database.engine import reading
from models.records.people.sight import EVERYTHING, Sight
from models.records.tables import AlertOpening, RecordedFact, StandingRow, Subject
from models.timeline.values import Severity

_subject = SQLModel.metadata.tables[Subject.__tablename__]
_standing = SQLModel.metadata.tables[StandingRow.__tablename__]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledSubject:
    """One subject.

    Attributes:
        word, phase: as the last pass found them; None while no pass has left them.
        facts: how many the chart has, corrected ones included.
        pass_due_at: when the subject is planned anew without a new fact; None for never.
        alerts: how many are open of each severity of which there are any.
    """

    subject: str
    site: str
    protocol: str
    word: str | None
    phase: str | None
    facts: int
    pass_due_at: datetime | None
    alerts: Mapping[Severity, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfList:
    """Which part of the list is asked for.

    Attributes:
        sight: who may be seen.
        site, word, phase: only such subjects; empty for all.
        after: the number behind which the part begins.
    """

    sight: Sight = EVERYTHING
    site: str = ""
    word: str = ""
    phase: str = ""
    after: str = ""


def enrolled_subjects(engine: Engine, part: PartOfList, limit: int) -> list[EnrolledSubject]:
    """The first `limit` subjects of the part, by number.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    at, known = _subject.c, _subject.outerjoin(_standing, _standing.c.subject == _subject.c.number)
    query = select(
        at.number, at.site, at.protocol, _standing.c.word, _standing.c.phase, at.pass_due_at
    ).select_from(known)
    query = query.where(*_such(part)).order_by(at.number).limit(limit)
    with reading(engine) as session:
        rows = session.connection().execute(query).all()
        numbers = [row.number for row in rows]
        facts, alerts = _facts(session, numbers), _alerts(session, numbers)
    return [
        EnrolledSubject(
            subject=row.number,
            site=row.site,
            protocol=row.protocol,
            word=row.word,
            phase=row.phase,
            facts=facts.get(row.number, 0),
            pass_due_at=row.pass_due_at,
            alerts=alerts[row.number],
        )
        for row in rows
    ]


def _such(part: PartOfList) -> Sequence[ColumnElement[bool]]:
    such = [_subject.c.number > part.after]
    such += part.sight.of(_subject.c.site, _subject.c.protocol)
    wanted = {
        _subject.c.site: part.site,
        _standing.c.word: part.word,
        _standing.c.phase: part.phase,
    }
    return such + [column == value for column, value in wanted.items() if value]


def _facts(session: Session, numbers: Sequence[str]) -> dict[str, int]:
    of = col(RecordedFact.subject)
    query = select(of, func.count()).where(of.in_(numbers)).group_by(of)
    return {row[0]: row[1] for row in session.connection().execute(query)}


def _alerts(session: Session, numbers: Sequence[str]) -> dict[str, dict[Severity, int]]:
    of, severity = col(AlertOpening.subject), col(AlertOpening.severity)
    query = (
        select(of, severity, func.count())
        .where(of.in_(numbers), col(AlertOpening.closed_at).is_(None))
        .group_by(of, severity)
    )
    found: dict[str, dict[Severity, int]] = {number: {} for number in numbers}
    for number, name, count in session.connection().execute(query):
        found[number][Severity(name)] = count
    return found
