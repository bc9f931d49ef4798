"""By which key a fact was sent, so that the same deed sent again is known."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class DeedRow(SQLModel, table=True):
    """One key, and the one fact that was recorded under it; written with that fact.

    A row is never changed: whoever sends the key again is answered with the fact.

    Attributes:
        key: what the sender calls the deed: of a form, a program, or an imported row.
        fact: the fact's id in the subject's chart.
    """

    __tablename__ = "deed"
    __table_args__ = (UniqueConstraint("subject", "key", name="a_deed_is_done_once"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(foreign_key="subject.number")
    key: str
    fact: str
    done_at: datetime = Field(sa_type=Moment)
