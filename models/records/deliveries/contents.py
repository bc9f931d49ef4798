"""What a message has to say at the moment of its sending: not what was when it was recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.alerting.digest import Digest, Upcoming, digest_of
from models.alerting.routing import Recipient, Routing
from models.alerting.tellings import AlertToTell, DeliveryKind, ToldState
from models.records.alerts.alerts_over import STILL_NEWS, still_over
from models.records.alerts.alerts_to_tell import Zones, alerts_to_tell, upcoming_appointments
from models.records.chain.kept_checkpoints import CheckpointTold, checkpoint_told
from models.records.deliveries.invitation_content import Invitation, invitation_of
from models.records.tables import DeliveryRow, TellingRow


@dataclass(frozen=True, slots=True)
class Content:
    """What a message has to say at the moment."""

    alerts: tuple[AlertToTell, ...]
    told_before: tuple[str, ...] = ()
    digest: Digest | None = None
    invitation: Invitation | None = None
    checkpoint: CheckpointTold | None = None

    def nothing(self, recipient: Recipient) -> bool:
        """Whether it need not be sent."""
        if self.invitation is not None or self.checkpoint is not None:
            return False
        if self.digest is not None:
            return self.digest.empty and not recipient.empty_digest
        return not self.alerts


def content_of(
    session: Session,
    row: DeliveryRow,
    recipient: Recipient,
    routing: Routing,
    *,
    zones: Zones,
    now: datetime,
) -> Content:
    """What is to be told now, not what was when it was recorded."""
    if row.kind == DeliveryKind.DIGEST.value:
        sites = routing.sites_of(recipient, zones)
        if not sites or not _of_today(row, zones[sites[0]], now):
            return Content(())
        served = [one for one in alerts_to_tell(session, zones) if _is_of(one, recipient, routing)]
        theirs = upcoming_appointments(session, sites)
        appointments = [one for one in theirs if _is_of(one, recipient, routing)]
        return Content(tuple(served), digest=digest_of(served, appointments, now))
    if row.kind == DeliveryKind.CHECKPOINT.value:
        return Content((), checkpoint=checkpoint_told(session, row.recorded_at))
    if row.kind == DeliveryKind.INVITATION.value:
        return Content((), invitation=invitation_of(session, row, now))
    tellings = session.exec(select(TellingRow).where(TellingRow.delivery == row.id)).all()
    if row.kind == DeliveryKind.ALL_CLEAR.value:
        numbers = [] if now > row.recorded_at + STILL_NEWS else [one.alert for one in tellings]
        return Content(tuple(still_over(session, zones, numbers)))
    occasions = {telling.alert: telling.occasion for telling in tellings}
    alerts = tuple(
        alert
        for alert in alerts_to_tell(session, zones, occasions)
        if alert.occasion == occasions[alert.number] and alert.unanswered(now)
    )
    return Content(alerts, _told_before(session, tellings, now))


def _is_of(one: AlertToTell | Upcoming, recipient: Recipient, routing: Routing) -> bool:
    return routing.serves(recipient, one.site, one.trial)


def _of_today(row: DeliveryRow, zone: ZoneInfo, now: datetime) -> bool:
    """A digest is for its day: the next day's says what is true then."""
    return row.recorded_at.astimezone(zone).date() == now.astimezone(zone).date()


def _told_before(
    session: Session, tellings: Sequence[TellingRow], now: datetime
) -> tuple[str, ...]:
    """Recipients who had the same alerts earlier in the route, and so could have answered."""
    step = max(telling.step for telling in tellings)
    query = (
        select(TellingRow, DeliveryRow)
        .join(DeliveryRow)
        .where(
            col(TellingRow.alert).in_([telling.alert for telling in tellings]),
            col(TellingRow.step) < step,
            DeliveryRow.state == ToldState.SENT.value,
            col(DeliveryRow.sent_at) < now,
        )
        .order_by(col(TellingRow.step), col(TellingRow.id))
    )
    same = {(telling.alert, telling.occasion) for telling in tellings}
    told = [one for one, _ in session.exec(query) if (one.alert, one.occasion) in same]
    return tuple(dict.fromkeys(one.recipient for one in told))
