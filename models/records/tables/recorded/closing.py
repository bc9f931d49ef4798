"""Trials that are over. Rows are added, never changed: no trial is opened again."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class ClosedTrial(SQLModel, table=True):
    """That nothing more is recorded of a trial's subjects; what is there is read as before."""

    __tablename__ = "closed_trial"

    id: int | None = Field(default=None, primary_key=True)
    protocol: str = Field(unique=True)
    at: datetime = Field(sa_type=Moment)
    by: str
