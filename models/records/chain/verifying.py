"""Whether the records are what was written: every link against its row, and the reverse."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from models.records.chain.checkpoints import Checkpoint, checkpoint_in
from models.records.chain.findings import Broken, Finding, first_of_each_chain
from models.records.chain.links import Links, Sealed, read_links
from models.records.chain.rows import Standing, rows_as_they_stand
from models.records.chain.sealed_tables import SEALED
from models.records.chain.signed import read_signed, unfit_signatures
from models.records.database.engine import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a look at all records found.

    Attributes:
        links, chains: how many there are.
        checkpoint: how far the chains have come, for a later look.
        findings: the first place of each chain that does not fit, and every signature whose
            record is another by now; none where all fits.
    """

    links: int
    chains: int
    checkpoint: Checkpoint
    findings: tuple[Finding, ...]


def verify(engine: Engine, known: Checkpoint | None = None) -> Verified:
    """Look at every row and every link, as they stand at one moment; nobody waits for it.

    Args:
        known: an earlier checkpoint; without one the end of a chain that was cut off together
            with its rows and its head cannot be noticed.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    with reading(engine) as session:
        return verify_in(session.connection(), known)


def verify_in(connection: Connection, known: Checkpoint | None = None) -> Verified:
    """The same, inside a transaction."""
    now = checkpoint_in(connection)
    links = read_links(connection, now.heads, known)
    rows, signatures = _unfit_rows(connection, links)
    return Verified(
        links=links.count,
        chains=links.chains,
        checkpoint=now,
        findings=(*first_of_each_chain([*links.findings, *rows]), *signatures),
    )


def _unfit_rows(connection: Connection, links: Links) -> tuple[list[Finding], list[Finding]]:
    """The rows that are not what their links say, and the signatures that do not fit theirs."""
    rows, signatures, signed = list[Finding](), list[Finding](), read_signed(connection)
    for kind in SEALED.values():
        said = {row: link for (name, row), link in links.rows.items() if name == kind.name}
        found = rows_as_they_stand(connection, kind)
        rows += _compared(kind.name, said, found)
        signatures += unfit_signatures(signed, kind.name, found)
    return rows, signatures


def _compared(
    name: str, said: Mapping[str, Sealed], found: Mapping[str, Standing]
) -> Iterator[Finding]:
    """The rows of one table that are not what their last links say."""
    strange = {row: there for row, there in found.items() if not _fits(said.get(row), there)}
    elsewhere = {there.content for there in strange.values()}
    for row in said.keys() - found.keys() | said.keys() & strange.keys():
        link, there = said[row], found.get(row)
        moved = link.content in elsewhere or (there is not None and there.chain != link.chain)
        gone = Broken.REMOVED if there is None else Broken.CHANGED
        what = Broken.MOVED if moved else gone
        yield Finding(what=what, chain=link.chain, number=link.number, kind=name, row=row)
    for row in strange.keys() - said.keys():
        what, chain = Broken.ADDED, strange[row].chain
        yield Finding(what=what, chain=chain, number=None, kind=name, row=row)


def _fits(link: Sealed | None, there: Standing) -> bool:
    return link is not None and (link.content, link.chain) == (there.content, there.chain)
