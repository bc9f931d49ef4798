"""Which coordinators want calendar invitations by mail: nobody does who has not asked."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import col, select

from models.records.database.engine import reading, tried_again, writing
from models.records.people.audit import note
from models.records.tables import InvitedRow, PublishedCalendar


@dataclass(frozen=True, slots=True)
class Invited:
    """That a coordinator gets invitations to the bookings of whom they look after."""

    coordinator: str
    since: datetime
    by: str


@tried_again
def invite(engine: Engine, coordinator: str, *, now: datetime, by: str) -> bool:
    """Send a coordinator invitations from now on, to the bookings that stand first.

    Returns:
        False where that was so before.
    """
    with writing(engine) as session:
        if session.get(InvitedRow, coordinator) is not None:
            return False
        session.add(InvitedRow(coordinator=coordinator, since=now, asked_by=by))
        note(session, f"calendar invitations to {coordinator}: on", by=by, at=now)
        return True


@tried_again
def end_invitations(engine: Engine, coordinator: str, *, now: datetime, by: str) -> bool:
    """Send a coordinator no invitation more; what waited is withdrawn, nothing is called off.

    Returns:
        False where there were none before.
    """
    with writing(engine) as session:
        row = session.get(InvitedRow, coordinator)
        if row is None:
            return False
        session.delete(row)
        note(session, f"calendar invitations to {coordinator}: off", by=by, at=now)
        return True


def list_invited(engine: Engine) -> list[Invited]:
    """Who wants invitations now, by name."""
    with reading(engine) as session:
        rows = session.exec(select(InvitedRow).order_by(col(InvitedRow.coordinator)))
        return [Invited(row.coordinator, row.since, row.asked_by) for row in rows]


def revisions_to_invite_to(engine: Engine) -> dict[str, int]:
    """Each subject's published revision; nothing where nobody wants invitations."""
    with reading(engine) as session:
        if session.exec(select(InvitedRow.coordinator).limit(1)).first() is None:
            return {}
        rows = session.exec(select(PublishedCalendar.subject, PublishedCalendar.revision))
        return dict(rows.all())
