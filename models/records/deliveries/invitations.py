"""Invitations that are due: worked out from what is published and on record, written down once."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, select

from models.alerting.routing import Routing
from models.alerting.tellings import DeliveryKind, ToldState
from models.records.deliveries.invitation_rules import (
    Earlier,
    Standing,
    Wanted,
    is_due,
    may_be_called_off,
    wanted,
)
from models.records.deliveries.invitations_on_record import (
    Of,
    earlier_of,
    standing_entries,
    standing_when_gone,
)
from models.records.tables import (
    CoordinatorSubject,
    DeliveryRow,
    Installation,
    InvitationRow,
    InvitedRow,
    StudyFeeds,
    Subject,
)
from models.timeline.values import Severity

KEY_LENGTH = 20
LET_OUT = col(Subject.protocol).not_in(select(StudyFeeds.study))
"""Of a study that lets no calendar out, no invitation leaves either: it is a piece of one."""


@dataclass(frozen=True, slots=True)
class DueInvitation:
    """One invitation that nobody has written down yet."""

    recipient: str
    of: Of
    what: Wanted


def invitations_due(
    session: Session, routing: Routing, now: datetime, only: Container[str] | None = None
) -> tuple[DueInvitation, ...]:
    """Every invitation that a reader should have and that is not on record.

    Args:
        only: the subjects that are looked at; None for all.
    """
    subjects = _subjects_of_readers(session, routing, only)
    if not subjects:
        return ()
    everybody = sorted({one for theirs in subjects.values() for one in theirs})
    standing = standing_entries(session, everybody, now)
    earlier = earlier_of(session, everybody)
    return tuple(
        DueInvitation(reader, of, what)
        for reader, theirs in sorted(subjects.items())
        for of, what in _due(session, theirs, standing, earlier.get(reader, {}))
    )


def _due(
    session: Session,
    subjects: Sequence[str],
    standing: Mapping[Of, Standing],
    earlier: Mapping[Of, Sequence[Earlier]],
) -> Iterator[tuple[Of, Wanted]]:
    for of in sorted({*standing, *earlier}):
        before = earlier.get(of, ())
        if of.subject not in subjects or not (of in standing or may_be_called_off(before)):
            continue
        stands = standing[of] if of in standing else standing_when_gone(session, of)
        what = wanted(stands, before)
        if what is not None and is_due(what, before):
            yield of, what


def may_have(session: Session, coordinator: str, subject: str) -> bool:
    """Whether a coordinator gets invitations to a subject's bookings now."""
    if session.get(InvitedRow, coordinator) is None:
        return False
    query = (
        select(CoordinatorSubject.id)
        .join(Subject)
        .where(
            LET_OUT,
            CoordinatorSubject.coordinator == coordinator,
            CoordinatorSubject.subject == subject,
            col(CoordinatorSubject.released_at).is_(None),
        )
    )
    return session.exec(query).first() is not None


def _subjects_of_readers(
    session: Session, routing: Routing, only: Container[str] | None
) -> dict[str, list[str]]:
    readers = set(session.exec(select(InvitedRow.coordinator))) & set(routing.recipient_by_name)
    subjects: dict[str, list[str]] = defaultdict(list)
    if not readers:
        return subjects
    query = (
        select(CoordinatorSubject)
        .join(Subject)
        .where(
            LET_OUT,
            col(CoordinatorSubject.released_at).is_(None),
            col(CoordinatorSubject.coordinator).in_(readers),
        )
    )
    for row in session.exec(query):
        if only is None or row.subject in only:
            subjects[row.coordinator].append(row.subject)
    return subjects


def record_invitation(session: Session, due: DueInvitation, now: datetime) -> None:
    """Write one down; one that was withdrawn and is wanted again gets all its tries back."""
    row = _on_record(session, due)
    if row is not None:
        delivery = session.get_one(DeliveryRow, row.delivery)
        delivery.state, delivery.try_at = ToldState.WAITING.value, now
        delivery.channel, delivery.tries, delivery.rounds, delivery.refused = 0, 0, 0, ""
        return
    delivery = DeliveryRow(
        key=_key(session, due),
        kind=DeliveryKind.INVITATION.value,
        recipient=due.recipient,
        severity=Severity.INFO.value,
        recorded_at=now,
        state=ToldState.WAITING.value,
        try_at=now,
    )
    session.add(delivery)
    session.flush()  # its number is needed
    session.add(
        InvitationRow(
            delivery=delivery.id or 0,
            recipient=due.recipient,
            subject=due.of.subject,
            entry=due.of.entry,
            sequence=due.what.sequence,
            method=due.what.method.value,
        )
    )


def _on_record(session: Session, due: DueInvitation) -> InvitationRow | None:
    query = select(InvitationRow).where(
        InvitationRow.recipient == due.recipient,
        InvitationRow.subject == due.of.subject,
        InvitationRow.entry == due.of.entry,
        InvitationRow.sequence == due.what.sequence,
        InvitationRow.method == due.what.method.value,
    )
    return session.exec(query).one_or_none()


def _key(session: Session, due: DueInvitation) -> str:
    """Nothing of a subject or a step is read from it: it stands in a header of the mail."""
    word = session.exec(select(Installation.word)).first() or ""
    named = "\n".join((word, due.recipient, *due.of, *map(str, due.what)))
    return f"invitation.{sha256(named.encode()).hexdigest()[:KEY_LENGTH]}"
