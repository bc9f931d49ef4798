"""The links by themselves: each chain from its first to its head, without a look at the rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Row, select
from sqlmodel import SQLModel

from models.records.chain.checkpoints import Checkpoint, Head
from models.records.chain.findings import Broken, Finding
from models.records.chain.form import START, Place, sealed
from models.records.tables import ChainLink

_LINKS: Final = SQLModel.metadata.tables[str(ChainLink.__tablename__)]
_AT_ONCE: Final = 1_000
_NONE_YET: Final = Head(0, START)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the last link of a row says of it."""

    chain: str
    number: int
    content: str


@dataclass(slots=True)
class Links:
    """All that the links say.

    Attributes:
        rows: the last link of each row, by table and key.
        findings: where they do not hold together.
    """

    count: int = 0
    chains: int = 0
    rows: dict[tuple[str, str], Sealed] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_links(
    connection: Connection, heads: Mapping[str, Head], known: Checkpoint | None
) -> Links:
    """Follow every chain to its end, and past every place at which a checkpoint knows it."""
    read, ended = Links(), dict(heads)
    before = {} if known is None else dict(known.heads)
    query = select(_LINKS).order_by(_LINKS.c.chain, _LINKS.c.number)
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(query)
    for chain, links in groupby(rows, key=lambda row: str(row.chain)):
        read.chains += 1
        read.findings += _followed(read, chain, links, ended.pop(chain, _NONE_YET), before)
    lost = [(chain, head) for chain, head in ended.items() if head.number]
    read.findings += [
        Finding(what=Broken.CUT_OFF, chain=chain, number=1)
        for chain, _ in (*lost, *((c, h) for c, h in before.items() if h.number))
    ]
    return read


def _followed(
    read: Links, chain: str, links: Iterator[Row[Any]], head: Head, before: dict[str, Head]
) -> Iterator[Finding]:
    """What is wrong in one chain; only the first broken link of it is told."""
    number, last, whole = 0, START, True
    known = before.pop(chain, None)
    for link in links:
        read.count += 1
        number += 1
        place = Place(link.kind, link.row, link.content)
        read.rows[str(link.kind), str(link.row)] = Sealed(chain, number, link.content)
        last = _sealed(chain, number, place, last)
        if whole and (link.number, link.sealed) != (number, last):
            what = Broken.LINK_CHANGED if link.number == number else Broken.LINK_REMOVED
            yield Finding(
                what=what, chain=chain, number=number, kind=str(link.kind), row=str(link.row)
            )
            whole = False
        if known is not None and known.number == number and known.sealed != last:
            yield Finding(what=Broken.REWRITTEN, chain=chain, number=number)
    if known is not None and known.number > number:
        yield Finding(what=Broken.CUT_OFF, chain=chain, number=number + 1)
    if head != Head(number, last):
        yield Finding(what=Broken.CUT_OFF, chain=chain, number=number + 1)


def _sealed(chain: str, number: int, place: Place, before: str) -> str:
    """What the link's hash should be; a value that cannot be sealed is never right."""
    try:
        return sealed(chain, number, place, before)
    except (ValueError, TypeError):
        return ""
