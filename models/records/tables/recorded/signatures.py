"""Electronic signatures. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class SignatureRow(SQLModel, table=True):
    """That a person signed one record, and what the record said then.

    Attributes:
        kind: the table of the record, as its chain calls it.
        row: the record's key in that table.
        meaning: of the signature: "author", "reviewer" or "approver".
        content: the hash of the record as it was signed, the same that its chain seals.
        shown: what the person showed at that moment: "password", "password and code" or
            "sign-in at the provider".
    """

    __tablename__ = "signature"
    __table_args__ = (
        UniqueConstraint("kind", "row", "by", name="a_record_is_signed_once_by_each"),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(foreign_key="subject.number", index=True)
    kind: str
    row: str
    meaning: str
    content: str
    shown: str
    at: datetime = Field(sa_type=Moment)
    by: str
