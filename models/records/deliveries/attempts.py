"""Attempts to send a message: begun and ended, each in a transaction of its own.

Between the two the message is on its way and nobody else takes it. A process that dies
there leaves it to be sent again, with the same key.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, select

from models.alerting.clock_hours import is_quiet
from models.alerting.digest import Digest
from models.alerting.duty import covering
from models.alerting.retries import Failure
from models.alerting.routing import Recipient, Routing
from models.alerting.tellings import AlertToTell, DeliveryKind, ToldState
from models.reasons.refusals.deliveries import SendTrouble
from models.records.alerts.alerts_to_tell import Zones
from models.records.chain.kept_checkpoints import CheckpointTold
from models.records.database.engine import tried_again, writing
from models.records.deliveries.contents import Content, content_of
from models.records.deliveries.invitation_content import (
    A_MOMENT,
    Invitation,
    one_is_on_its_way,
)
from models.records.deliveries.next_channel import bury, go_on, has_channel
from models.records.deliveries.outcomes import keep_outcome
from models.records.tables import AttemptRow, DeliveryRow
from models.timeline.values import Severity

LEASE = timedelta(minutes=5)
"""How long an attempt is left alone before it counts as dead: longer than any one takes."""


KEPT_WHERE_IT_ARRIVES = (DeliveryKind.INVITATION, DeliveryKind.CHECKPOINT)

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
        invitation: the entry of an invitation; None for other messages.
        checkpoint: what a message on the records says; None for other messages.
        absent: in whose place the recipient is told; None for the recipient's own.
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
    invitation: Invitation | None = None
    checkpoint: CheckpointTold | None = None
    absent: Recipient | None = None


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
        content = content_of(session, row, recipient, routing, zones=zones, now=now)
        if content.nothing(recipient):
            row.state = ToldState.WITHDRAWN.value
            return None
        reached = _reached(row, recipient, routing, now)
        if not has_channel(session, row, reached, routing, now):
            return None
        if wait := _wait(session, row, content, routing, now):
            row.try_at = now + wait
            return None
        row.try_at = now + lease
        return _begun(session, row, (reached, recipient), content, now)


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


def _reached(row: DeliveryRow, named: Recipient, routing: Routing, now: datetime) -> Recipient:
    """Who is told at this moment; what is kept where it arrives, as in a calendar, has no cover."""
    if row.kind in {kind.value for kind in KEPT_WHERE_IT_ARRIVES}:
        return named
    return covering(routing, named, now) or named


def _put_off(row: DeliveryRow, now: datetime) -> bool:
    """Whether it must not be tried yet."""
    if row.try_at > now + LONGEST_PUT_OFF:
        row.try_at = now
    return row.try_at > now


def _held(session: Session, number: int) -> DeliveryRow | None:
    query = select(DeliveryRow).where(DeliveryRow.id == number).with_for_update()
    return session.exec(query).one_or_none()


def _wait(
    session: Session, row: DeliveryRow, content: Content, routing: Routing, now: datetime
) -> timedelta | None:
    """How long it must still wait; an invitation wakes nobody, and waits for no morning."""
    if content.invitation is not None:
        return A_MOMENT if one_is_on_its_way(session, row, now) else None
    if _at_night(row, content, routing, now):
        return timedelta(seconds=routing.retry.longest_wait_seconds)
    return None


def _at_night(row: DeliveryRow, content: Content, routing: Routing, now: datetime) -> bool:
    """Whether a try that was put off has come into quiet hours, which only critical ones ignore."""
    daily = content.digest is not None or content.checkpoint is not None
    if daily or row.severity == Severity.CRITICAL.value:
        return False
    return all(is_quiet(routing.quiet, now, alert.zone) for alert in content.alerts)


def _begun(
    session: Session,
    row: DeliveryRow,
    people: tuple[Recipient, Recipient],
    content: Content,
    now: datetime,
) -> Attempt:
    recipient, named = people
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
        invitation=content.invitation,
        checkpoint=content.checkpoint,
        absent=None if named is recipient else named,
    )
