"""Approving a version of a protocol at a site, and taking an approval back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.records.closing.closing import closed_row
from models.records.database.engine import reading, tried_again, writing
from models.records.database.errors import NotApproved, TrialClosed, VersionChanged
from models.records.passes.footprints import wake_trial
from models.records.people.audit import note
from models.records.tables import ApprovalRow, ProtocolVersionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenVersion:
    """A version as its file has it."""

    protocol: str
    version: str
    content: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What stands of one version at one site.

    Attributes:
        starts: the first day on which it counts; None for the one that counted before.
        asks: the step after which it counts for a subject; None where it asks for none.
        sha256: of the version's file.
    """

    protocol: str
    site: str
    version: str
    starts: date | None
    asks: str | None
    sha256: str
    at: datetime
    by: str


@tried_again
def approve_version(
    engine: Engine,
    site: str,
    written: WrittenVersion,
    starts: date,
    *,
    before: WrittenVersion,
    asks: str | None,
    now: datetime,
    by: str,
) -> int | None:
    """Let a site plan by a version from a day on; everybody there is looked at anew.

    Safe to repeat. The same version with another day takes the place of what was said before.

    Args:
        before: the version that counted until now; kept with the site's first approval.

    Returns:
        How many subjects are due for a pass because of it; None where it stood so already.

    Raises:
        VersionChanged: if a version of that name is on record with another content.
        TrialClosed: if the trial is closed.
        StoreTrouble: if the database cannot be used; nothing was written then.
    """
    with writing(engine) as session:
        if closed_row(session, written.protocol) is not None:
            raise TrialClosed(written.protocol)
        known = standing_rows(session, written.protocol, site)
        last = known.get(written.version)
        if not known:
            _keep(session, before, now=now, by=by)
        _keep(session, written, now=now, by=by)
        if last is not None and (last.starts, last.asks) == (starts, asks):
            return None
        if not known:
            session.add(_row(before, site, None, None, now=now, by=by))
        session.add(_row(written, site, starts, asks, now=now, by=by))
        said = f"approved version {written.version} at {site} from {starts.isoformat()}"
        note(session, said, by=by, at=now)
        return wake_trial(session, written.protocol, now)


@tried_again
def withdraw_approval(
    engine: Engine, trial: str, site: str, version: str, *, why: str, now: datetime, by: str
) -> int:
    """Take an approval back, as if it had never been given; what it moved moves back.

    Returns:
        How many subjects are due for a pass because of it.

    Raises:
        NotApproved: if the site plans by no such version, or has no other.
        TrialClosed: if the trial is closed.
        StoreTrouble: if the database cannot be used; nothing was written then.
    """
    with writing(engine) as session:
        if closed_row(session, trial) is not None:
            raise TrialClosed(trial)
        known = standing_rows(session, trial, site)
        last = known.get(version)
        if last is None or last.starts is None:
            able = tuple(name for name, row in known.items() if row.starts is not None)
            raise NotApproved(site, version, able)
        taken = ApprovalRow(
            protocol=trial, site=site, version=version, withdrawn=True, why=why, at=now, by=by
        )
        session.add(taken)
        said = f"took back the approval of version {version} at {site}"
        note(session, said, by=by, at=now, why=why)
        return wake_trial(session, trial, now)


def approvals(engine: Engine, trial: str) -> list[Approval]:
    """What stands at the sites of a trial, by site and first day."""
    with reading(engine) as session:
        rows = _standing(session.exec(_of_trial(trial)).all())
        hashes = {row.version: row.sha256 for row in _versions(session, trial)}
        stated = [_approval(row, hashes) for row in rows]
    return sorted(stated, key=lambda one: (one.site, one.starts or date.min))


def recorded_version(engine: Engine, trial: str, version: str) -> WrittenVersion | None:
    """A version that is on record, by its name; None where none is called so."""
    with reading(engine) as session:
        row = _version_row(session, trial, version)
        return None if row is None else _written(row)


def standing_rows(session: Session, trial: str, site: str) -> dict[str, ApprovalRow]:
    """What stands of each version at a site, in this transaction."""
    rows = session.exec(_of_trial(trial).where(ApprovalRow.site == site)).all()
    return {row.version: row for row in _standing(rows)}


def _standing(rows: Sequence[ApprovalRow]) -> list[ApprovalRow]:
    last = {(row.site, row.version): row for row in rows}
    return [row for row in last.values() if not row.withdrawn]


def _of_trial(trial: str) -> SelectOfScalar[ApprovalRow]:
    return select(ApprovalRow).where(ApprovalRow.protocol == trial).order_by(col(ApprovalRow.id))


def _versions(session: Session, trial: str) -> Sequence[ProtocolVersionRow]:
    query = select(ProtocolVersionRow).where(ProtocolVersionRow.protocol == trial)
    return session.exec(query).all()


def _version_row(session: Session, trial: str, version: str) -> ProtocolVersionRow | None:
    named = ProtocolVersionRow.version == version
    query = select(ProtocolVersionRow).where(ProtocolVersionRow.protocol == trial, named)
    return session.exec(query).one_or_none()


def _keep(session: Session, written: WrittenVersion, *, now: datetime, by: str) -> None:
    row = _version_row(session, written.protocol, written.version)
    if row is None:
        session.add(
            ProtocolVersionRow(
                protocol=written.protocol,
                version=written.version,
                sha256=written.sha256,
                content=written.content,
                at=now,
                by=by,
            )
        )
    elif row.sha256 != written.sha256:
        raise VersionChanged(written.protocol, written.version)


def _row(
    written: WrittenVersion,
    site: str,
    starts: date | None,
    asks: str | None,
    *,
    now: datetime,
    by: str,
) -> ApprovalRow:
    return ApprovalRow(
        protocol=written.protocol,
        site=site,
        version=written.version,
        starts=starts,
        asks=asks,
        at=now,
        by=by,
    )


def _approval(row: ApprovalRow, hashes: dict[str, str]) -> Approval:
    return Approval(
        protocol=row.protocol,
        site=row.site,
        version=row.version,
        starts=row.starts,
        asks=row.asks,
        sha256=hashes[row.version],
        at=row.at,
        by=row.by,
    )


def _written(row: ProtocolVersionRow) -> WrittenVersion:
    return WrittenVersion(
        protocol=row.protocol, version=row.version, content=row.content, sha256=row.sha256
    )
