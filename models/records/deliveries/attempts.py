"""Attempts to send a message: begun and ended, each in a transaction of its own.

Between the two the message is on its way and nobody else takes it. A process that dies
there leaves it to be sent again, with the same key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.alerting.clock_hours import is_quiet
from models.alerting.digest import Digest, digest_of
from models.alerting.retries import Failure
from models.alerting.routing import Recipient, Routing
from models.alerting.tellings import AlertToTell, DeliveryKind, ToldState
from models.reasons.refusals.deliveries import SendTrouble
from models.records.alerts.alerts_over import STILL_NEWS, still_over
from models.records.alerts.alerts_to_tell import Zones, alerts_to_tell, upcoming_appointments
from models.records.database.engine import tried_again, writing
from models.records.deliveries.next_channel import bury, go_on, has_channel
from models.records.deliveries.outcomes import keep_outcome
from models.records.tables import AttemptRow, DeliveryRow, TellingRow
from models.timeline.values import Severity

LEASE = timedelta(minutes=5)
"""How long an attempt is left alone before it counts as dead: longer than any one takes."""


LONGEST_PUT_OFF = timedelta(hours=2)
"""No message waits longer for its next try; what says so was written while the clock ran ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try that has begun: to whom, by which channel, and what is to be told now.

    Attributes:
        number: of the attempt; `delivery` is the message's.
        alerts: those of the message that are still open and unanswered.
        told_before: recipients of earlier steps whom a message on these alerts has reached.
        digest: what a digest says; None for other messages.
    """

    number: int
    delivery: int
    key: str
    kind: DeliveryKind
    severity: Severity
    recipient: Recipient
    channel: str
    alerts: tuple[AlertToTell, ...]
    told_before: tuple[str, ...] = ()
    digest: Digest | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a message has to say at the moment."""

    alerts: tuple[AlertToTell, ...]
    told_before: tuple[str, ...] = ()
    digest: Digest | None = None

    def nothing(self, recipient: Recipient) -> bool:
        """Whether it need not be sent."""
        if self.digest is not None:
            return self.digest.empty and not recipient.empty_digest
        return not self.alerts


@tried_again
def begin_attempt(
    engine: Engine,
    number: int,
    routing: Routing,
    zones: Zones,
    now: datetime,
    *,
    lease: timedelta = LEASE,
) -> Attempt | None:
    """Take one message for a try, so that nobody else tries it meanwhile.

    Args:
        lease: how long nobody else does; longer than the try can take.

    Returns:
        None where there is nothing to try: it is taken, sent, not due yet, dead, or all
        that it tells was answered or resolved, or its day is over.
    """
    with writing(engine) as session:
        row = _held(session, number)
        if row is None or row.state != ToldState.WAITING.value or _put_off(row, now):
            return None
        recipient = routing.recipient_by_name.get(row.recipient)
        if recipient is None:
            bury(session, row, SendTrouble.NOBODY, now)
            return None
        content = _content(session, row, recipient, routing, zones=zones, now=now)
        if content.nothing(recipient):
            row.state = ToldState.WITHDRAWN.value
            return None
        if not has_channel(session, row, recipient, routing, now):
            return None
        if _at_night(row, content, routing, now):
            row.try_at = now + timedelta(seconds=routing.retry.longest_wait_seconds)
            return None
        row.try_at = now + lease
        return _begun(session, row, recipient, content, now)


@tried_again
def end_attempt(
    engine: Engine,
    attempt: Attempt,
    failure: Failure | None,
    routing: Routing,
    now: datetime,
    *,
    title: str,
) -> ToldState:
    """Write down how a try ended, and what follows from it.

    Args:
        failure: None where the channel took the message.
        title: the message's first line as it was sent.

    Returns:
        The state of the message.
    """
    with writing(engine) as session:
        row = _held(session, attempt.delivery)
        tried = session.get_one(AttemptRow, attempt.number)
        tried.ended_at = now
        tried.outcome = keep_outcome(None if failure is None else failure.cause)
        tried.perhaps_taken = failure is not None and failure.perhaps_taken
        if row is None or row.state == ToldState.SENT.value:
            return ToldState.SENT  # another one sent it when this one had run out of time
        if failure is None:
            row.state, row.sent_at, row.title = ToldState.SENT.value, now, title
        else:
            row.title = title if failure.perhaps_taken else row.title
            go_on(session, row, failure, attempt.recipient, routing, now=now)
        return ToldState(row.state)


def _put_off(row: DeliveryRow, now: datetime) -> bool:
    """Whether it must not be tried yet."""
    if row.try_at > now + LONGEST_PUT_OFF:
        row.try_at = now
    return row.try_at > now


def _held(session: Session, number: int) -> DeliveryRow | None:
    query = select(DeliveryRow).where(DeliveryRow.id == number).with_for_update()
    return session.exec(query).one_or_none()


def _content(
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
        served = [alert for alert in alerts_to_tell(session, zones) if alert.site in sites]
        digest = digest_of(served, upcoming_appointments(session, sites), now)
        return Content(tuple(served), digest=digest)
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


def _at_night(row: DeliveryRow, content: Content, routing: Routing, now: datetime) -> bool:
    """Whether a try that was put off has come into quiet hours, which only critical ones ignore."""
    if content.digest is not None or row.severity == Severity.CRITICAL.value:
        return False
    return all(is_quiet(routing.quiet, now, alert.zone) for alert in content.alerts)


def _begun(
    session: Session, row: DeliveryRow, recipient: Recipient, content: Content, now: datetime
) -> Attempt:
    channel = recipient.channels[row.channel]
    tried = AttemptRow(delivery=row.id or 0, channel=channel, begun_at=now)
    row.tries += 1
    session.add(tried)
    session.flush()  # its number is needed for its end
    return Attempt(
        number=tried.id or 0,
        delivery=row.id or 0,
        key=row.key,
        kind=DeliveryKind(row.kind),
        severity=Severity(row.severity),
        recipient=recipient,
        channel=channel,
        alerts=content.alerts,
        told_before=content.told_before,
        digest=content.digest,
    )
