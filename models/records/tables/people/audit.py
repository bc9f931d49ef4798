"""Who did what to which subject, when and why. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


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
