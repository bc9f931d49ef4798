"""How much was planned and told, as numbers that name nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func
from sqlmodel import col, select

from models.alerting.tellings import ToldState
from models.records.database.engine import reading
from models.records.tables import AlertOpening, DeliveryRow, PassRecord, TellingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was done.

    Attributes:
        passes: over any subject, ever.
        deliveries: messages of all time by their state; a state that none has is 0.
        told: openings of alerts of which somebody was told since the moment asked for; one of
            which several were told is one.
        answered: open and closed alerts whose answer was given since then.
    """

    passes: int
    deliveries: Mapping[str, int]
    told: int
    answered: int


def count_work(engine: Engine, *, since: datetime) -> Counts:
    """Count in one transaction.

    Raises:
        StoreTrouble: if the database cannot be read.
    """
    by_state = select(DeliveryRow.state, func.count()).group_by(DeliveryRow.state)
    told = (
        select(func.count(func.distinct(TellingRow.alert)))
        .join(DeliveryRow, col(DeliveryRow.id) == col(TellingRow.delivery))
        .where(col(DeliveryRow.sent_at) >= since, col(TellingRow.step) >= 0)
    )
    answered = select(func.count()).where(col(AlertOpening.acknowledged_at) >= since)
    with reading(engine) as session:
        found = dict(session.exec(by_state).all())
        return Counts(
            passes=session.exec(select(func.count(col(PassRecord.id)))).one(),
            deliveries={state.value: found.get(state.value, 0) for state in ToldState},
            told=session.exec(told).one(),
            answered=session.exec(answered).one(),
        )
