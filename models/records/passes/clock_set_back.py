"""What a clock that ran ahead and was set back has left: passes dated later than now.

Such a pass saw days that have not come. What it opened as overdue is not, and what would be
due now waits until its date. So whoever was last passed over in the future is planned anew.
"""

from datetime import datetime, timedelta

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from models.records.database.engine import reading
from models.records.passes.footprints import wake_many
from models.records.tables import PassRecord

AHEAD = timedelta(minutes=5)
"""Clocks of several machines agree better than this."""

LATEST = 500  # passes that are looked at for one of the future; a look of a millisecond


def wake_those_ahead(engine: Engine, now: datetime) -> int:
    """Ask for a pass now of everybody whose last one is dated in the future; safe to repeat.

    Returns:
        How many they are.
    """
    with reading(engine) as session:
        ahead = _last_pass_ahead(session, now) if _any_ahead(session, now) else []
    wake_many(engine, ahead, now)
    return len(ahead)


def _any_ahead(session: Session, now: datetime) -> bool:
    """Whether one of the latest passes is dated in the future, however long they took."""
    latest = select(PassRecord.finished_at).order_by(col(PassRecord.id).desc()).limit(LATEST)
    newest = session.exec(select(func.max(latest.subquery().c.finished_at))).one()
    return newest is not None and newest > now + AHEAD


def _last_pass_ahead(session: Session, now: datetime) -> list[str]:
    last = select(func.max(PassRecord.id)).group_by(PassRecord.subject)
    query = select(PassRecord.subject).where(
        col(PassRecord.id).in_(last), col(PassRecord.finished_at) > now + AHEAD
    )
    return list(session.exec(query))
