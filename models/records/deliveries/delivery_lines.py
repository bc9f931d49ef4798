"""What was told to whom, for people to look at; and dead letters brought back to life."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, and_
from sqlmodel import Session, col, select

from models.alerting.tellings import DeliveryKind, ToldState
from models.reasons.refusals.deliveries import NotSent
from models.records.database.engine import reading, tried_again, writing
from models.records.deliveries.outcomes import read_outcome
from models.records.people.audit import note
from models.records.people.sight import EVERYTHING, Sight
from models.records.tables import (
    AlertOpening,
    AttemptRow,
    DeliveryRow,
    InvitationRow,
    Subject,
    TellingRow,
)
from models.timeline.values import Severity


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One try.

    Attributes:
        outcome: "sent", or what went wrong, of before there were reasons as it was said; None
            where it never ended.
    """

    channel: str
    begun_at: datetime
    ended_at: datetime | None
    outcome: NotSent | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """One message with every try.

    Attributes:
        alerts: numbers of the alerts that it tells; empty for a digest or an invitation.
        subjects: whom those are about, each once.
        try_at: not tried before, where it waits.
    """

    number: int
    key: str
    kind: DeliveryKind
    recipient: str
    severity: Severity
    state: ToldState
    recorded_at: datetime
    try_at: datetime
    sent_at: datetime | None
    title: str | None
    alerts: tuple[int, ...]
    subjects: tuple[str, ...]
    attempts: tuple[AttemptLine, ...]


def list_deliveries(
    engine: Engine,
    *,
    state: ToldState | None = None,
    subject: str | None = None,
    sight: Sight = EVERYTHING,
    before: int | None = None,
    limit: int | None = None,
) -> list[DeliveryLine]:
    """The latest messages, the newest first; all of them without a limit.

    Args:
        subject: only those that tell of this one.
        sight: only those that tell of a subject who may be seen.
        before: only those with a lower number.
    """
    query = select(DeliveryRow).order_by(col(DeliveryRow.id).desc()).limit(limit)
    if state is not None:
        query = query.where(DeliveryRow.state == state.value)
    if before is not None:
        query = query.where(col(DeliveryRow.id) < before)
    if subject is not None:
        query = query.where(_tells(col(Subject.number) == subject))
    if sight != EVERYTHING:
        query = query.where(_tells(and_(*sight.subjects)))
    with reading(engine) as session:
        rows = session.exec(query).all()
        numbers = [row.id or 0 for row in rows]
        told, invited = _told(session, numbers), _invited(session, numbers)
        attempts = _attempts(session, numbers)
        return [
            _line(row, told[row.id or 0], attempts[row.id or 0], invited.get(row.id or 0))
            for row in rows
        ]


def _tells(of: ColumnElement[bool] | bool) -> ColumnElement[bool]:
    """Whether a message tells of such a subject, or invites to one of its bookings."""
    alerts = select(TellingRow.delivery).join(AlertOpening).join(Subject).where(of)
    invitations = select(InvitationRow.delivery).join(Subject).where(of)
    return col(DeliveryRow.id).in_(alerts) | col(DeliveryRow.id).in_(invitations)


@tried_again
def revive_dead(engine: Engine, *, now: datetime, by: str) -> int:
    """Give every dead letter all its tries again, as after a channel was mended.

    Returns:
        How many there were.
    """
    query = select(DeliveryRow).where(DeliveryRow.state == ToldState.DEAD.value).with_for_update()
    with writing(engine) as session:
        rows = session.exec(query).all()
        for row in rows:
            row.state, row.try_at = ToldState.WAITING.value, now
            row.channel, row.tries, row.rounds, row.refused = 0, 0, 0, ""
        if rows:
            note(session, f"gave {len(rows)} dead letters new tries", by=by, at=now)
        return len(rows)


def _told(session: Session, numbers: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    query = (
        select(TellingRow.delivery, AlertOpening.id, AlertOpening.subject)
        .join(AlertOpening)
        .where(col(TellingRow.delivery).in_(numbers))
        .order_by(col(TellingRow.id))
    )
    told: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for delivery, alert, subject in session.exec(query):
        told[delivery].append((alert or 0, subject))
    return told


def _invited(session: Session, numbers: Sequence[int]) -> dict[int, str]:
    """The subject of each invitation."""
    query = select(InvitationRow).where(col(InvitationRow.delivery).in_(numbers))
    return {row.delivery: row.subject for row in session.exec(query)}


def _attempts(session: Session, numbers: Iterable[int]) -> dict[int, list[AttemptLine]]:
    query = select(AttemptRow).where(col(AttemptRow.delivery).in_(numbers))
    attempts: dict[int, list[AttemptLine]] = defaultdict(list)
    for row in session.exec(query.order_by(col(AttemptRow.id))):
        line = AttemptLine(row.channel, row.begun_at, row.ended_at, read_outcome(row.outcome))
        attempts[row.delivery].append(line)
    return attempts


def _line(
    row: DeliveryRow,
    told: list[tuple[int, str]],
    attempts: list[AttemptLine],
    invited: str | None,
) -> DeliveryLine:
    subjects = [subject for _, subject in told] or filter(None, [invited])
    return DeliveryLine(
        number=row.id or 0,
        key=row.key,
        kind=DeliveryKind(row.kind),
        recipient=row.recipient,
        severity=Severity(row.severity),
        state=ToldState(row.state),
        recorded_at=row.recorded_at,
        try_at=row.try_at,
        sent_at=row.sent_at,
        title=row.title,
        alerts=tuple(alert for alert, _ in told),
        subjects=tuple(dict.fromkeys(subjects)),
        attempts=tuple(attempts),
    )
