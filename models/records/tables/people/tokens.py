"""Tokens of programs: by which they act for a person, or ask a question at order-sign."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class ApiTokenRow(SQLModel, table=True):
    """A right of a program to act for a person, known only by the hash of its token.

    Attributes:
        name: what the token is for, as whoever made it calls it.
        scopes: what may be done with it, as a JSON list.
        last_used_at: to within a minute; None while it never was.
    """

    __tablename__ = "api_token"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    person: str = Field(foreign_key="person.name", index=True)
    name: str
    scopes: str
    created_at: datetime = Field(sa_type=Moment)
    created_by: str
    expires_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    last_used_at: datetime | None = Field(default=None, sa_type=Moment)


class OrderToken(SQLModel, table=True):
    """A token that was taken: no process takes it a second time.

    Attributes:
        name: sha256 of its `jti` in hexadecimal, which may be of any length.
        ends_at: from when nothing hangs on it any more.
    """

    __tablename__ = "order_token"

    issuer: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    taken_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment, index=True)
