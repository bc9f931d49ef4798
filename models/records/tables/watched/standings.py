"""Where each subject stands, and what Prefect's newest run of the path says."""

from sqlmodel import Field, SQLModel


class StandingRow(SQLModel, table=True):
    """One subject's standing, as the last published pass found it.

    Columns after `shown` are those of `Stand`, for lists that plan nobody; all of them are None
    for rows of before there were any.

    Attributes:
        said: its word and all else that is worth a new run.
        shown: the same, of the newest run that shows the path; None while none does.
    """

    __tablename__ = "standing"

    subject: str = Field(primary_key=True, foreign_key="subject.number")
    said: str
    shown: str | None = None
    word: str | None = None
    phase: str | None = None
    zone: str | None = None
    step: str | None = None
    step_from: int | None = None
    step_to: int | None = None
    day_zero_from: int | None = None
    day_zero_to: int | None = None
    day_zero_set: bool | None = None
    margin: str | None = None
    margin_minutes: int | None = None
    margin_rule: str | None = None
    ended: str | None = None
