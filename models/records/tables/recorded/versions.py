"""Versions of a protocol, and since when sites plan by them. Rows are added, never changed."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class ProtocolVersionRow(SQLModel, table=True):
    """One version of a trial's protocol, as it was written.

    Attributes:
        version: what the file calls itself; a name that was used once means one content.
        sha256: of the file, in hexadecimal.
        content: the file itself.
    """

    __tablename__ = "protocol_version"
    __table_args__ = (UniqueConstraint("protocol", "version", name="a_version_has_one_content"),)

    id: int | None = Field(default=None, primary_key=True)
    protocol: str
    version: str
    sha256: str
    content: str
    at: datetime = Field(sa_type=Moment)
    by: str


class ApprovalRow(SQLModel, table=True):
    """What a site says of a version; of several rows of one version the last one holds.

    Attributes:
        starts: the first day on which it counts, at the site; None for the version that
            counted before any other, and for one that was withdrawn.
        withdrawn: the version does not count at the site, as if it had never been approved.
        asks: the step after which it counts for a subject; None where it asks for none.
        why: of a withdrawal.
    """

    __tablename__ = "approval"

    id: int | None = Field(default=None, primary_key=True)
    protocol: str = Field(index=True)
    site: str
    version: str
    starts: date | None = None
    withdrawn: bool = False
    asks: str | None = None
    why: str | None = None
    at: datetime = Field(sa_type=Moment)
    by: str
