"""What one invitation says now: its entry as it is published, or as it was before it left."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.alerting.tellings import ToldState
from models.records.deliveries.invitation_rules import Method, Wanted, wanted
from models.records.deliveries.invitations import may_have
from models.records.deliveries.invitations_on_record import (
    Of,
    earlier_of,
    revisions_of,
    standing,
    standing_when_gone,
)
from models.records.passes.kept_entries import entry_of, entry_of_document
from models.records.tables import (
    AttemptRow,
    DeliveryRow,
    InvitationRow,
    PublishedLine,
    PublishedRevision,
    Subject,
)
from models.schedule import PublishedEntry

A_MOMENT = timedelta(seconds=20)
"""How long the next revision waits where the one before is on its way at this very moment."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One entry for one reader's calendar.

    Attributes:
        line: the revision that is sent; its sequence is that of the feed.
        first: whether nothing of it was sent to this reader before.
    """

    method: Method
    line: PublishedEntry
    first: bool


def invitation_of(session: Session, row: DeliveryRow, now: datetime) -> Invitation | None:
    """What a message says now; None where it need not be sent.

    Another revision stands by now, or its reader gets none of this subject any more.
    """
    mine = session.exec(select(InvitationRow).where(InvitationRow.delivery == row.id)).one()
    if not may_have(session, mine.recipient, mine.subject):
        return None
    line = session.get(PublishedLine, (mine.subject, mine.entry))
    told = earlier_of(session, [mine.subject], but=mine.delivery)[mine.recipient]
    earlier = told[Of(mine.subject, mine.entry)]
    now_stands = (
        standing_when_gone(session, Of(mine.subject, mine.entry))
        if line is None
        else standing(line, now)
    )
    if wanted(now_stands, earlier) != Wanted(Method(mine.method), mine.sequence):
        return None
    trial = session.get_one(Subject, mine.subject).protocol
    entry = (
        _last_published(session, mine, trial)
        if line is None
        else entry_of({**line.model_dump(), "trial": trial})
    )
    first = not any(one.heard for one in earlier)
    return Invitation(Method(mine.method), replace(entry, sequence=mine.sequence), first)


def one_is_on_its_way(session: Session, row: DeliveryRow, now: datetime) -> bool:
    """Whether another message on the same entry is being sent: the later must not overtake it."""
    mine = session.exec(select(InvitationRow).where(InvitationRow.delivery == row.id)).one()
    query = (
        select(AttemptRow.id)
        .join(InvitationRow, col(InvitationRow.delivery) == col(AttemptRow.delivery))
        .join(DeliveryRow, col(DeliveryRow.id) == col(AttemptRow.delivery))
        .where(
            InvitationRow.recipient == mine.recipient,
            InvitationRow.subject == mine.subject,
            InvitationRow.entry == mine.entry,
            InvitationRow.delivery != mine.delivery,
            DeliveryRow.state == ToldState.WAITING.value,
            col(DeliveryRow.try_at) > now,
            col(AttemptRow.ended_at).is_(None),
        )
    )
    return session.exec(query).first() is not None


def _last_published(session: Session, mine: InvitationRow, trial: str) -> PublishedEntry:
    """As it stood before it left the calendar."""
    query = select(PublishedRevision.document).where(*revisions_of(mine.subject, mine.entry))
    document = session.exec(query.order_by(col(PublishedRevision.id).desc())).first()
    return entry_of_document(document or "{}", trial)
