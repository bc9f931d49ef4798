"""A checkpoint: how far every chain had come at one moment, kept where nobody can reach both."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import rfc8785
from sqlalchemy import Connection, Engine, select
from sqlmodel import SQLModel

from models.records.database.engine import reading
from models.records.tables import ChainHead

_HEADS: Final = SQLModel.metadata.tables[str(ChainHead.__tablename__)]


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of a chain.

    Attributes:
        number: of the link; 0 where the chain has none yet.
        sealed: its hash, which no other history of the chain has.
    """

    number: int
    sealed: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The heads of all chains, by the chain's name; that of no subject is empty."""

    heads: Mapping[str, Head]

    @property
    def hash(self) -> str:
        """One line that stands for all of it: to be printed, mailed or time-stamped."""
        told = {name: (head.number, head.sealed) for name, head in self.heads.items()}
        return sha256(rfc8785.dumps(told)).hexdigest()

    @property
    def rows(self) -> int:
        """How many links there are in all chains."""
        return sum(head.number for head in self.heads.values())


def take_checkpoint(engine: Engine) -> Checkpoint:
    """How far the chains have come now.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    with reading(engine) as session:
        return checkpoint_in(session.connection())


def checkpoint_in(connection: Connection) -> Checkpoint:
    """The same, inside a transaction."""
    rows = connection.execute(select(_HEADS).order_by(_HEADS.c.chain))
    return Checkpoint({row.chain: Head(row.number, row.sealed) for row in rows})
