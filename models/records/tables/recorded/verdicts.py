"""Verdicts on what was done, as they were given. Rows are added, never changed."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class VerdictRow(SQLModel, table=True):
    """One rule, judged on a step that was done, or what another version says of it.

    Attributes:
        key: step, rule and cause; of several rows with one key the last "judged" one stands.
        standing: "judged", or "beside": only what judges was another one, and no fact.
        step: its name; numbered where it was held again.
        done_by: the fact that recorded the step.
        cause: the fact that the rule was judged on; None without one.
        value: "met", "violation", "indeterminate" or "pending"; None where the rule is not
            judged on the step any more.
        reason: why, as JSON.
        said: the same as sentences, by language, as people were shown them.
        made_with: as JSON: version and hash of the protocol, hash of the drug catalogue, of the
            site's working days, editions of holidays and time zones, version of the program.
    """

    __tablename__ = "verdict"

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(foreign_key="subject.number", index=True)
    key: str
    standing: str
    step: str
    done_by: str | None = None
    rule: str
    cause: str | None = None
    value: str | None = None
    margin_minutes: int | None = None
    reason: str | None = None
    said: str | None = None
    made_with: str
    at: datetime = Field(sa_type=Moment)
