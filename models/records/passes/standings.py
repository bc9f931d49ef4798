"""Where subjects stand: written by passes, shown by a run of the path's own.

A sweep passes over many and shows none of them, and what time changes nobody records. So
each pass writes what is to be said of the path, whoever made the pass, and whatever shows
the path writes what it said; the two differ until a run says what holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine, or_, update
from sqlmodel import Session, col, select

from models.moments import Minute
from models.reasons.kept import keep, read_kept
from models.reasons.reason import Reason
from models.records.database.engine import reading, tried_again, writing
from models.records.database.json_text import as_text, from_text
from models.records.tables import StandingRow, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What a list says of one subject: all of it found by the pass, nothing by the list.

    Attributes:
        word: of the whole path, as `Word` has it.
        phase: of the protocol; `closed` where the path has ended, `completed` behind its end.
        zone: of the subject's days.
        step: what is to be done next; None where nothing is.
        step_from, step_to: its first and last minute: booked, or suggested.
        day_zero_from, day_zero_to: likewise of Day 0.
        day_zero_set: whether Day 0 is booked or done, not only suggested.
        margin: how far Day 0 lies from the nearest limit, as `MarginKind` has it; None where
            there is nothing to tell.
        margin_minutes: negative in violation; None unless it was measured.
        ended: why the path has ended; None where it goes on.
    """

    word: str
    phase: str
    zone: str
    step: str | None = None
    step_from: Minute | None = None
    step_to: Minute | None = None
    day_zero_from: Minute | None = None
    day_zero_to: Minute | None = None
    day_zero_set: bool = False
    margin: str | None = None
    margin_minutes: Minute | None = None
    margin_rule: str | None = None
    ended: Reason | None = None


def write_standing(session: Session, subject: str, said: str, stand: Stand | None) -> None:
    """Keep where a subject stands, in the transaction of the pass that found it."""
    row = session.get(StandingRow, subject) or StandingRow(subject=subject, said=said)
    row.said = said
    for name, value in (_columns(stand) if stand else {}).items():
        setattr(row, name, value)
    session.add(row)


STAND_COLUMNS = tuple(field.name for field in fields(Stand))


def _columns(stand: Stand) -> dict[str, Any]:
    columns = {name: getattr(stand, name) for name in STAND_COLUMNS}
    ended = None if stand.ended is None else as_text(keep(stand.ended))
    return {**columns, "ended": ended}


def read_stand(columns: Mapping[str, Any]) -> Stand | None:
    """Where a subject stands, out of its columns; None while no pass has left it."""
    if columns["word"] is None:
        return None
    return Stand(**{**columns, "ended": _ended(columns["ended"])})


@lru_cache(maxsize=1024)
def _ended(text: str | None) -> Reason | None:
    """None as well where another version of this program kept it: the next pass writes it anew."""
    try:
        return None if text is None else read_kept(from_text(text))
    except ValueError:  # of a later version of this program
        return None


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
