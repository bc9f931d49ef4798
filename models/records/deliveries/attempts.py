"""Attempts to send a message: begun and ended, each in a transaction of its own.

Between the two the message is on its way and nobody else takes it. A process that dies
there leaves it to be sent again, with the same key.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, select

from models.alerting.clock_hours import is_quiet
from models.alerting.digest import Digest, digest_of
from models.alerting.retries import Failure, after_failure
from models.alerting.routing import Recipient, Routing
from models.alerting.standing import DeliveryKind, StandingAlert, ToldState
from models.records.alerts.standing_alerts import Zones, standing_alerts, upcoming_appointments
from models.records.database.engine import tried_again, writing
from models.records.tables import AttemptRow, DeliveryRow, TellingRow
from models.timeline.values import Severity

LEASE = timedelta(minutes=4)
"""How long an attempt is left alone before it counts as dead: longer than any one takes."""

NOBODY = "the routing names this recipient no more"
NEVER_ENDED = "it was begun and never ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try that has begun: to whom, by which channel, and what is to be told now.

    Attributes:
        number: of the attempt; `delivery` is the message's.
        alerts: those of the message that are still open and unanswered.
        step: of the route, for a message on one alert.
        digest: what a digest says; None for other messages.
    """

    number: int
    delivery: int
    key: str
    kind: DeliveryKind
    severity: Severity
    recipient: Recipient
    channel: str
    alerts: tuple[StandingAlert, ...]
    step: int = 0
    digest: Digest | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a message has to say at the moment."""

    alerts: tuple[StandingAlert, ...]
    step: int = 0
    digest: Digest | None = None

    def nothing(self, recipient: Recipient) -> bool:
        """Whether it need not be sent."""
        if self.digest is not None:
            return self.digest.empty and not recipient.empty_digest
        return not self.alerts


@tried_again
def begin_attempt(
    engine: Engine, number: int, routing: Routing, zones: Zones, now: datetime
) -> Attempt | None:
    """Take one message for a try, so that nobody else tries it meanwhile.

    Returns:
        None where there is nothing to try: it is taken, sent, not due yet, dead, or all
        that it tells was answered or resolved.
    """
    with writing(engine) as session:
        row = _held(session, number)
        if row is None or row.state != ToldState.WAITING.value or row.try_at > now:
            return None
        recipient = routing.recipient_by_name.get(row.recipient)
        if recipient is None:
            _bury(session, row, NOBODY, now)
            return None
        if not _has_channel(session, row, recipient, routing, now):
            return None
        content = _content(session, row, recipient, routing, zones=zones, now=now)
        if content.nothing(recipient):
            row.state = ToldState.WITHDRAWN.value
            return None
        if _at_night(row, content, routing, now):
            row.try_at = now + timedelta(seconds=routing.retry.longest_wait_seconds)
            return None
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
        tried.outcome = "sent" if failure is None else failure.cause
        if row is None or row.state == ToldState.SENT.value:
            return ToldState.SENT  # another one sent it when this one had run out of time
        if failure is None:
            row.state, row.sent_at, row.title = ToldState.SENT.value, now, title
        else:
            _go_on(row, failure, attempt.recipient, routing, now)
        return ToldState(row.state)


def _held(session: Session, number: int) -> DeliveryRow | None:
    query = select(DeliveryRow).where(DeliveryRow.id == number).with_for_update()
    return session.exec(query).one_or_none()


def _has_channel(
    session: Session, row: DeliveryRow, recipient: Recipient, routing: Routing, now: datetime
) -> bool:
    """Go on from a channel that the routing has no more, or whose tries all died under way."""
    if row.tries >= routing.retry.tries:
        _go_on(row, Failure(NEVER_ENDED), recipient, routing, now)
    if row.channel >= len(recipient.channels):
        _bury(session, row, NOBODY, now)
    return row.state == ToldState.WAITING.value


def _go_on(
    row: DeliveryRow, failure: Failure, recipient: Recipient, routing: Routing, now: datetime
) -> None:
    following = after_failure(
        failure,
        key=row.key,
        channel=row.channel,
        tries=row.tries,
        channels=recipient.channels,
        retry=routing.retry,
        now=now,
    )
    if following is None:
        row.state = ToldState.DEAD.value
    else:
        row.channel, row.tries, row.try_at = following.channel, following.tries, following.at


def _bury(session: Session, row: DeliveryRow, cause: str, now: datetime) -> None:
    row.state = ToldState.DEAD.value
    session.add(
        AttemptRow(delivery=row.id or 0, channel="", begun_at=now, ended_at=now, outcome=cause)
    )


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
        served = [alert for alert in standing_alerts(session, zones) if alert.site in sites]
        digest = digest_of(served, upcoming_appointments(session, sites), now)
        return Content(tuple(served), digest=digest)
    tellings = session.exec(select(TellingRow).where(TellingRow.delivery == row.id)).all()
    occasions = {telling.alert: telling.occasion for telling in tellings}
    alerts = tuple(
        alert
        for alert in standing_alerts(session, zones, occasions)
        if alert.occasion == occasions[alert.number] and alert.unanswered(now)
    )
    return Content(alerts, step=max(telling.step for telling in tellings))


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
    row.try_at = now + LEASE
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
        step=content.step,
        digest=content.digest,
    )
