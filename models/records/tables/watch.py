"""What the system saw and did: alerts, passes, and who did what."""

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


class Installation(SQLModel, table=True):
    """These records as a whole: one row, made when the tables were.

    Attributes:
        word: a random word that no other installation has, unless it is a copy of this one.
        sequence_floor: no entry of a calendar has a lower SEQUENCE; 0 until records were
            restored, and higher after each time.
    """

    __tablename__ = "installation"

    id: int = Field(default=1, primary_key=True)
    word: str
    sequence_floor: int = 0


class PassRecord(SQLModel, table=True):
    """One pass over one subject.

    Attributes:
        as_of: the minute of UTC for which the plan was made.
        next_change_at: the minute of UTC at which the next pass was set; None if none.
        entries_changed: calendar entries that were added, revised or removed.
        version: of the protocol, as it calls itself; None for passes of older programs.
        made_with: the hash of all that it judged with; None likewise.
        facts: how many facts there were; None likewise.
    """

    __tablename__ = "pass_log"

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(foreign_key="subject.number", index=True)
    started_at: datetime = Field(sa_type=Moment)
    finished_at: datetime = Field(sa_type=Moment)
    as_of: int
    protocol_hash: str
    next_change_at: int | None = None
    entries_changed: int
    alerts_opened: int
    alerts_closed: int
    version: str | None = None
    made_with: str | None = None
    facts: int | None = None


class AuditLine(SQLModel, table=True):
    """Who did what to which subject, when and why. Ids only, never what a fact says.

    Attributes:
        read_in: the hour of UTC in which the subject was read of, `2026-03-10T08Z`; None for
            all that is no reading.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("a_reading_is_noted_once_an_hour", "who", "subject", "read_in", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)
    who: str
    what: str
    subject: str | None = Field(default=None, index=True)
    why: str | None = None
    read_in: str | None = None
