"""What changed in a published schedule: its last revisions, each beside the one before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.moments import Minute
from models.records.database.engine import reading
from models.records.database.json_text import from_text
from models.records.subjects.charts import subject_row
from models.records.tables import PublishedRevision


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of one entry.

    Attributes:
        revised: minute of UTC of the pass that made it.
        before, after: the entry's columns; None where it was not in the calendar.
    """

    key: str
    revised: Minute
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def last_revisions(engine: Engine, subject: str, limit: int) -> list[Revision]:
    """The newest revisions of a subject's calendar, newest first.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    with reading(engine) as session:
        subject_row(session, subject)
        newest = session.exec(
            select(PublishedRevision)
            .where(PublishedRevision.subject == subject)
            .order_by(col(PublishedRevision.id).desc())
            .limit(limit)
        ).all()
        return [
            Revision(row.key, row.revised, _before(session, row), _columns(row)) for row in newest
        ]


def _before(session: Session, row: PublishedRevision) -> dict[str, Any] | None:
    query = (
        select(PublishedRevision)
        .where(
            PublishedRevision.subject == row.subject,
            PublishedRevision.key == row.key,
            col(PublishedRevision.id) < row.id,
        )
        .order_by(col(PublishedRevision.id).desc())
        .limit(1)
    )
    earlier = session.exec(query).one_or_none()
    return None if earlier is None else _columns(earlier)


def _columns(row: PublishedRevision) -> dict[str, Any] | None:
    return None if row.document is None else from_text(row.document)
