"""Which signed tokens were spent on a question at order-sign, by whatever process took them."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


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
