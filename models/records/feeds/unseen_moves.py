"""Safety dates that moved since a reader last fetched: the reader's copy says the old ones.

That is read off the published history: a link keeps how far the history had come when it was
last read. A line stays until the reader fetches, whatever happens to the step meanwhile.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Engine, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from models.moments import Minute, to_minute
from models.protocol import Protocol, installed_trials
from models.protocol.path import Step
from models.records.database.engine import reading
from models.records.database.json_text import from_text
from models.records.feeds.feeds import FeedRight
from models.records.people.sight import EVERYTHING, Sight
from models.records.tables import CoordinatorSubject, PublishedRevision, Subject
from models.schedule import EntryKind, EntryStatus
from models.timeline.values import StepState
from models.versions.known import known_protocol

_WASHOUT: Final = "washout."
_DATES: Final = frozenset({"starts", "first_day"})
_VISITS: Final = frozenset({EntryKind.VISIT.value, EntryKind.PLANNED.value})
_DONE: Final = frozenset({StepState.DONE.value, StepState.DONE_OUT_OF_WINDOW.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class UnseenMove:
    """One safety date that moved after a link was last read.

    Attributes:
        step: None where it is the end of a washout.
        moved: minute of UTC of the pass that published it.
    """

    subject: str
    site: str
    protocol: str
    step: str | None
    moved: Minute


@dataclass(frozen=True, slots=True)
class _Move:
    """One move as the history has it, with its place there."""

    place: int
    busy: bool
    told: UnseenMove


def unseen_moves(
    engine: Engine,
    rights: Sequence[FeedRight],
    *,
    now: datetime,
    sight: Sight = EVERYTHING,
) -> dict[int, list[UnseenMove]]:
    """The moves that readers have not seen, by link, the oldest first; only of links with any.

    A date that was only computed counts once it is booked, and what is done no longer moves. A
    link that has ended or was never read has none: it has no copy. One that tells busy times
    alone has no ends of washouts. A link that was last read before this was kept is judged to
    the minute.

    Args:
        sight: the subjects who count.
    """
    read = [right for right in rights if right.last_fetched_at and not right.ended(now)]
    if not read:
        return {}
    with reading(engine) as session:
        moves = list(_moves(session, read, sight))
        cared_for = _cared_for(session) if moves else {}
    found = {
        right.id: [move.told for move in moves if _is_unseen(move, right, cared_for)]
        for right in read
    }
    return {link: some for link, some in found.items() if some}


def safety_steps(protocol: Protocol) -> tuple[str, ...]:
    """Appointments of treatment, by how much a wrong date of them does harm, the most first.

    Day 0, what each gate stands before, then the others back from Day 0; ends of washouts come
    after. What belongs to the first phase, and what comes after Day 0, holds nothing that is given.
    """
    screened = protocol.phase[0].id
    given = [step.id for step in protocol.step if _is_given(step, protocol, screened)]
    first = (protocol.day_zero, *(gate.before for gate in protocol.gate))
    return tuple(dict.fromkeys((*first, *reversed(given))))


def _is_given(step: Step, protocol: Protocol, screened: str) -> bool:
    elsewhere = step.phase == screened or step.phase in protocol.follow_up_phases
    return not elsewhere and step.ours and not step.passive and not step.evidence


def _every_safety_step() -> tuple[str, ...]:
    trials = (safety_steps(known_protocol(trial.id)) for trial in installed_trials())
    return tuple(dict.fromkeys(step for steps in trials for step in steps))


def worst_of(moves: Sequence[UnseenMove]) -> UnseenMove:
    """The move that does most harm to who does not know it, the oldest of several."""
    return min(moves, key=_harm)


def _harm(move: UnseenMove) -> int:
    steps = safety_steps(known_protocol(move.protocol))
    return steps.index(move.step) if move.step in steps else len(steps)


def _is_unseen(move: _Move, right: FeedRight, cared_for: Mapping[str, Collection[str]]) -> bool:
    if right.options.detail == "busy" and not move.busy:
        return False
    return _is_in(move.told, right, cared_for) and _is_newer(move, right)


def _is_in(told: UnseenMove, right: FeedRight, cared_for: Mapping[str, Collection[str]]) -> bool:
    value = right.scope.value
    match right.scope.kind:
        case "subject":
            return told.subject == value
        case "site":
            return told.site == value
        case "study":
            return told.protocol == value
        case _:
            return told.subject in cared_for.get(value, ())


def _is_newer(move: _Move, right: FeedRight) -> bool:
    if right.read_up_to is not None:
        return move.place > right.read_up_to
    read = right.last_fetched_at
    return read is not None and move.told.moved >= to_minute(read)


def _cared_for(session: Session) -> dict[str, set[str]]:
    """Subjects by who looks after them now."""
    found: dict[str, set[str]] = {}
    query = select(CoordinatorSubject).where(col(CoordinatorSubject.released_at).is_(None))
    for row in session.exec(query):
        found.setdefault(row.coordinator, set()).add(row.subject)
    return found


class _Row(NamedTuple):
    """One revision, with whose it is."""

    place: int
    subject: str
    site: str
    protocol: str
    key: str
    revised: Minute
    changed: str
    document: str | None


def _moves(session: Session, read: Sequence[FeedRight], sight: Sight) -> Iterator[_Move]:
    rows = _rows(session, read, sight)
    left = {_line_of(row) for row in rows if row.document is None}
    for row in rows:
        entry = None if row.document is None else from_text(row.document)
        if entry is not None and _is_move(row, entry, left):
            yield _Move(row.place, entry["busy"], _told(row, entry))


def _rows(session: Session, read: Sequence[FeedRight], sight: Sight) -> list[_Row]:
    """Revisions of safety dates since the first of these links was last read, oldest first."""
    place, key = col(PublishedRevision.id), col(PublishedRevision.key)
    query = (
        columns(
            place,
            col(Subject.number),
            col(Subject.site),
            col(Subject.protocol),
            key,
            col(PublishedRevision.revised),
            col(PublishedRevision.changed),
            col(PublishedRevision.document),
        )
        .join(Subject, col(Subject.number) == col(PublishedRevision.subject))
        .where(or_(*_after_any(read)))
        .where(or_(*(key.startswith(name) for name in (*_every_safety_step(), _WASHOUT))))
        .where(*sight.subjects)
        .order_by(place)
    )
    return [_Row(*row) for row in session.connection().execute(query)]


def _after_any(read: Sequence[FeedRight]) -> Iterator[ColumnElement[bool]]:
    """What one of these links may not have seen."""
    places = [right.read_up_to for right in read if right.read_up_to is not None]
    if places:
        yield col(PublishedRevision.id) > min(places)
    moments = [right.last_fetched_at for right in read if right.read_up_to is None]
    if known := [moment for moment in moments if moment is not None]:
        yield col(PublishedRevision.revised) >= to_minute(min(known))


def _is_move(
    row: _Row, entry: Mapping[str, Any], left: Collection[tuple[str, str, Minute]]
) -> bool:
    new = frozenset(_names(row.changed))
    if entry["kind"] == EntryKind.WASHOUT.value:
        return _line_of(row) in left if "key" in new else not new.isdisjoint(_DATES)
    steps = safety_steps(known_protocol(row.protocol))
    safe = entry["kind"] in _VISITS and entry["step"] in steps
    firm = entry["status"] == EntryStatus.CONFIRMED.value or "status" in new
    moved = "key" not in new and not new.isdisjoint(_DATES)
    return safe and firm and moved and entry["state"] not in _DONE


def _line_of(row: _Row) -> tuple[str, str, Minute]:
    """A washout's rule in one pass: a corrected fact has another key in the place of the old."""
    return (row.subject, row.key.rpartition(".")[0], row.revised)


def _names(changed: str) -> list[str]:
    names: list[str] = json.loads(changed)
    return names


def _told(row: _Row, entry: Mapping[str, Any]) -> UnseenMove:
    return UnseenMove(
        subject=row.subject,
        site=row.site,
        protocol=row.protocol,
        step=None if entry["kind"] == EntryKind.WASHOUT.value else entry["step"],
        moved=row.revised,
    )
