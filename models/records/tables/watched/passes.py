"""Passes over subjects, as the system made them."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


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
