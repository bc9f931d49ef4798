"""Messages on their way: recorded, begun, ended; each in a transaction of its own.

An alert that is open is its own order to tell somebody: it was written in the transaction
that opened it, and what is due follows from it at every look; so do invitations from what is
published. So nothing stands between the two that could be lost, and nothing is queued that
could go stale. What is due is recorded before it is sent. A message that was sent and whose end
was never written is sent again with the same key.
"""

from collections.abc import Container
from datetime import datetime

from sqlalchemy import Engine, or_
from sqlmodel import Session, col, select

from models.alerting.all_clear import all_clears_due
from models.alerting.due import deliveries_due
from models.alerting.routing import Routing
from models.alerting.tellings import URGENCY, Delivery, DeliveryKind, ToldState
from models.records.alerts.alerts_over import alerts_over
from models.records.alerts.alerts_to_tell import Zones, alerts_to_tell, past_tellings
from models.records.chain.kept_checkpoints import keep_checkpoint
from models.records.database.engine import reading, tried_again, writing
from models.records.deliveries.attempts import LONGEST_PUT_OFF
from models.records.deliveries.invitations import invitations_due, record_invitation
from models.records.tables import DeliveryRow, TellingRow
from models.timeline.values import Severity


@tried_again
def record_due(engine: Engine, routing: Routing, zones: Zones, now: datetime) -> int:
    """Write down every message that is due; again, or by two at once, writes nothing more.

    Returns:
        How many were written.
    """
    with reading(engine) as session:
        if not (_due(session, routing, zones, now) or invitations_due(session, routing, now)):
            return 0  # as at most looks: nobody's writing was held up
    with writing(engine) as session:
        due = _due(session, routing, zones, now)
        if any(delivery.kind is DeliveryKind.CHECKPOINT for delivery in due):
            keep_checkpoint(session, now)
        for delivery in due:
            _record(session, delivery, now)
        invitations = invitations_due(session, routing, now)
        for invitation in invitations:
            record_invitation(session, invitation, now)
        return len(due) + len(invitations)


@tried_again
def record_invitations(
    engine: Engine, routing: Routing, subjects: Container[str], now: datetime
) -> int:
    """Write down the invitations that are due for some subjects, and nothing else.

    Returns:
        How many were written.
    """
    with reading(engine) as session:
        if not invitations_due(session, routing, now, only=subjects):
            return 0
    with writing(engine) as session:
        due = invitations_due(session, routing, now, only=subjects)
        for invitation in due:
            record_invitation(session, invitation, now)
        return len(due)


def _due(session: Session, routing: Routing, zones: Zones, now: datetime) -> tuple[Delivery, ...]:
    past = past_tellings(session, now)
    due = deliveries_due(alerts_to_tell(session, zones), routing, past, now, zones)
    return (*due, *all_clears_due(alerts_over(session, zones, now), routing, now))


def _record(session: Session, delivery: Delivery, now: datetime) -> None:
    row = DeliveryRow(
        key=delivery.key,
        kind=delivery.kind.value,
        recipient=delivery.recipient,
        severity=delivery.severity.value,
        recorded_at=now,
        state=ToldState.WAITING.value,
        try_at=now,
    )
    session.add(row)
    session.flush()  # its number is needed for its tellings
    for telling in delivery.tellings:
        session.add(
            TellingRow(
                delivery=row.id or 0,
                alert=telling.alert,
                occasion=telling.occasion,
                recipient=telling.recipient,
                step=telling.step,
                severity=telling.severity and telling.severity.value,
            )
        )


def waiting_deliveries(
    engine: Engine, now: datetime, kind: DeliveryKind | None = None
) -> list[int]:
    """Messages that may be tried now: the most urgent first, then new ones, then the oldest.

    What was tried often and in vain holds up nothing that may go through.

    Args:
        kind: leaves out every other kind.
    """
    may_be_tried = or_(
        col(DeliveryRow.try_at) <= now, col(DeliveryRow.try_at) > now + LONGEST_PUT_OFF
    )
    query = select(DeliveryRow).where(DeliveryRow.state == ToldState.WAITING.value, may_be_tried)
    if kind is not None:
        query = query.where(DeliveryRow.kind == kind.value)
    with reading(engine) as session:
        rows = list(session.exec(query))
    rows.sort(key=lambda row: (URGENCY[Severity(row.severity)], row.rounds, row.id))
    return [row.id or 0 for row in rows]
