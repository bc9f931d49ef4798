"""Which subject goes on in a follow-up trial as another. Rows are added, never changed."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class ContinuationRow(SQLModel, table=True):
    """That two numbers are one person's, or that this was said wrongly.

    Attributes:
        subject: the number in the follow-up trial; of its rows the newest counts.
        parent: the number in the parent trial.
        taken_back: why it does not hold; None where it does.
    """

    __tablename__ = "continuation"

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(foreign_key="subject.number", index=True)
    parent: str = Field(foreign_key="subject.number", index=True)
    taken_back: str | None = None
    at: datetime = Field(sa_type=Moment)
    by: str
