"""The audit as people read it: who did what when and why, with the old and the new value."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Engine, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.records.database.engine import reading
from models.records.database.json_text import from_text
from models.records.people.sight import EVERYTHING, Sight
from models.records.tables import AuditLine, RecordedFact, Subject

_RECORDED: Final = re.compile(r"recorded (?P<new>.+)")
_CHANGED: Final = re.compile(r"(corrected|took back) (?P<old>.+) by (?P<new>.+)")
_AT_ONCE: Final = 400

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines are asked for.

    Attributes:
        who: a person, with what programs do for that person; all where it is empty.
        sight: whose lines may be seen; where that is everything, those of no subject too.
        since, until: both ends included.
        before: only lines with a lower number, for the next page.
    """

    subject: str = ""
    who: str = ""
    since: datetime | None = None
    until: datetime | None = None
    sight: Sight = EVERYTHING
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of the audit.

    Attributes:
        site: where the subject is looked after now; None where the line is of no subject.
        old, new: the fact that was changed, and the one that was recorded, where it was one.
    """

    number: int
    at: datetime
    who: str
    what: str
    why: str | None
    subject: str | None
    site: str | None
    old: Document | None = None
    new: Document | None = None


def audit_trail(engine: Engine, wanted: Wanted, limit: int | None = None) -> list[AuditEntry]:
    """The lines that are asked for, newest first, at most `limit` of them.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    query = _chosen(wanted).order_by(col(AuditLine.id).desc()).limit(limit)
    with reading(engine) as session:
        lines = list(session.exec(query))
        subjects = sorted({line.subject for line in lines if line.subject})
        sites = dict(_sites(session, subjects))
        facts = dict(_facts(session, subjects))
    return [_entry(line, sites, facts) for line in lines]


def _chosen(wanted: Wanted) -> SelectOfScalar[AuditLine]:
    query = select(AuditLine)
    if wanted.subject:
        query = query.where(AuditLine.subject == wanted.subject)
    if wanted.who:
        theirs = col(AuditLine.who).startswith(f"{wanted.who} (", autoescape=True)
        query = query.where(or_(col(AuditLine.who) == wanted.who, theirs))
    if wanted.since is not None:
        query = query.where(col(AuditLine.at) >= wanted.since)
    if wanted.until is not None:
        query = query.where(col(AuditLine.at) <= wanted.until)
    if wanted.before is not None:
        query = query.where(col(AuditLine.id) < wanted.before)
    if wanted.sight != EVERYTHING:
        seen = select(Subject.number).where(*wanted.sight.subjects)
        query = query.where(col(AuditLine.subject).in_(seen))
    return query


def _sites(session: Session, subjects: Iterable[str]) -> Iterator[tuple[str, str]]:
    for some in _parts(list(subjects)):
        query = select(Subject.number, Subject.site).where(col(Subject.number).in_(some))
        yield from session.exec(query)


def _facts(session: Session, subjects: Iterable[str]) -> Iterator[tuple[tuple[str, str], Document]]:
    for some in _parts(list(subjects)):
        query = select(RecordedFact).where(col(RecordedFact.subject).in_(some))
        for row in session.exec(query):
            yield (row.subject, row.fact), from_text(row.document)


def _parts(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]


def _entry(
    line: AuditLine, sites: Mapping[str, str], facts: Mapping[tuple[str, str], Document]
) -> AuditEntry:
    subject = line.subject or ""
    did = _CHANGED.fullmatch(line.what) or _RECORDED.fullmatch(line.what)
    named = did.groupdict() if did else {}
    old, new = (facts.get((subject, named.get(which, ""))) for which in ("old", "new"))
    return AuditEntry(
        number=line.id or 0,
        at=line.at,
        who=line.who,
        what=line.what,
        why=line.why,
        subject=line.subject,
        site=sites.get(subject),
        old=old,
        new=new,
    )
