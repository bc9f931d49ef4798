"""What a later look at everybody reads: a cache, which the facts can always make again."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class FootprintRow(SQLModel, table=True):
    """The footprint of a subject's last pass.

    Attributes:
        zone: the time zone of the subject's chart.
        stamp: what the pass was made with, facts apart.
        woken, passes: the subject's, as they stood when the pass was published; where they
            are others now, the footprint is of another time.
    """

    __tablename__ = "footprint"

    subject: str = Field(primary_key=True, foreign_key="subject.number")
    zone: str
    stamp: str
    woken: int
    passes: int
    content: bytes


class LookRow(SQLModel, table=True):
    """The last time that everybody was looked at; there is one row.

    Attributes:
        stamp: of the protocol and the data of that time.
    """

    __tablename__ = "look_at_everybody"

    id: int = Field(default=1, primary_key=True)
    stamp: str
    looked_at: datetime = Field(sa_type=Moment)
