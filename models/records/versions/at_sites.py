"""What stands at the sites: their own calendars, and the versions that they plan by."""

from collections import defaultdict
from collections.abc import Collection
from contextlib import suppress
from datetime import date

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from models.errors import ProtocolRefused
from models.moments import start_of
from models.protocol import Protocol
from models.records.database.engine import reading
from models.records.subjects.site_calendars import calendars_of
from models.records.tables import ApprovalRow, ProtocolVersionRow
from models.versions.in_force import AtSites, Place, SiteVersions, Version
from models.versions.known import know, know_since, known_since
from models.versions.stored import read_stored

Contents = dict[tuple[str, str], str]
"""The file of each version, by trial and name."""


def all_at_sites(engine: Engine) -> AtSites:
    """What stands at every site."""
    with reading(engine) as session:
        return at_sites(session)


def learn_versions(engine: Engine) -> None:
    """Let this process name and read by every version that a site approved until now."""
    with reading(engine) as session:
        learn(session)


def learn(session: Session) -> None:
    """The same in a transaction; one short query while nobody approves anything."""
    last = session.exec(select(func.max(ApprovalRow.id))).one()
    mark = (str(session.connection().engine.url), last)
    if not known_since(mark):
        know(AtSites(recorded=_recorded(_contents(session))))
        know_since(mark)


def at_sites(session: Session, sites: Collection[str] | None = None) -> AtSites:
    """The calendars of some sites, or of all, and every version, as in this transaction.

    Versions of all sites: what was recorded by one of them is read wherever a subject is.
    """
    standing = _approved(session)
    written = _contents(session) if standing else {}
    versions, refused = _readable(standing, written)
    calendars = calendars_of(session, sites)
    there = AtSites(calendars, versions, refused, _recorded(written))
    know(there)
    return there


def _approved(session: Session) -> list[ApprovalRow]:
    """All that was ever said of a version at a site, the last of it; by its first days.

    Of two with one day the one that was approved later holds.
    """
    last: dict[tuple[str, str, str], ApprovalRow] = {}
    for row in session.exec(select(ApprovalRow).order_by(col(ApprovalRow.id))):
        last[row.protocol, row.site, row.version] = row
    return sorted(last.values(), key=lambda row: (row.starts or date.min, row.id or 0))


def _readable(
    standing: list[ApprovalRow], written: Contents
) -> tuple[dict[Place, SiteVersions], dict[Place, ProtocolRefused]]:
    by_place: defaultdict[Place, list[ApprovalRow]] = defaultdict(list)
    for row in standing:
        if not row.withdrawn:
            by_place[row.protocol, row.site].append(row)
    versions: dict[Place, SiteVersions] = {}
    refused: dict[Place, ProtocolRefused] = {}
    for place, rows in by_place.items():
        try:
            versions[place] = tuple(_version(row, written) for row in rows)
        except ProtocolRefused as error:  # its site waits, and is told; the others go on
            refused[place] = error
    return versions, refused


def _recorded(written: Contents) -> dict[str, tuple[Protocol, ...]]:
    """Every version that can still be read, the last one recorded last."""
    found: defaultdict[str, list[Protocol]] = defaultdict(list)
    for (trial, _), content in written.items():
        with suppress(ProtocolRefused):  # who is planned by it is told; nobody is read by it
            found[trial].append(read_stored(trial, content))
    return {trial: tuple(versions) for trial, versions in found.items()}


def _contents(session: Session) -> Contents:
    rows = session.exec(select(ProtocolVersionRow).order_by(col(ProtocolVersionRow.id))).all()
    return {(row.protocol, row.version): row.content for row in rows}


def _version(row: ApprovalRow, written: Contents) -> Version:
    read = read_stored(row.protocol, written[row.protocol, row.version])
    site = read.sites.get(row.site)
    if row.starts is None or site is None:  # of a site that is gone nobody is planned
        return Version(read)
    return Version(read, start_of(row.starts, site.zone), row.asks)
