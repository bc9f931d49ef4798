"""Where subjects stand: written by passes, shown by a run of the path's own.

A sweep passes over many and shows none of them, and what time changes nobody records. So
each pass writes what is to be said of the path, whoever made the pass, and whatever shows
the path writes what it said; the two differ until a run says what holds.
"""

from collections.abc import Sequence

from sqlalchemy import Engine, or_, update
from sqlmodel import Session, col, select

from models.records.database.engine import reading, tried_again, writing
from models.records.tables import StandingRow, Subject


def write_standing(session: Session, subject: str, said: str) -> None:
    """Keep where a subject stands, in the transaction of the pass that found it."""
    row = session.get(StandingRow, subject) or StandingRow(subject=subject, said=said)
    row.said = said
    session.add(row)


def paths_to_show(engine: Engine, limit: int | None = None) -> Sequence[str]:
    """Subjects whose newest run says something else than their last pass, or who have none."""
    shown, said = col(StandingRow.shown), col(StandingRow.said)
    query = (
        select(Subject.number)
        .outerjoin(StandingRow)
        .where(col(Subject.passes) > 0, or_(shown.is_(None), shown != said))
        .order_by(col(Subject.number))
        .limit(limit)
    )
    with reading(engine) as session:
        return list(session.exec(query))


@tried_again
def mark_path_shown(engine: Engine, subject: str, said: str) -> None:
    """Record what the newest run of a subject's path says."""
    with writing(engine) as session:
        session.execute(
            update(StandingRow).where(col(StandingRow.subject) == subject).values(shown=said)
        )
