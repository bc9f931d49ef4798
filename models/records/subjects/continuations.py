"""One person under two numbers: in a parent trial, and in the follow-up trial after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Engine, func
from sqlmodel import Session, col, or_, select

from models.errors import Fault, InputRefused
from models.reasons.refusals.keeping.records import ContinuationFlaw
from models.records.closing.closing import closed_row
from models.records.database.engine import reading, tried_again, writing
from models.records.database.errors import SubjectUnknown
from models.records.people.audit import note
from models.records.people.sight import Sight
from models.records.subjects.charts import subject_row
from models.records.tables import ContinuationRow, Subject

OF: Final = "of"
SAID: Final = "said to be the same person as a subject of another trial"
TAKEN_BACK: Final = "no longer said to be the same person as a subject of another trial"


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Another number of a subject.

    Attributes:
        is_parent: whether it is the one in the parent trial.
    """

    subject: str
    trial: str
    is_parent: bool


@tried_again
def continue_subject(
    engine: Engine, subject: str, parent: str, sight: Sight, *, now: datetime, by: str
) -> None:
    """Keep that a subject of a follow-up trial was another one in a parent trial.

    Said already, it stays as it is. The audit of both has it, without the other's number.

    Args:
        sight: who may be seen; of anybody else it is said that there is no such subject.

    Raises:
        SubjectUnknown: if nobody has one of the numbers, or may not be seen.
        InputRefused: if the two cannot be one person in two trials, one after the other.
        TrialClosed: if the follow-up trial is closed.
    """
    with writing(engine) as session:
        both = _seen_rows(session, subject, parent, sight)
        known = _parent_row(session, subject)
        if known is not None and known.parent == parent:
            return
        _refuse(session, *both)
        session.add(ContinuationRow(subject=subject, parent=parent, at=now, by=by))
        _note_both(session, both, SAID, now=now, by=by)


@tried_again
def take_continuation_back(
    engine: Engine, subject: str, parent: str, sight: Sight, *, why: str, now: datetime, by: str
) -> None:
    """Take back that two subjects are one person; what was said stays on record.

    Raises:
        SubjectUnknown: if nobody has one of the numbers, or may not be seen.
        InputRefused: if it was not said.
        TrialClosed: if the follow-up trial is closed.
    """
    with writing(engine) as session:
        both = _seen_rows(session, subject, parent, sight)
        known = _parent_row(session, subject)
        if known is None or known.parent != parent:
            raise InputRefused([Fault(OF, ContinuationFlaw.NOT_SAID)])
        gone = ContinuationRow(subject=subject, parent=parent, taken_back=why, at=now, by=by)
        session.add(gone)
        _note_both(session, both, TAKEN_BACK, now=now, by=by, why=why)


def continuations_of(engine: Engine, subject: str, sight: Sight) -> tuple[SamePerson, ...]:
    """The other numbers of a subject that may be seen: its parent first, then by number."""
    with reading(engine) as session:
        rows = _standing(session, subject)
        others = {r.parent if r.subject == subject else r.subject: r for r in rows}
        query = select(Subject.number, Subject.protocol).where(
            col(Subject.number).in_(others), *sight.subjects
        )
        found = [
            SamePerson(number, trial, others[number].parent == number)
            for number, trial in session.exec(query).all()
        ]
    return tuple(sorted(found, key=lambda one: (not one.is_parent, one.subject)))


def _seen_rows(session: Session, subject: str, parent: str, sight: Sight) -> list[Subject]:
    """Both, locked in the same order by everybody."""
    rows = {n: subject_row(session, n, lock=True) for n in sorted({subject, parent})}
    for number in (subject, parent):
        if not sight.has(rows[number].site, rows[number].protocol):
            raise SubjectUnknown(number)
    return [rows[subject], rows[parent]]


def _refuse(session: Session, follow_up: Subject, parent: Subject) -> None:
    flaw = None
    if follow_up.number == parent.number:
        flaw = ContinuationFlaw.ITSELF
    elif follow_up.protocol == parent.protocol:
        flaw = ContinuationFlaw.SAME_TRIAL
    elif _parent_row(session, follow_up.number) is not None:
        flaw = ContinuationFlaw.HAS_PARENT
    elif follow_up.number in _before(session, parent.number):
        flaw = ContinuationFlaw.CIRCLE
    if flaw is not None:
        raise InputRefused([Fault(OF, flaw)])


def _before(session: Session, subject: str) -> Iterator[str]:
    """The numbers of the parent, of its parent and so on: no circle was ever let in."""
    while (row := _parent_row(session, subject)) is not None:
        subject = row.parent
        yield subject


def _parent_row(session: Session, subject: str) -> ContinuationRow | None:
    rows = _standing(session, subject)
    return next((row for row in rows if row.subject == subject), None)


def _standing(session: Session, subject: str) -> list[ContinuationRow]:
    """The newest row of each follow-up number that has to do with a subject, if it holds."""
    newest = select(func.max(ContinuationRow.id)).group_by(col(ContinuationRow.subject))
    query = select(ContinuationRow).where(
        col(ContinuationRow.id).in_(newest),
        col(ContinuationRow.taken_back).is_(None),
        or_(ContinuationRow.subject == subject, ContinuationRow.parent == subject),
    )
    return list(session.exec(query))


def _note_both(
    session: Session, both: list[Subject], what: str, *, now: datetime, by: str, why: str = ""
) -> None:
    """Into the audit of both; a closed parent trial takes nothing more."""
    follow_up, parent = both
    note(session, what, by=by, at=now, subject=follow_up.number, why=why or None)
    if closed_row(session, parent.protocol) is None:
        note(session, what, by=by, at=now, subject=parent.number, why=why or None)
