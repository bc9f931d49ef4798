"""The register of protocol deviations: found by passes, explained by people, never erased."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Engine
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.alerting.deviations import Deviation
from models.records.alerts.deviation_alerts import EXPLAINED, LIFTED, alerts_asking, last_findings
from models.records.alerts.lifecycle import acknowledge_row
from models.records.database.engine import reading, tried_again, writing
from models.records.database.errors import DeviationUnknown
from models.records.people.audit import note
from models.records.subjects.charts import subject_row
from models.records.tables import (
    DeviationNote,
    DeviationRow,
    RecordedFact,
    Subject,
)

FOUND, CHANGED = "found", "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredDeviation:
    """One line of the register, as it stands.

    Attributes:
        stands: False where it no longer follows from the facts, as after a correction.
        found_at: when a pass first found it.
        recorded_by: who recorded that the step was done.
        why: the last reason given, with who gave it and when; None while it is asked for.
    """

    number: int
    subject: str
    site: str
    step: str
    rule: str
    cause: str | None
    stands: bool
    found_at: datetime
    recorded_by: str | None
    margin_minutes: int | None
    text: str
    why: str | None = None
    explained_by: str | None = None
    explained_at: datetime | None = None


def registered_deviations(engine: Engine, subject: str | None = None) -> list[RegisteredDeviation]:
    """The whole register by number, or one subject's, lifted ones included.

    Raises:
        SubjectUnknown: if a subject is named that nobody has enrolled.
    """
    lines = select(DeviationRow, Subject.site).join(Subject).order_by(col(DeviationRow.id))
    notes = select(DeviationNote).order_by(col(DeviationNote.deviation), col(DeviationNote.id))
    with reading(engine) as session:
        if subject is not None:
            subject_row(session, subject)
            lines = lines.where(DeviationRow.subject == subject)
            notes = notes.where(DeviationNote.subject == subject)
        by_deviation = {
            number: list(group)
            for number, group in groupby(session.exec(notes), attrgetter("deviation"))
        }
        return [_line(row, site, by_deviation[row.id]) for row, site in session.exec(lines)]


@tried_again
def explain_deviation(engine: Engine, number: int, *, why: str, now: datetime, by: str) -> None:
    """Give the reason for a deviation; it also answers the alert that asks for it.

    Raises:
        DeviationUnknown: if no deviation has that number.
    """
    with writing(engine) as session:
        row = session.get(DeviationRow, number)
        if row is None:
            raise DeviationUnknown(number)
        session.add(_note(row, EXPLAINED, now, by=by, why=why))
        deed = f"explained deviation {number}"
        note(session, deed, by=by, at=now, subject=row.subject, why=why)
        for alert in alerts_asking(session, row):
            acknowledge_row(session, alert, why=f"deviation {number}: {why}", now=now, by=by)


def write_deviations(
    session: Session,
    subject: str,
    found: Iterable[Deviation],
    *,
    protocol_hash: str,
    now: datetime,
) -> None:
    """Write what is new in the register; the same again writes nothing."""
    rows = {row.key: row for row in session.exec(_rows_of(subject))}
    last = last_findings(session, subject)
    wanted = {deviation.key: deviation for deviation in found}
    for key, deviation in wanted.items():
        row = rows.get(key) or _registered(session, subject, deviation)
        before = last.get(row.id)
        if _same(before, deviation):
            continue
        what = CHANGED if before is not None and before.what != LIFTED else FOUND
        by = _recorder(session, subject, deviation.done_by)
        session.add(_finding(row, what, deviation, by=by, now=now, protocol_hash=protocol_hash))
    for key, row in rows.items():
        if key not in wanted and last[row.id].what != LIFTED:
            session.add(_note(row, LIFTED, now, protocol_hash=protocol_hash))


def _rows_of(subject: str) -> SelectOfScalar[DeviationRow]:
    return select(DeviationRow).where(DeviationRow.subject == subject)


def _registered(session: Session, subject: str, deviation: Deviation) -> DeviationRow:
    row = DeviationRow(
        subject=subject,
        key=deviation.key,
        step=deviation.step,
        rule=deviation.rule,
        cause=deviation.cause,
    )
    session.add(row)
    session.flush()  # its number is needed for its first note
    return row


def _same(before: DeviationNote | None, deviation: Deviation) -> bool:
    if before is None or before.what == LIFTED:
        return False
    return (before.margin_minutes, before.text) == (deviation.margin_minutes, deviation.text)


def _recorder(session: Session, subject: str, fact: str | None) -> str | None:
    query = select(RecordedFact.recorded_by).where(
        RecordedFact.subject == subject, RecordedFact.fact == fact
    )
    return session.exec(query).one_or_none()


def _finding(
    row: DeviationRow,
    what: str,
    deviation: Deviation,
    *,
    by: str | None,
    now: datetime,
    protocol_hash: str,
) -> DeviationNote:
    finding = _note(row, what, now, by=by, protocol_hash=protocol_hash)
    finding.margin_minutes, finding.text = deviation.margin_minutes, deviation.text
    return finding


def _note(
    row: DeviationRow,
    what: str,
    at: datetime,
    *,
    by: str | None = None,
    why: str | None = None,
    protocol_hash: str | None = None,
) -> DeviationNote:
    return DeviationNote(
        deviation=row.id or 0,
        subject=row.subject,
        what=what,
        at=at,
        by=by,
        why=why,
        protocol_hash=protocol_hash,
    )


def _line(row: DeviationRow, site: str, notes: Sequence[DeviationNote]) -> RegisteredDeviation:
    findings = [note for note in notes if note.what in {FOUND, CHANGED}]
    explained = next((note for note in reversed(notes) if note.what == EXPLAINED), None)
    last = next(note for note in reversed(notes) if note.what != EXPLAINED)
    return RegisteredDeviation(
        number=row.id or 0,
        subject=row.subject,
        site=site,
        step=row.step,
        rule=row.rule,
        cause=row.cause,
        stands=last.what != LIFTED,
        found_at=notes[0].at,
        recorded_by=findings[-1].by,
        margin_minutes=findings[-1].margin_minutes,
        text=findings[-1].text or "",
        why=explained.why if explained else None,
        explained_by=explained.by if explained else None,
        explained_at=explained.at if explained else None,
    )
