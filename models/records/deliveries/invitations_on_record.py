"""Entries as they stand, and the invitations to each that are on record; read for many at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from models.alerting.tellings import ToldState
from models.records.deliveries.invitation_rules import Earlier, Method, Standing, standing_of
from models.records.tables import (
    AttemptRow,
    DeliveryRow,
    InvitationRow,
    PublishedLine,
    PublishedRevision,
)
from models.schedule import EntryKind


class Of(NamedTuple):
    """Whose entry: subject and key."""

    subject: str
    entry: str


MAY_HAVE_ARRIVED = or_(col(AttemptRow.ended_at).is_(None), col(AttemptRow.perhaps_taken))


def standing_entries(
    session: Session, subjects: Sequence[str], now: datetime
) -> dict[Of, Standing]:
    """Each visit and each planned date of some subjects."""
    query = select(PublishedLine).where(
        col(PublishedLine.subject).in_(subjects),
        col(PublishedLine.kind).in_([EntryKind.VISIT.value, EntryKind.PLANNED.value]),
    )
    return {Of(line.subject, line.key): standing(line, now) for line in session.exec(query)}


def standing(line: PublishedLine, now: datetime) -> Standing:
    """How one entry stands."""
    return standing_of(
        kind=line.kind,
        status=line.status,
        state=line.state,
        sequence=line.sequence,
        zone=line.zone,
        ends=line.ends,
        last_day=line.last_day,
        now=now,
    )


def standing_when_gone(session: Session, of: Of) -> Standing:
    """How an entry stands that has left the calendar: at the last revision that readers saw."""
    query = select(func.max(PublishedRevision.sequence)).where(*revisions_of(*of))
    return Standing(session.exec(query).one() or 0, books=False, ahead=False)


def revisions_of(subject: str, entry: str) -> tuple[ColumnElement[bool], ...]:
    """The revisions of one entry, but not its leaving."""
    return (
        col(PublishedRevision.subject) == subject,
        col(PublishedRevision.key) == entry,
        col(PublishedRevision.document).is_not(None),
    )


def earlier_of(
    session: Session, subjects: Sequence[str], but: int | None = None
) -> dict[str, dict[Of, list[Earlier]]]:
    """What is on record of some subjects, by reader and entry, the oldest first.

    Args:
        but: a message that is left out.
    """
    query = (
        select(InvitationRow, DeliveryRow.state)
        .join(DeliveryRow)
        .where(col(InvitationRow.subject).in_(subjects), col(DeliveryRow.id) != (but or 0))
        .order_by(col(InvitationRow.sequence), col(InvitationRow.id))
    )
    arrived = _perhaps_arrived(session, subjects)
    found: dict[str, dict[Of, list[Earlier]]] = defaultdict(lambda: defaultdict(list))
    for row, state in session.exec(query):
        of = Of(row.subject, row.entry)
        found[row.recipient][of].append(_earlier(row, state, arrived))
    return found


def _perhaps_arrived(session: Session, subjects: Sequence[str]) -> set[int]:
    """Messages of which an attempt never ended, or ended in doubt."""
    query = (
        select(AttemptRow.delivery)
        .join(InvitationRow, col(InvitationRow.delivery) == col(AttemptRow.delivery))
        .where(col(InvitationRow.subject).in_(subjects), MAY_HAVE_ARRIVED)
    )
    return set(session.exec(query))


def _earlier(row: InvitationRow, state: str, arrived: set[int]) -> Earlier:
    return Earlier(
        method=Method(row.method),
        sequence=row.sequence,
        counts=state != ToldState.WITHDRAWN.value,
        heard=state == ToldState.SENT.value or row.delivery in arrived,
    )
