"""What one shift tells the next. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class HandoverNote(SQLModel, table=True):
    """One note: of a subject, or of the shift at a site.

    Attributes:
        site: of a note that is of no subject; a subject's follows the subject to its new site.
        day: for which it is meant, `2026-03-11` on the site's clock.
        key: of the form that it was typed in, so that a form sent twice is one note.
    """

    __tablename__ = "handover_note"
    __table_args__ = (
        UniqueConstraint("key", name="a_note_is_written_once"),
        CheckConstraint(
            "(subject IS NULL) <> (site IS NULL)", name="a_note_is_of_a_subject_or_a_site"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: str | None = Field(default=None, foreign_key="subject.number", index=True)
    site: str | None = None
    day: str
    text: str
    key: str
    at: datetime = Field(sa_type=Moment)
    by: str


class HandoverDone(SQLModel, table=True):
    """That a note was ticked as done.

    Attributes:
        subject: the note's, so that both stand in one chain.
    """

    __tablename__ = "handover_done"
    __table_args__ = (UniqueConstraint("note", name="a_note_is_done_once"),)

    id: int | None = Field(default=None, primary_key=True)
    note: int = Field(foreign_key="handover_note.id")
    subject: str | None = Field(default=None, foreign_key="subject.number")
    at: datetime = Field(sa_type=Moment)
    by: str
