"""What comes next for each subject, and which run of Prefect shows it."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class NextStepRow(SQLModel, table=True):
    """The next step of one subject, as the last published pass found it.

    Attributes:
        step: None where nothing has an end by which it must be done.
        due_at: the end of its window, or of its booking.
        version: rises whenever step or end change, so that a run which is shown for an
            older one is told from the newer.
        shown_run: the scheduled run that stands for it; None while none does.
        shown_version: of what that run shows.
        left_as: how the step that was next before ended: a word, such as "Done" or "Moved".
    """

    __tablename__ = "next_step"

    subject: str = Field(primary_key=True, foreign_key="subject.number")
    step: str | None = None
    title: str = ""
    due_at: datetime | None = Field(default=None, sa_type=Moment, index=True)
    version: int = 0
    shown_run: str | None = None
    shown_version: int | None = None
    left_as: str = ""
