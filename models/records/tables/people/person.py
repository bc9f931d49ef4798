"""Who may open the pages, and who looks after which subject."""

from datetime import datetime

from sqlalchemy import CheckConstraint, false
from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class Person(SQLModel, table=True):
    """One of the staff, known by a login name and by nothing else.

    Attributes:
        sites: ids of the sites whose subjects the person sees, as a JSON list.
        all_sites: whether the person sees every site's; `sites` is empty then.
        trials: ids of the trials whose subjects the person sees, as a JSON list; None for all.
        password_hash: of argon2, with its own salt and costs; the password is nowhere.
        disabled_at: since when nobody can sign in under this name.
        manages_people: whether the person manages others of the same sites.
        provider_name: what the hospital's own provider calls the person; None for a local account
            alone.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("role IN ('coordinator', 'reader')", name="a_person_has_a_known_role"),
        CheckConstraint(
            "(sites = '[]') = all_sites", name="a_person_sees_some_sites_or_all_of_them"
        ),
    )

    name: str = Field(primary_key=True)
    role: str
    sites: str
    all_sites: bool = False
    password_hash: str
    added_at: datetime = Field(sa_type=Moment)
    added_by: str
    disabled_at: datetime | None = Field(default=None, sa_type=Moment)
    manages_people: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    provider_name: str | None = Field(default=None, unique=True, index=True)
    trials: str | None = None


class CoordinatorSubject(SQLModel, table=True):
    """That somebody looks after a subject, from when until when.

    Attributes:
        coordinator: as the routing of alerts names people: `li_na`.
        released_at: None while it lasts.
    """

    __tablename__ = "coordinator_subject"

    id: int | None = Field(default=None, primary_key=True)
    coordinator: str = Field(index=True)
    subject: str = Field(foreign_key="subject.number", index=True)
    since: datetime = Field(sa_type=Moment)
    assigned_by: str
    released_at: datetime | None = Field(default=None, sa_type=Moment)
    released_by: str | None = None
