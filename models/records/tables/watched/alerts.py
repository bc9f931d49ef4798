"""Alerts: each time that one was raised, and what people answered."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment

STILL_OPEN = text("closed_at IS NULL")


class AlertOpening(SQLModel, table=True):
    """One time that an alert was raised; raised again later, it is a new row.

    Attributes:
        deadline: last minute of UTC at which acting still helps.
        text: the sentence of rows of before there were reasons; empty since.
        particulars: its reasons and what else it says, as JSON. None for rows of before there
            were any.
        passed_to: the number of the alert that tells of its cause since this one ended; None
            where the cause is gone, or it is open.
        reopened: how many times the same key had been open before.
        word: a random word for the keys of its messages; None for rows of before there was one.
        occasion: how often it is to be told anew: one more for each rise of its severity,
            each deadline that facts moved, and each snooze.
        tell_from: since when it is to be told on this occasion; later than now while it is
            snoozed. None, for rows of before there were occasions: since it was opened.
        acknowledged_at: with `_by` and `_why`, the answer that stands; a rise of severity,
            a moved deadline and a snooze take it away, and the audit keeps it.
        snoozed_by: who put the telling off, with `_why`; kept when the snooze is over, and taken
            away by what begins another occasion.
        version: of the protocol, where it began to count for the subject in the pass that
            raised the alert; None otherwise.
    """

    __tablename__ = "alert"
    __table_args__ = (
        Index(
            "an_alert_is_open_once",
            "subject",
            "key",
            unique=True,
            sqlite_where=STILL_OPEN,
            postgresql_where=STILL_OPEN,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(foreign_key="subject.number", index=True)
    key: str
    kind: str
    severity: str
    step: str | None = None
    rule: str | None = None
    fact: str | None = None
    text: str
    deadline: int | None = None
    particulars: str | None = None
    version: str | None = None
    opened_at: datetime = Field(sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    reopened: int = 0
    word: str | None = None
    occasion: int = 0
    tell_from: datetime | None = Field(default=None, sa_type=Moment)
    acknowledged_at: datetime | None = Field(default=None, sa_type=Moment)
    acknowledged_by: str | None = None
    acknowledged_why: str | None = None
    snoozed_by: str | None = None
    snoozed_why: str | None = None
    passed_to: int | None = None
