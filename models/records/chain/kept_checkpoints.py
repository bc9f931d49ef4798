"""Checkpoints that left in messages, kept whole: whoever has the hash can hold it against them."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.records.chain.checkpoints import Checkpoint, Head, checkpoint_in
from models.records.database.engine import reading
from models.records.tables import CheckpointRow


@dataclass(frozen=True, slots=True)
class CheckpointTold:
    """What a message says of a checkpoint: nothing of any subject.

    Attributes:
        at: when it was taken.
        rows: how many links there were in all chains.
        hash: of all heads.
    """

    at: datetime
    rows: int
    hash: str


def keep_checkpoint(session: Session, now: datetime) -> None:
    """Take one, as the chains stood before this transaction, and keep it."""
    taken = checkpoint_in(session.connection())
    heads = {name: [head.number, head.sealed] for name, head in taken.heads.items()}
    text = json.dumps(heads, separators=(",", ":"))
    session.add(CheckpointRow(at=now, hash=taken.hash, rows=taken.rows, heads=text))


def checkpoint_told(session: Session, recorded_at: datetime) -> CheckpointTold:
    """The one that was kept when a message was recorded: for all who were to have one then."""
    query = select(CheckpointRow).where(CheckpointRow.at == recorded_at)
    row = session.exec(query.order_by(col(CheckpointRow.id).desc())).first()
    if row is None:
        message = f"no checkpoint was kept at {recorded_at.isoformat()}"
        raise AssertionError(message)
    return CheckpointTold(row.at, row.rows, row.hash)


def find_checkpoint(engine: Engine, hashed: str) -> Checkpoint | None:
    """The checkpoint that left under a hash; None where these records know of none.

    What is kept is believed no further than its own hash goes.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    with reading(engine) as session:
        found = session.exec(select(CheckpointRow.heads).where(CheckpointRow.hash == hashed)).all()
    for text in found:
        kept = Checkpoint({name: Head(*head) for name, head in json.loads(text).items()})
        if kept.hash == hashed:
            return kept
    return None
