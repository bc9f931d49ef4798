"""By which channel a message is tried next, as its row says; and how it ends where none is left."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, select

from models.alerting.retries import Failure, NextTry, Progress, after_failure, open_channels
from models.alerting.routing import Recipient, Routing
from models.alerting.tellings import ToldState
from models.reasons.refusals.deliveries import SendTrouble, not_sent
from models.records.deliveries.outcomes import keep_outcome
from models.records.tables import AttemptRow, DeliveryRow

BETWEEN = ","  # names of channels have no comma


def has_channel(
    session: Session, row: DeliveryRow, recipient: Recipient, routing: Routing, now: datetime
) -> bool:
    """Whether it may be tried now; goes on from a channel whose tries all died under way."""
    if not _on_an_open_channel(session, row, recipient, now):
        return False
    if row.tries >= progress_of(row).tries_at_most(routing.retry):
        go_on(session, row, Failure(not_sent(SendTrouble.NEVER_ENDED)), recipient, routing, now=now)
    return row.state == ToldState.WAITING.value and row.try_at <= now


def _on_an_open_channel(
    session: Session, row: DeliveryRow, recipient: Recipient, now: datetime
) -> bool:
    """Leave a channel that the routing, edited meanwhile, has no more at this place."""
    left = open_channels(recipient.channels, progress_of(row).refused)
    if not left:
        bury(session, row, SendTrouble.NO_CHANNEL, now)
    elif row.channel not in left:
        row.channel, row.tries = left[0], 0
    return bool(left)


def progress_of(row: DeliveryRow) -> Progress:
    """How far a message has come."""
    refused = frozenset(filter(None, row.refused.split(BETWEEN)))
    return Progress(row.channel, row.tries, row.rounds, refused)


def go_on(
    session: Session,
    row: DeliveryRow,
    failure: Failure,
    recipient: Recipient,
    routing: Routing,
    *,
    now: datetime,
) -> None:
    """Write down what follows from a failed try; it is dead where no channel is left.

    Where none is left and one of them perhaps took it, it counts as sent: its attempts say so.
    """
    following = after_failure(
        failure,
        progress_of(row),
        key=row.key,
        channels=recipient.channels,
        retry=routing.retry,
        now=now,
        doubts=_doubts(session, row, recipient.channels[row.channel]),
    )
    if following is not None:
        _keep(row, following)
    elif _doubts(session, row):
        row.state, row.sent_at = ToldState.SENT.value, now
    else:
        row.state = ToldState.DEAD.value


def _keep(row: DeliveryRow, following: NextTry) -> None:
    row.channel, row.tries = following.progress.channel, following.progress.tries
    row.rounds = following.progress.rounds
    row.refused = BETWEEN.join(sorted(following.progress.refused))
    row.try_at = following.at


def _doubts(session: Session, row: DeliveryRow, channel: str | None = None) -> int:
    """How often a channel, or any, perhaps took the message."""
    query = select(func.count()).where(AttemptRow.delivery == row.id, AttemptRow.perhaps_taken)
    if channel is not None:
        query = query.where(AttemptRow.channel == channel)
    return session.exec(query).one()


def bury(session: Session, row: DeliveryRow, trouble: SendTrouble, now: datetime) -> None:
    """End a message that nobody can be asked to take, and say why."""
    row.state = ToldState.DEAD.value
    outcome = keep_outcome(not_sent(trouble))
    session.add(
        AttemptRow(delivery=row.id or 0, channel="", begun_at=now, ended_at=now, outcome=outcome)
    )
