"""What stands at the sites: their own calendars, and the versions that they plan by."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.errors import ProtocolRefused
from models.moments import start_of
from models.protocol import load_protocol
from models.records.database.engine import reading
from models.records.subjects.site_calendars import calendars_of
from models.records.tables import ApprovalRow, ProtocolVersionRow
from models.versions.in_force import AtSites, Place, SiteVersions, Version
from models.versions.known import know
from models.versions.stored import read_stored


def all_at_sites(engine: Engine) -> AtSites:
    """What stands at every site."""
    with reading(engine) as session:
        return at_sites(session)


def learn_versions(engine: Engine) -> None:
    """Let this process name and read by every version that a site approved until now."""
    with reading(engine) as session:
        know(AtSites(versions=_readable(session)[0]))


def at_sites(session: Session, sites: Collection[str] | None = None) -> AtSites:
    """The calendars of some sites, or of all, and every version, as in this transaction.

    Versions of all sites: what was recorded by one of them is read wherever a subject is.
    """
    standing = AtSites(calendars_of(session, sites), *_readable(session))
    know(standing)
    return standing


def _readable(
    session: Session,
) -> tuple[dict[Place, SiteVersions], dict[Place, ProtocolRefused]]:
    versions: dict[Place, SiteVersions] = {}
    refused: dict[Place, ProtocolRefused] = {}
    for place, rows in _approved(session).items():
        try:
            versions[place] = tuple(_version(row, content) for row, content in rows)
        except ProtocolRefused as error:  # its site waits, and is told; the others go on
            refused[place] = error
    return versions, refused


def _approved(session: Session) -> dict[Place, list[tuple[ApprovalRow, str]]]:
    """Of each site what stands, by its first days, with the file of each version.

    Of two with one day the one that was approved later holds.
    """
    last: dict[tuple[str, str, str], ApprovalRow] = {}
    for row in session.exec(select(ApprovalRow).order_by(col(ApprovalRow.id))):
        last[row.protocol, row.site, row.version] = row
    standing = [row for row in last.values() if not row.withdrawn]
    written = _contents(session) if standing else {}
    by_place: defaultdict[Place, list[tuple[ApprovalRow, str]]] = defaultdict(list)
    for row in sorted(standing, key=lambda row: (row.starts or date.min, row.id or 0)):
        content = written[row.protocol, row.version]
        by_place[row.protocol, row.site].append((row, content))
    return by_place


def _contents(session: Session) -> dict[tuple[str, str], str]:
    rows = session.exec(select(ProtocolVersionRow)).all()
    return {(row.protocol, row.version): row.content for row in rows}


def _version(row: ApprovalRow, content: str) -> Version:
    read = read_stored(row.protocol, content)
    if row.starts is None:
        return Version(read)
    zone = load_protocol(row.protocol).sites[row.site].zone
    return Version(read, start_of(row.starts, zone), row.asks)
