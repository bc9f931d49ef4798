"""Chains of hashes over what was recorded: one for each subject, one for everything else."""

from sqlmodel import Field, SQLModel


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
