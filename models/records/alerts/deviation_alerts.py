"""Which open alert asks for the reason of a deviation: each time that a step was held its own."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models.records.tables import AlertOpening, DeviationNote, DeviationRow

LIFTED, EXPLAINED = "lifted", "explained"


def alerts_asking(session: Session, row: DeviationRow) -> Sequence[AlertOpening]:
    """The open alert on a deviation, or all that could be.

    A step that is held again has the same rule and cause as the first time; its deviation and
    its alert are numbered in the same order, so the second answers the second.
    """
    alerts = sorted(_open_alerts(session, row), key=lambda alert: _in_turn(alert.key))
    held = sorted(_standing_beside(session, row), key=lambda each: _in_turn(each.key))
    if len(alerts) == len(held) and row in held:
        return [alerts[held.index(row)]]
    return alerts


def last_findings(session: Session, subject: str) -> dict[int | None, DeviationNote]:
    """What a pass last wrote on each deviation of a subject."""
    query = (
        select(DeviationNote)
        .where(DeviationNote.subject == subject, DeviationNote.what != EXPLAINED)
        .order_by(col(DeviationNote.id))
    )
    return {note.deviation: note for note in session.exec(query)}


def _open_alerts(session: Session, row: DeviationRow) -> Sequence[AlertOpening]:
    query = select(AlertOpening).where(
        AlertOpening.subject == row.subject,
        AlertOpening.step == row.step,
        AlertOpening.rule == row.rule,
        AlertOpening.fact == row.cause,
        col(AlertOpening.closed_at).is_(None),
    )
    return session.exec(query).all()


def _standing_beside(session: Session, row: DeviationRow) -> list[DeviationRow]:
    """The deviations of the same step, rule and cause that stand, this one included."""
    query = select(DeviationRow).where(
        DeviationRow.subject == row.subject,
        DeviationRow.step == row.step,
        DeviationRow.rule == row.rule,
        DeviationRow.cause == row.cause,
    )
    last = last_findings(session, row.subject)
    return [each for each in session.exec(query) if last[each.id].what != LIFTED]


def _in_turn(key: str) -> tuple[int, str]:
    """`apheresis` before `apheresis.2`, and `.2` before `.10`."""
    return len(key), key
