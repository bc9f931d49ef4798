"""What people say of a deviation: its reason, its root cause, what was done, who was told."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.records.alerts.deviation_alerts import (
    EXPLAINED,
    LIFTED,
    alerts_asking,
    last_findings,
)
from models.records.people.audit import note
from models.records.tables import AlertOpening, DeviationNote, DeviationRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What is said of a deviation beside its reason.

    Attributes:
        root_cause, action, reported_to, reported_on: None leaves what stands; an empty text
            takes it away.
        reported_on: a day, `2026-03-11`.
    """

    root_cause: str | None = None
    action: str | None = None
    reported_to: str | None = None
    reported_on: str | None = None


NOTHING_MORE = Particulars()


def write_explanation(
    session: Session,
    row: DeviationRow,
    *,
    why: str,
    more: Particulars = NOTHING_MORE,
    now: datetime,
    by: str,
) -> DeviationNote | None:
    """Write what is said now, whole, beside what was said before; the same again writes nothing.

    Returns:
        What was written.
    """
    before = _last_said(session, row)
    told = {name: _standing(said, before, name) for name, said in asdict(more).items()}
    if before is not None and {"why": why, **told} == _told(before):
        return None
    said = DeviationNote(
        deviation=row.id or 0, subject=row.subject, what=EXPLAINED, at=now, by=by, why=why
    )
    for name, text in told.items():
        setattr(said, name, text)
    session.add(said)
    note(session, f"explained deviation {row.id}", by=by, at=now, subject=row.subject, why=why)
    return said


def explain_by_answer(
    session: Session,
    alert: AlertOpening,
    *,
    why: str,
    more: Particulars = NOTHING_MORE,
    now: datetime,
    by: str,
) -> None:
    """The answer to an alert is the reason for the deviations that it asks about."""
    for row in _asked_about(session, alert):
        write_explanation(session, row, why=why, more=more, now=now, by=by)


def _asked_about(session: Session, alert: AlertOpening) -> list[DeviationRow]:
    query = select(DeviationRow).where(
        DeviationRow.subject == alert.subject,
        DeviationRow.step == alert.step,
        DeviationRow.rule == alert.rule,
        DeviationRow.cause == alert.fact,
    )
    rows = session.exec(query.order_by(col(DeviationRow.id))).all()
    last = last_findings(session, alert.subject) if rows else {}
    standing = [row for row in rows if last[row.id].what != LIFTED]
    return [row for row in standing if alert in alerts_asking(session, row)]


def _last_said(session: Session, row: DeviationRow) -> DeviationNote | None:
    query = select(DeviationNote).where(
        DeviationNote.deviation == row.id, DeviationNote.what == EXPLAINED
    )
    return session.exec(query.order_by(col(DeviationNote.id).desc())).first()


def _standing(said: str | None, before: DeviationNote | None, name: str) -> str | None:
    if said is None:
        return None if before is None else getattr(before, name)
    return said or None


def _told(before: DeviationNote) -> dict[str, str | None]:
    return {
        name: getattr(before, name)
        for name in ("why", "root_cause", "action", "reported_to", "reported_on")
    }
