"""Who may read which calendar, and what is kept so that reading it costs little."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class Feed(SQLModel, table=True):
    """A right to read one calendar, known only by the hash of its token.

    Attributes:
        token_hash: sha256 of the token in hexadecimal; the token itself is nowhere.
        scope_kind, scope_value: whose calendar it is: ("subject", "CN01-007").
        options: how this reader wants it, as a JSON object.
        read_up_to: the last revision in the published history when it was last read, whosever
            it is; None for links that were not read since this is kept.
        options_changed_at: None while they are those that it was made with.
    """

    __tablename__ = "feed"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    scope_kind: str
    scope_value: str
    options: str
    created_at: datetime = Field(sa_type=Moment)
    created_by: str
    expires_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    last_fetched_at: datetime | None = Field(default=None, sa_type=Moment)
    last_user_agent: str | None = None
    read_up_to: int | None = None
    options_changed_at: datetime | None = Field(default=None, sa_type=Moment)


class PublishedCalendar(SQLModel, table=True):
    """How far the published entries of one subject have come.

    Attributes:
        revision: rises with each pass that changed an entry, whatever it changed.
        changed_at: when that was, in whole seconds.
    """

    __tablename__ = "published_calendar"

    subject: str = Field(primary_key=True, foreign_key="subject.number")
    revision: int
    changed_at: datetime = Field(sa_type=Moment)


class KeptEvent(SQLModel, table=True):
    """The bytes of one published entry in one variant, so that no process makes them twice.

    Attributes:
        digest: of the published entry; another revision has another one.
        variant: language, detail and form.
        wording: of which words the bytes are; empty for rows of before that was kept.
    """

    __tablename__ = "kept_event"

    digest: str = Field(primary_key=True)
    variant: str = Field(primary_key=True)
    wording: str = ""
    octets: bytes


class StudyFeeds(SQLModel, table=True):
    """A study that has switched its calendars off; without a row they are on."""

    __tablename__ = "study_feeds_off"

    study: str = Field(primary_key=True)
    off_since: datetime = Field(sa_type=Moment)
    off_by: str
    why: str
