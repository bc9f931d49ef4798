"""The schedule that subscribers have, and every revision it went through."""

from datetime import date

from sqlmodel import Field, SQLModel


class PublishedLine(SQLModel, table=True):
    """One entry of a subject's calendar at its current revision.

    The columns are those of `models.schedule.Entry` and `PublishedEntry`; minutes are
    minutes of UTC, days include both ends.

    Attributes:
        title, about, place, revised_why: reasons as JSON, `about` a list of them; `title` is
            None for rows of before there were reasons.
        summary, description, location, changed, and each in Chinese: the sentences of such
            rows; empty for all others.
        digest: `PublishedEntry.digest`; empty for rows of before there was one.
    """

    __tablename__ = "published_entry"

    subject: str = Field(primary_key=True, foreign_key="subject.number")
    key: str = Field(primary_key=True)
    step: str
    status: str
    title: str | None = None
    about: str | None = None
    place: str | None = None
    summary: str = ""
    description: str = ""
    summary_zh: str = ""
    description_zh: str = ""
    starts: int | None = None
    ends: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    zone: str
    location: str = ""
    location_zh: str = ""
    busy: bool
    state: str
    kind: str
    sequence: int
    created: int
    revised: int
    revised_why: str | None = None
    changed: str = ""
    changed_zh: str = ""
    digest: str = ""


class PublishedRevision(SQLModel, table=True):
    """One revision of one entry, kept for ever: what subscribers were told, and when.

    Attributes:
        revised: minute of UTC of the revision, or of the removal.
        document: the entry as JSON; None where it left the calendar.
        changed: what was new about it, as a JSON list of the entry's fields, or `["removed"]`.
    """

    __tablename__ = "published_revision"

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(foreign_key="subject.number", index=True)
    key: str
    sequence: int
    revised: int
    document: str | None = None
    changed: str
