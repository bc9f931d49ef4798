"""Calendars that were imported for a site: its days, or the free slots of one step."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class SiteCalendarRow(SQLModel, table=True):
    """One calendar of a site, as it was last imported.

    Attributes:
        name: told apart by it at its site; importing under it again replaces what it says.
        kind: `closures`, extra working days included, or `slots`; only slots have a step.
        source: the file's name, or the host it was fetched from; never a whole address,
            which may hold a token.
        sha256: of the bytes that were last read, in hexadecimal.
    """

    __tablename__ = "site_calendar"
    __table_args__ = (
        UniqueConstraint("site", "name", name="a_site_has_one_calendar_of_a_name"),
        CheckConstraint(
            "(kind = 'slots' AND step IS NOT NULL) OR (kind = 'closures' AND step IS NULL)",
            name="only_slots_are_for_a_step",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    site: str
    name: str
    kind: str
    step: str | None = None
    source: str
    sha256: str
    imported_at: datetime = Field(sa_type=Moment)
    imported_by: str


class SiteCalendarEntry(SQLModel, table=True):
    """Whole days, or minutes, of which a calendar speaks; both ends are included.

    Attributes:
        first_day, last_day: days on which the site is closed, or works.
        first_minute, last_minute: minutes of UTC at which it is closed, or at which a slot
            may begin.
        reason: why it is closed or works; None for a slot, whose title may name a person.
        works: True for extra working days.
    """

    __tablename__ = "site_calendar_entry"
    __table_args__ = (
        CheckConstraint(
            "(first_day IS NULL) = (last_day IS NULL)"
            " AND (first_minute IS NULL) = (last_minute IS NULL)"
            " AND (first_day IS NULL) <> (first_minute IS NULL)",
            name="an_entry_is_days_or_minutes",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    calendar: int = Field(foreign_key="site_calendar.id", index=True)
    first_day: date | None = None
    last_day: date | None = None
    first_minute: int | None = None
    last_minute: int | None = None
    reason: str | None = None
    works: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
