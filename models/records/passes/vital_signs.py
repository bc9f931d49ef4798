"""How the records are: reachable, writable, and how much of their work is waiting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from models.alerting.due import deliveries_due
from models.alerting.routing import Routing
from models.alerting.tellings import DAILY, ToldState
from models.records.alerts.alerts_to_tell import Zones, alerts_to_tell, past_tellings
from models.records.database.engine import reading
from models.records.database.faults import told_plainly
from models.records.people.audit import note
from models.records.tables import (
    AlertOpening,
    DeliveryRow,
    PassRecord,
    PublishedCalendar,
    Subject,
    TellingRow,
)

TRIED_IN_VAIN = (DeliveryRow.state == ToldState.WAITING.value, col(DeliveryRow.rounds) > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Work that is due: how much of it, and the longest due; None where there is none."""

    count: int
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalSigns:
    """What the records say of the work that follows from them.

    Attributes:
        passes: subjects whose pass is due.
        last_pass_at: when any subject was last passed over; None if none ever was.
        planned_with: subjects by protocol and hash of the data that their last pass used.
        without_calendar: subjects who were passed over and have no calendar to serve.
        deliveries: messages that are recorded and may be tried now.
        untold: messages about alerts that were due at the moment asked for and are not even
            recorded; a digest is not missed in the night.
        dead: dead letters about alerts that are still open and that nobody has answered.
        unreached: messages about such alerts that every channel failed to take, and that are
            tried on.
    """

    subjects: int
    passes: Waiting
    last_pass_at: datetime | None
    planned_with: Mapping[tuple[str, str], int]
    without_calendar: int
    deliveries: Waiting
    untold: int
    dead: int
    unreached: int


def read_vital_signs(
    engine: Engine, routing: Routing, zones: Zones, *, now: datetime, untold_since: timedelta
) -> VitalSigns:
    """Read them in one transaction.

    Args:
        untold_since: how long a message must have been due to count as untold.

    Raises:
        StoreTrouble: if the database cannot be read.
    """
    with reading(engine) as session:
        return VitalSigns(
            subjects=session.exec(select(func.count()).select_from(Subject)).one(),
            passes=_passes(session, now),
            last_pass_at=session.exec(select(func.max(PassRecord.finished_at))).one(),
            planned_with=_planned_with(session),
            without_calendar=_without_calendar(session),
            deliveries=_deliveries(session, now),
            untold=_untold(session, routing, zones, now - untold_since),
            dead=_unheard(session, DeliveryRow.state == ToldState.DEAD.value),
            unreached=_unheard(session, *TRIED_IN_VAIN),
        )


def unreached(engine: Engine) -> int:
    """How many messages about open alerts every channel failed to take, and are tried on.

    Raises:
        StoreTrouble: if the database cannot be read.
    """
    with reading(engine) as session:
        return _unheard(session, *TRIED_IN_VAIN)


def try_to_write(engine: Engine, *, now: datetime) -> None:
    """Write a line and take it back.

    Raises:
        StoreTrouble: if the database cannot be written.
    """
    with told_plainly(engine), Session(engine.execution_options(writes=True)) as session:
        note(session, "tried to write", by="doctor", at=now)
        session.flush()
        session.rollback()


def server_time(engine: Engine) -> datetime | None:
    """The clock of the database's server; None for a file, which has this machine's.

    Raises:
        StoreTrouble: if it does not answer.
    """
    if engine.dialect.name == "sqlite":
        return None
    with told_plainly(engine), engine.connect() as connection:
        told: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return told.astimezone(UTC)


def server_version(engine: Engine) -> str:
    """What it is: `PostgreSQL 18.6`, `SQLite 3.45.1`.

    Raises:
        StoreTrouble: if it does not answer.
    """
    with told_plainly(engine), engine.connect():
        numbers = engine.dialect.server_version_info or ()
    name = "SQLite" if engine.dialect.name == "sqlite" else "PostgreSQL"
    return f"{name} {'.'.join(map(str, numbers))}"


def _passes(session: Session, now: datetime) -> Waiting:
    query = select(func.count(), func.min(Subject.pass_due_at)).where(
        col(Subject.pass_due_at) <= now
    )
    count, since = session.exec(query).one()
    return Waiting(count=count, since=since)


def _planned_with(session: Session) -> dict[tuple[str, str], int]:
    last = select(func.max(PassRecord.id)).group_by(PassRecord.subject)
    query = (
        select(Subject.protocol, PassRecord.protocol_hash, func.count())
        .join(PassRecord, col(PassRecord.subject) == col(Subject.number))
        .where(col(PassRecord.id).in_(last))
        .group_by(Subject.protocol, PassRecord.protocol_hash)
    )
    return {(protocol, used): count for protocol, used, count in session.exec(query)}


def _without_calendar(session: Session) -> int:
    served = (
        select(PublishedCalendar.subject)
        .where(col(PublishedCalendar.subject) == col(Subject.number))
        .exists()
    )
    query = select(func.count()).select_from(Subject).where(col(Subject.passes) > 0, ~served)
    return session.exec(query).one()


def _deliveries(session: Session, now: datetime) -> Waiting:
    query = select(func.count(), func.min(DeliveryRow.try_at)).where(
        DeliveryRow.state == ToldState.WAITING.value, col(DeliveryRow.try_at) <= now
    )
    count, since = session.exec(query).one()
    return Waiting(count=count, since=since)


def _untold(session: Session, routing: Routing, zones: Zones, then: datetime) -> int:
    past = past_tellings(session, then)
    due = deliveries_due(alerts_to_tell(session, zones), routing, past, then, zones)
    return sum(message.kind not in DAILY for message in due)


def _unheard(session: Session, *such: Any) -> int:
    """How many such messages tell of an alert that is open and that nobody has answered."""
    unanswered = (
        select(TellingRow.id)
        .join(AlertOpening, col(TellingRow.alert) == col(AlertOpening.id))
        .where(
            col(TellingRow.delivery) == col(DeliveryRow.id),
            col(AlertOpening.closed_at).is_(None),
            col(AlertOpening.acknowledged_at).is_(None),
        )
        .exists()
    )
    query = select(func.count()).select_from(DeliveryRow)
    return session.exec(query.where(unanswered, *such)).one()
