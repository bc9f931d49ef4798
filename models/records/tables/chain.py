"""Chains of hashes over what was recorded: one for each subject, one for everything else."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class ChainLink(SQLModel, table=True):
    """One row as it was written, sealed with all that its chain had before.

    Rows are added, never changed. A row of a delivery that goes on has a link for each state; the
    last one is of the row as it stands.

    Attributes:
        chain: the subject's number; empty for what is of no subject.
        number: its place in the chain, from 1, without gaps.
        kind: the table of the row.
        row: the row's key in it.
        content: sha256 in hexadecimal of the row's values.
        sealed: sha256 of all of this and of the `sealed` before it.
    """

    __tablename__ = "chain_link"

    chain: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    kind: str
    row: str
    content: str
    sealed: str


class ChainHead(SQLModel, table=True):
    """How far a chain has come: whoever adds to it holds this row meanwhile."""

    __tablename__ = "chain_head"

    chain: str = Field(primary_key=True)
    number: int
    sealed: str


class CheckpointRow(SQLModel, table=True):
    """A checkpoint that left in messages: by its hash a message is held against the records.

    Attributes:
        hash: of all heads, as it stands in the messages.
        rows: how many links there were in all chains.
        heads: by the chain's name, its number and hash; as JSON.
    """

    __tablename__ = "checkpoint"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment)
    hash: str = Field(index=True)
    rows: int
    heads: str
