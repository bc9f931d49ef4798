"""Rows are sealed in the transaction that writes them, by the session: none is forgotten."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, event, insert, select, update
from sqlalchemy.orm import UOWTransaction
from sqlalchemy.orm.attributes import instance_state
from sqlmodel import Session, SQLModel

from models.records.chain.closed import refuse_where_closed
from models.records.chain.form import START, Place, content_hash, sealed
from models.records.chain.sealed_tables import SEALED
from models.records.tables import ChainHead, ChainLink

AT_ONCE: Final = 400
_UNSEALED: Final = "unsealed"
_LINKS: Final = SQLModel.metadata.tables[str(ChainLink.__tablename__)]
_HEADS: Final = SQLModel.metadata.tables[str(ChainHead.__tablename__)]


class SealingSession(Session):
    """A session that adds a link for every row it has written, just before it commits.

    Rows are written through objects only: a statement that changed them would go unseen.
    """


@event.listens_for(SealingSession, "after_flush")
def _remember(session: Session, _flushed: UOWTransaction) -> None:
    """Note what was written, once however often it changes in one transaction."""
    unsealed: dict[tuple[str, Any], SQLModel] = session.info.setdefault(_UNSEALED, {})
    for row in (*session.new, *filter(_changed, session.dirty)):
        kind = SEALED.get(type(row))
        if kind is not None:
            unsealed[kind.name, getattr(row, kind.key)] = row


def _changed(row: SQLModel) -> bool:
    kind = SEALED.get(type(row))
    if kind is None:
        return False
    state = instance_state(row)
    return any(state.attrs[name].history.has_changes() for name in kind.columns)


@event.listens_for(SealingSession, "before_commit")
def _seal(session: Session) -> None:
    """Add the links, all that one transaction adds to a chain at once.

    Nothing else is locked after the heads, and those in the order of their names.
    """
    session.flush()
    rows: Mapping[tuple[str, Any], SQLModel] = session.info.pop(_UNSEALED, {})
    if not rows:
        return
    refuse_where_closed(session.connection(), rows.values())
    places: dict[str, list[Place]] = defaultdict(list)
    for (name, key), row in rows.items():  # as they were written
        kind = SEALED[type(row)]
        values = {column: getattr(row, column) for column in kind.columns}
        places[kind.chain_of(values)].append(Place(name, str(key), content_hash(values)))
    add_links(session.connection(), places)


def add_links(connection: Connection, places: Mapping[str, Sequence[Place]]) -> None:
    """Go on with some chains."""
    heads = _held(connection, sorted(places))
    links: list[dict[str, object]] = []
    new: list[Mapping[str, object]] = []
    gone_on: list[Mapping[str, object]] = []
    for chain in sorted(places):
        number, before = heads.get(chain, (0, START))
        for place in places[chain]:
            number, before = number + 1, sealed(chain, number + 1, place, before)
            links.append({"chain": chain, "number": number, **place._asdict(), "sealed": before})
        head = {"chain": chain, "number": number, "sealed": before}
        (gone_on if chain in heads else new).append(head)
    connection.execute(insert(_LINKS), links)
    _write_heads(connection, new, gone_on)


def _held(connection: Connection, chains: Sequence[str]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for start in range(0, len(chains), AT_ONCE):
        query = select(_HEADS).where(_HEADS.c.chain.in_(chains[start : start + AT_ONCE]))
        rows = connection.execute(query.order_by(_HEADS.c.chain).with_for_update())
        found.update((row.chain, (row.number, row.sealed)) for row in rows)
    return found


def _write_heads(
    connection: Connection,
    new: Sequence[Mapping[str, object]],
    gone_on: Iterable[Mapping[str, object]],
) -> None:
    if new:
        connection.execute(insert(_HEADS), list(new))
    for head in gone_on:
        where = _HEADS.c.chain == head["chain"]
        connection.execute(update(_HEADS).where(where).values(head))
