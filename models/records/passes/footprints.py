"""Footprints in bulk: read as columns, many subjects at a time, with no chart among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Engine, Select, and_, case, literal, or_, select, update
from sqlmodel import Session, SQLModel

from models.records.database.engine import reading, tried_again, writing
from models.records.database.moment import Moment
from models.records.tables import FootprintRow, LookRow, Subject

_AT_ONCE = 500  # a database takes only so many values in one statement

_SUBJECTS = SQLModel.metadata.tables[Subject.__tablename__]
_FOOTPRINTS = SQLModel.metadata.tables[FootprintRow.__tablename__]
_subject, _footprint = _SUBJECTS.c, _FOOTPRINTS.c


@dataclass(frozen=True, slots=True)
class Trace:
    """What a pass leaves for a later look at everybody.

    Attributes:
        stamp: what the pass was made with, facts apart.
        content: the footprint itself; None where the plan has none.
    """

    zone: str
    stamp: str
    content: bytes | None


class SubjectFootprint(NamedTuple):
    """One subject as the look at everybody reads it.

    Attributes:
        due: the pass is due anyway.
        zone, stamp, content: of the footprint; None where there is none, or it is older
            than what was recorded or published since.
    """

    subject: str
    site: str
    protocol: str
    due: bool
    zone: str | None
    stamp: str | None
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Look:
    """When everybody was last looked at, and the stamp of the data of that time."""

    stamp: str
    looked_at: datetime


def write_footprint(session: Session, row: Subject, woken: int, trace: Trace | None) -> None:
    """Keep the footprint of the pass that is being published, in its transaction.

    Args:
        woken: the subject's counter when the pass read the records.
    """
    stored = session.get(FootprintRow, row.number)
    if trace is None or trace.content is None:
        if stored is not None:
            session.delete(stored)
        return
    kept = stored or FootprintRow(
        subject=row.number, zone="", stamp="", woken=0, passes=0, content=b""
    )
    kept.zone, kept.stamp, kept.content = trace.zone, trace.stamp, trace.content
    kept.woken, kept.passes = woken, row.passes
    session.add(kept)


def footprints_of_everybody(
    engine: Engine, now: datetime, at_once: int
) -> Iterator[list[SubjectFootprint]]:
    """Every subject by number, so many at a time; each part is read at a moment of its own."""
    last = ""
    while True:
        with reading(engine) as session:
            rows = session.connection().execute(_everybody(now, last, at_once)).all()
        if not rows:
            return
        yield [SubjectFootprint(*row) for row in rows]
        last = rows[-1][0]


def _everybody(now: datetime, after: str, at_once: int) -> Select[Any]:
    current = and_(
        _footprint.subject == _subject.number,
        _footprint.woken == _subject.woken,
        _footprint.passes == _subject.passes,
    )
    due = case((_subject.pass_due_at <= now, True), else_=False)
    return (
        select(
            _subject.number,
            _subject.site,
            _subject.protocol,
            due,
            _footprint.zone,
            _footprint.stamp,
            _footprint.content,
        )
        .select_from(_SUBJECTS.outerjoin(_FOOTPRINTS, current))
        .where(_subject.number > after)
        .order_by(_subject.number)
        .limit(at_once)
    )


@tried_again
def wake_many(engine: Engine, subjects: Sequence[str], now: datetime) -> None:
    """Ask for a pass of each of some subjects; unknown numbers are nobody's.

    Not later than now; who was due earlier stays so. Safe to repeat.
    """
    for start in range(0, len(subjects), _AT_ONCE):
        part = subjects[start : start + _AT_ONCE]
        with writing(engine) as session:  # short: recording facts must not wait for it
            _make_due(session, _subject.number.in_(part), now)


def wake_trial(session: Session, trial: str, now: datetime) -> int:
    """Ask for a pass of everybody of a trial, by the next sweep: no recorded fact waits for them.

    Returns:
        How many they are.
    """
    return _make_due(session, _subject.protocol == trial, now)


def _make_due(session: Session, whom: ColumnElement[bool], now: datetime) -> int:
    later = or_(_subject.pass_due_at.is_(None), _subject.pass_due_at > now)
    due = case((later, literal(now, Moment())), else_=_subject.pass_due_at)
    woken = update(_SUBJECTS).where(whom).values(woken=_subject.woken + 1, pass_due_at=due)
    return session.connection().execute(woken).rowcount


def last_look(engine: Engine) -> Look | None:
    """The last look at everybody that came to its end; None before the first."""
    with reading(engine) as session:
        row = session.get(LookRow, 1)
        return None if row is None else Look(row.stamp, row.looked_at)


@tried_again
def note_look(engine: Engine, look: Look) -> None:
    """Keep that everybody was looked at."""
    with writing(engine) as session:
        session.merge(LookRow(stamp=look.stamp, looked_at=look.looked_at))
