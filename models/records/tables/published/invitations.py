"""Who gets calendar invitations by mail, and which were sent to whom."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class InvitedRow(SQLModel, table=True):
    """That a coordinator wants invitations; without a row there are none.

    Attributes:
        coordinator: as the routing of alerts names people: `li_na`.
    """

    __tablename__ = "invited"

    coordinator: str = Field(primary_key=True)
    since: datetime = Field(sa_type=Moment)
    asked_by: str


class InvitationRow(SQLModel, table=True):
    """One revision of one booking for one reader; the database keeps it from being sent twice.

    Attributes:
        delivery: the message that carries it, and its attempts.
        entry: the published entry's key.
        sequence: of the published entry, as in its feed.
        method: "REQUEST" or "CANCEL".
    """

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint(
            "recipient", "subject", "entry", "sequence", "method", name="an_invitation_is_sent_once"
        ),
        CheckConstraint("method IN ('REQUEST', 'CANCEL')", name="an_invitation_has_a_known_method"),
    )

    id: int | None = Field(default=None, primary_key=True)
    delivery: int = Field(foreign_key="delivery.id", unique=True)
    recipient: str
    subject: str = Field(foreign_key="subject.number", index=True)
    entry: str
    sequence: int
    method: str
