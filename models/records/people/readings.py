"""Who read what about a subject: one line for each person, subject and hour."""

from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlmodel import Session, select

from models.records.database.engine import reading, tried_again, writing
from models.records.tables import AuditLine

READ = "read"


def note_reading(engine: Engine, subject: str, *, by: str, now: datetime) -> None:
    """Keep that somebody reads of a subject; however often within the same hour, once.

    Raises:
        StoreTrouble: if it cannot be kept; nothing is to be shown then.
    """
    hour = f"{now.astimezone(UTC):%Y-%m-%dT%H}Z"
    with reading(engine) as session:
        known = _is_noted(session, subject, by, hour)
    if not known:
        _note(engine, subject, hour, by=by, now=now)


@tried_again
def _note(engine: Engine, subject: str, hour: str, *, by: str, now: datetime) -> None:
    """Two pages that are opened at once try again, and find the line of the other."""
    with writing(engine) as session:
        if not _is_noted(session, subject, by, hour):
            session.add(AuditLine(at=now, who=by, what=READ, subject=subject, read_in=hour))


def _is_noted(session: Session, subject: str, by: str, hour: str) -> bool:
    query = select(AuditLine.id).where(
        AuditLine.who == by, AuditLine.subject == subject, AuditLine.read_in == hour
    )
    return session.exec(query).first() is not None
