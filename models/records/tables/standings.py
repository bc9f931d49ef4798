"""Where each subject stands, and what Prefect's newest run of the path says."""

from sqlmodel import Field, SQLModel


class StandingRow(SQLModel, table=True):
    """One subject's standing, as the last published pass found it.

    Attributes:
        said: its word and all else that is worth a new run.
        shown: the same, of the newest run that shows the path; None while none does.
    """

    __tablename__ = "standing"

    subject: str = Field(primary_key=True, foreign_key="subject.number")
    said: str
    shown: str | None = None
