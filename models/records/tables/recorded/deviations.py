"""The register of protocol deviations. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class DeviationRow(SQLModel, table=True):
    """One step that was done against one rule; what became of it is in its notes.

    Attributes:
        key: step, rule and cause; a deviation that comes back has its old number.
        cause: the fact that the rule was judged on.
    """

    __tablename__ = "deviation"
    __table_args__ = (UniqueConstraint("subject", "key", name="a_deviation_has_one_number"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(foreign_key="subject.number", index=True)
    key: str
    step: str
    rule: str
    cause: str | None = None


class DeviationNote(SQLModel, table=True):
    """One thing that was found or said about a deviation.

    Attributes:
        what: "found", "changed" (another margin or reason), "restated" (the same as before,
            where that was stored as a sentence), "lifted" (it no longer follows from the facts)
            or "explained".
        by: who explained it; for the others, who recorded the step.
        text: what was found, as a sentence; None since there are reasons.
        reason: the same as a reason, as JSON.
        protocol_hash: of the protocol that the finding was made with.
        why: the reason, where it was explained; with it all that was known then: `root_cause`,
            `action` (what was done about it), `reported_to` and `reported_on`, a day.
    """

    __tablename__ = "deviation_note"

    id: int | None = Field(default=None, primary_key=True)
    deviation: int = Field(foreign_key="deviation.id", index=True)
    subject: str = Field(foreign_key="subject.number")
    what: str
    at: datetime = Field(sa_type=Moment)
    by: str | None = None
    margin_minutes: int | None = None
    text: str | None = None
    reason: str | None = None
    protocol_hash: str | None = None
    why: str | None = None
    root_cause: str | None = None
    action: str | None = None
    reported_to: str | None = None
    reported_on: str | None = None
