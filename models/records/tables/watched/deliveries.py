"""What was told to whom: messages, the alerts that each tells, and every attempt."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class DeliveryRow(SQLModel, table=True):
    """One message to one recipient: recorded before it is sent, and never forgotten.

    Attributes:
        key: what a receiver tells a repeat by.
        kind: "alert", "group", "digest", "all_clear", "invitation" or "checkpoint".
        state: "waiting", "sent", "dead" or "withdrawn".
        channel: place among the recipient's channels of the one that is tried.
        tries: made on that channel in this round, one that never came back included.
        rounds: how often every channel was tried without success; 0 at first.
        refused: names of the channels that are tried no more, with commas between.
        try_at: not before; while an attempt runs, until when it is left alone.
        title: what was said, as sent; None before.
    """

    __tablename__ = "delivery"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    recipient: str
    severity: str
    recorded_at: datetime = Field(sa_type=Moment)
    state: str = Field(index=True)
    channel: int = 0
    tries: int = 0
    rounds: int = 0
    refused: str = ""
    try_at: datetime = Field(sa_type=Moment)
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    title: str | None = None


class TellingRow(SQLModel, table=True):
    """One alert that a message tells; the database keeps it from being told twice.

    Attributes:
        step: of its route; -1 for the word that it is over.
        severity: of the alert when it was told; None for rows of before that was kept.
    """

    __tablename__ = "telling"
    __table_args__ = (
        UniqueConstraint("alert", "occasion", "recipient", "step", name="an_alert_is_told_once"),
    )

    id: int | None = Field(default=None, primary_key=True)
    delivery: int = Field(foreign_key="delivery.id", index=True)
    alert: int = Field(foreign_key="alert.id", index=True)
    occasion: int
    recipient: str
    step: int
    severity: str | None = None


class AttemptRow(SQLModel, table=True):
    """One try to send one message.

    Attributes:
        channel: the channel's name in the routing.
        ended_at, outcome: None while it runs, or for ever if its process died: the message
            may have arrived. Otherwise "sent", or what went wrong, as JSON.
        perhaps_taken: whether the channel had all of the message and did not answer in time.
    """

    __tablename__ = "delivery_attempt"

    id: int | None = Field(default=None, primary_key=True)
    delivery: int = Field(foreign_key="delivery.id", index=True)
    channel: str
    begun_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    outcome: str | None = None
    perhaps_taken: bool = False
