"""What was recorded about subjects. Facts are added, never changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment

WAITING = text("called_at IS NOT NULL")


class Subject(SQLModel, table=True):
    """One subject of the trial, and when the path must next be looked at.

    Attributes:
        number: the study number, never a name.
        site: where the subject is looked after now; the header keeps the first one.
        header: the chart as recorded, as JSON text, with its list of facts emptied:
            key order and the place of the list are kept.
        pass_due_at: when the next pass is due; None means that nothing is.
        called_at: since when somebody who recorded something waits for a pass at once; the
            first worker that answers takes it away. Only a bell: `pass_due_at` is the truth.
        woken: rises whenever something asks for a pass, so that a pass that is running
            meanwhile can tell that it was not the last.
        passes: how many passes were published; a pass computed before another one was
            published is stale.
    """

    __tablename__ = "subject"
    __table_args__ = (
        Index(  # of those who wait alone: looked at several times a second
            "ix_subject_called_at",
            "called_at",
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
    )

    number: str = Field(primary_key=True)
    site: str = Field(index=True)
    header: str
    protocol: str
    enrolled_at: datetime = Field(sa_type=Moment)
    enrolled_by: str
    pass_due_at: datetime | None = Field(default=None, sa_type=Moment, index=True)
    called_at: datetime | None = Field(default=None, sa_type=Moment)
    woken: int = 0
    passes: int = 0


class RecordedFact(SQLModel, table=True):
    """One fact, as one person entered it.

    A correction is a new row that `corrects` an old one and gives a reason, so the
    record can be read as it stood on any day. What it corrected can be corrected again only
    once it was taken back, which is judged where charts are read, on the locked subject.

    Attributes:
        fact: the fact's id in its chart.
        position: its place in the chart's list, from 0.
        document: its JSON text as recorded, key order and precision kept.
        corrects: the fact id that this row replaces, or takes back.
        zone: the time zone in which its local days are days.
    """

    __tablename__ = "fact"
    __table_args__ = (
        UniqueConstraint("subject", "fact", name="a_fact_id_is_used_once"),
        UniqueConstraint("subject", "position", name="a_place_is_taken_once"),
        CheckConstraint("corrects IS NULL OR reason IS NOT NULL", name="a_correction_has_a_reason"),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(foreign_key="subject.number")
    fact: str
    position: int
    kind: str
    document: str
    corrects: str | None = None
    reason: str | None = None
    zone: str
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str


class ImportedDocument(SQLModel, table=True):
    """A chart file as it came in, so that it can be given back byte for byte.

    Attributes:
        facts: how many facts the subject's chart had once this file was in.
        whole: whether the file said all of that chart, in its order.
    """

    __tablename__ = "imported_document"

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(foreign_key="subject.number", index=True)
    sha256: str
    content: bytes
    facts: int
    whole: bool
    imported_at: datetime = Field(sa_type=Moment)
    imported_by: str


class FactCheck(SQLModel, table=True):
    """That a second person compared a fact with its source. Rows are added, never changed."""

    __tablename__ = "fact_check"

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(foreign_key="subject.number", index=True)
    fact: str
    at: datetime = Field(sa_type=Moment)
    by: str
