"""How far the hospital's own calendar server has what is published."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class PushedCalendar(SQLModel, table=True):
    """What one subject's events on the calendar server are, as far as we know.

    Without a row nothing is known, and the whole calendar is read first.

    Attributes:
        target: names server, user, language and words; of another one nothing is known.
        revision: of the published calendar, as which it stands there whole; 0 where not yet.
        tried: the revision that was last tried.
        uids: of the events that may be there, as a JSON list.
        refused: what the server said of each event that it did not take, as JSON; of the last try.
        failures: tries in a row that were not whole.
        refused_since: when the first of these tries ended.
        try_again_at: None where the last try was whole.
        taken_until: while it is on its way; then another process may take it over.
    """

    __tablename__ = "pushed_calendar"

    subject: str = Field(primary_key=True, foreign_key="subject.number")
    target: str
    revision: int = 0
    tried: int = 0
    uids: str | None = None
    refused: str = "[]"
    failures: int = 0
    refused_since: datetime | None = Field(default=None, sa_type=Moment)
    try_again_at: datetime | None = Field(default=None, sa_type=Moment)
    taken_until: datetime | None = Field(default=None, sa_type=Moment)
