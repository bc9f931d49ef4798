"""Critical facts that a second person compared with their source."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Engine
from sqlmodel import Session, select

from models.chart.corrections.changes import RetractionFact, changes_in
from models.chart.facts import StepFact, StepMark
from models.errors import Fault, InputRefused
from models.reasons.refusals.keeping.records import CheckFlaw
from models.records.database.engine import tried_again, writing
from models.records.database.errors import FactUnknown
from models.records.database.json_text import from_text
from models.records.people.audit import note
from models.records.subjects.charts import (
    checks_that_stand,
    standing_document,
    subject_row,
)
from models.records.tables import FactCheck, RecordedFact

FACT: Final = "fact"


def may_be_checked(fact: Mapping[str, Any]) -> bool:
    """Whether a fact is critical: it says what was given, measured or done.

    A booking is no more than a plan, and what takes a fact back stands in no source.
    """
    if fact["kind"] == RetractionFact.kind:
        return False
    return fact["kind"] != StepFact.kind or bool(fact["state"] == StepMark.DONE)


@tried_again
def check_fact(engine: Engine, subject: str, fact: str, *, now: datetime, by: str) -> None:
    """Mark a fact as checked against its source; checked already, it stays as it is.

    A correction of the fact takes the mark away, and so does taking it back.

    Raises:
        SubjectUnknown: if nobody has that number.
        FactUnknown: if the subject's chart has no such fact.
        InputRefused: if the person recorded the fact, it counts no longer, or it is not critical.
    """
    with writing(engine) as session:
        chart = standing_document(session, subject_row(session, subject, lock=True))
        _refuse(_row(session, subject, fact), chart, by)
        if fact not in checks_that_stand(session, subject):
            session.add(FactCheck(subject=subject, fact=fact, at=now, by=by))
            note(session, f"checked {fact} against its source", by=by, at=now, subject=subject)


def _row(session: Session, subject: str, fact: str) -> RecordedFact:
    query = select(RecordedFact).where(RecordedFact.subject == subject, RecordedFact.fact == fact)
    row = session.exec(query).one_or_none()
    if row is None:
        raise FactUnknown(subject, fact)
    return row


def _refuse(row: RecordedFact, chart: Mapping[str, Any], by: str) -> None:
    if row.recorded_by == by:
        raise InputRefused([Fault(FACT, CheckFlaw.OWN_FACT)])
    if not may_be_checked(from_text(row.document)):
        raise InputRefused([Fault(FACT, CheckFlaw.NOT_CRITICAL)])
    if not changes_in(chart["facts"]).counts(row.fact):
        raise InputRefused([Fault(FACT, CheckFlaw.CHANGED)])
