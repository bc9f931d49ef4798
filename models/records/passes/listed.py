"""Subjects as a list shows them, a page at a time: all of it is what passes left.

Filters, order and counts are the database's: however many subjects there are, only those of one
page are read.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, Row, Select, Subquery, and_, case, func, or_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, SQLModel

from models.records.database.engine import reading
from models.records.passes.standings import STAND_COLUMNS, Stand, read_stand
from models.records.passes.urgency import alerts_of_subjects, closed_last
from models.records.people.sight import EVERYTHING, Sight
from models.records.tables import StandingRow, Subject

_subject = SQLModel.metadata.tables[Subject.__tablename__]
_standing = SQLModel.metadata.tables[StandingRow.__tablename__]
_KNOWN = _subject.outerjoin(_standing, _standing.c.subject == _subject.c.number)


class Sorting(StrEnum):
    """What a list is sorted by."""

    URGENCY = "urgency"
    NUMBER = "number"
    NEXT = "next"
    DAY_ZERO = "day_zero"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which subjects are asked for.

    Attributes:
        sight: who may be seen.
        calm: words of those of whom nothing is asked; `waiting` leaves them out, unless a pass
            of theirs was missed.
        text: a part of the number.
        missed_before: a pass that was due before is missed.
    """

    missed_before: datetime
    now: datetime
    calm: Collection[str]
    sight: Sight = EVERYTHING
    trial: str = ""
    site: str = ""
    word: str = ""
    phase: str = ""
    waiting: bool = False
    text: str = ""
    sorting: Sorting = Sorting.URGENCY


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSubject:
    """One subject.

    Attributes:
        stand: None while no pass has left it.
        alerts: how many are open.
        missed: whether its pass should have come before.
    """

    subject: str
    site: str
    protocol: str
    stand: Stand | None
    alerts: int
    missed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many subjects there are who may be seen.

    Attributes:
        words, phases: how many stand so; those whom no pass has left anything of are in neither.
        waiting: of how many something is asked, a missed pass included.
        missed: whose pass should have come before; `missed_since` is when the first was due.
    """

    everybody: int = 0
    waiting: int = 0
    missed: int = 0
    missed_since: datetime | None = None
    words: Mapping[str, int] = field(default_factory=dict)
    phases: Mapping[str, int] = field(default_factory=dict)


def listed_subjects(
    engine: Engine, asked: Asked, *, skip: int = 0, limit: int
) -> tuple[int, list[ListedSubject]]:
    """How many subjects match, and those of one page, in the order that is asked for.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    alerts = alerts_of_subjects(asked.now)
    such = list(_such(asked))
    with reading(engine) as session:
        total = _one(session, select(func.count()).select_from(_KNOWN).where(*such))
        rows = session.connection().execute(_page(asked, alerts, such, skip, limit)).all()
    return total, [_listed(row, asked) for row in rows]


def count_subjects(engine: Engine, asked: Asked) -> Counted:
    """How everybody stands whom `asked.sight` lets be seen; nothing else of it is looked at.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    missed = case((_is_missed(asked), 1), else_=0)
    waits = case((_waits(asked), 1), else_=0)
    query = select(
        _standing.c.word,
        _standing.c.phase,
        func.count(),
        func.sum(waits),
        func.sum(missed),
        func.min(case((_is_missed(asked), _subject.c.pass_due_at))),
    ).select_from(_KNOWN)
    query = query.where(*_seen(asked)).group_by(_standing.c.word, _standing.c.phase)
    with reading(engine) as session:
        rows = session.connection().execute(query).all()
    return Counted(
        everybody=sum(row[2] for row in rows),
        waiting=sum(row[3] for row in rows),
        missed=sum(row[4] for row in rows),
        missed_since=min((row[5] for row in rows if row[5]), default=None),
        words=_summed((row[0], row[2]) for row in rows),
        phases=_summed((row[1], row[2]) for row in rows),
    )


def missed_subjects(engine: Engine, asked: Asked, limit: int) -> list[str]:
    """Numbers of those whose pass should have come before, the longest due first."""
    query = select(_subject.c.number).where(_is_missed(asked), *_seen(asked))
    query = query.order_by(_subject.c.pass_due_at, _subject.c.number).limit(limit)
    with reading(engine) as session:
        return list(session.connection().execute(query).scalars())


def _summed(pairs: Iterable[tuple[str | None, int]]) -> dict[str, int]:
    summed: dict[str, int] = {}
    for name, count in pairs:
        if name is not None:
            summed[name] = summed.get(name, 0) + count
    return summed


def _page(
    asked: Asked, alerts: Subquery, such: list[ColumnElement[bool]], skip: int, limit: int
) -> Select[Any]:
    columns = [_standing.c[name] for name in STAND_COLUMNS]
    query = select(
        _subject.c.number,
        _subject.c.site,
        _subject.c.protocol,
        _subject.c.pass_due_at,
        alerts.c.open,
        *columns,
    ).select_from(_KNOWN.outerjoin(alerts, alerts.c.subject == _subject.c.number))
    order = _order(asked, alerts)
    return query.where(*such).order_by(*order).offset(skip).limit(limit)


def _order(asked: Asked, alerts: Subquery) -> list[ColumnElement[Any]]:
    number = _subject.c.number
    at = _standing.c
    match asked.sorting:
        case Sorting.NUMBER:
            return [number]
        case Sorting.NEXT:
            return [at.step_from.asc().nulls_last(), number]
        case Sorting.DAY_ZERO:
            return [at.day_zero_from.asc().nulls_last(), number]
        case Sorting.MARGIN:
            return [_margin_first(), at.margin_minutes.asc().nulls_last(), number]
        case Sorting.URGENCY:
            return [
                case((_is_missed(asked), 0), else_=1),
                closed_last(at.word, alerts),
                alerts.c.urgency.asc().nulls_last(),
                at.margin_minutes.asc().nulls_last(),
                at.step_from.asc().nulls_last(),
                number,
            ]


def _margin_first() -> ColumnElement[int]:
    """What is certainly broken and has no length comes before all that was measured."""
    return case((_standing.c.margin == "none", 0), else_=1)


def _such(asked: Asked) -> Iterable[ColumnElement[bool]]:
    yield from _seen(asked)
    if asked.trial:
        yield _subject.c.protocol == asked.trial
    if asked.site:
        yield _subject.c.site == asked.site
    if asked.word:
        yield _standing.c.word == asked.word
    if asked.phase:
        yield _standing.c.phase == asked.phase
    if asked.waiting:
        yield _waits(asked)
    if asked.text:
        yield _subject.c.number.icontains(asked.text, autoescape=True)


def _seen(asked: Asked) -> list[ColumnElement[bool]]:
    return asked.sight.of(_subject.c.site, _subject.c.protocol)


def _is_missed(asked: Asked) -> ColumnElement[bool]:
    due = _subject.c.pass_due_at
    return and_(due.is_not(None), due < asked.missed_before)


def _waits(asked: Asked) -> ColumnElement[bool]:
    word = _standing.c.word
    return or_(and_(word.is_not(None), word.not_in(asked.calm)), _is_missed(asked))


def _listed(row: Row[Any], asked: Asked) -> ListedSubject:
    number, site, protocol, due, alerts, *columns = row
    return ListedSubject(
        subject=number,
        site=site,
        protocol=protocol,
        stand=read_stand(dict(zip(STAND_COLUMNS, columns, strict=True))),
        alerts=alerts or 0,
        missed=due is not None and due < asked.missed_before,
    )


def _one(session: Session, query: Select[tuple[int]]) -> int:
    return session.connection().execute(query).scalar_one()
