"""Records that ask for a signature, newest first, with the signatures they have."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.records.alerts.deviation_alerts import EXPLAINED
from models.records.database.engine import reading
from models.records.database.json_text import from_text
from models.records.signatures.signing import Signable, content_of
from models.records.tables import DeviationNote, RecordedFact, SignatureRow, Subject
from models.signatures import Meaning

MOST: Final = 200
Record = RecordedFact | DeviationNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature.

    Attributes:
        fits: whether the record is still the one that was signed.
    """

    number: int
    by: str
    at: datetime
    meaning: Meaning
    content: str
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """A correction, a taking-back, or what was said of a deviation.

    Attributes:
        number: of the record in its table.
        fact: what was recorded; None for an explanation.
        deviation: the number of the deviation; None for a fact.
        signatures: in their order; none while it waits.
    """

    kind: Signable
    number: int
    subject: str
    site: str
    at: datetime
    by: str
    why: str
    fact: Mapping[str, Any] | None
    deviation: int | None
    signatures: tuple[Signature, ...]


def records_to_sign(
    engine: Engine, sites: Collection[str] | None, *, subject: str = ""
) -> list[ToSign]:
    """The newest of some sites, at most `MOST` of each kind; what has a signature is told as well.

    Args:
        sites: None for all.
        subject: of one subject alone; of all where it is empty.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    with reading(engine) as session:
        found: list[tuple[Record, str]] = [
            *_facts(session, sites, subject),
            *_explanations(session, sites, subject),
        ]
        given = _signatures(session, [row for row, _ in found])
        listed = [_listed(row, site, given) for row, site in found]
    return sorted(listed, key=lambda one: (one.at, one.number), reverse=True)


def _facts(
    session: Session, sites: Collection[str] | None, subject: str
) -> Iterable[tuple[RecordedFact, str]]:
    query = (
        select(RecordedFact, Subject.site)
        .join(Subject, col(Subject.number) == RecordedFact.subject)
        .where(col(RecordedFact.corrects).is_not(None))
    )
    if sites is not None:
        query = query.where(col(Subject.site).in_(sites))
    if subject:
        query = query.where(RecordedFact.subject == subject)
    return session.exec(query.order_by(col(RecordedFact.id).desc()).limit(MOST)).all()


def _explanations(
    session: Session, sites: Collection[str] | None, subject: str
) -> Iterable[tuple[DeviationNote, str]]:
    query = (
        select(DeviationNote, Subject.site)
        .join(Subject, col(Subject.number) == DeviationNote.subject)
        .where(DeviationNote.what == EXPLAINED)
    )
    if sites is not None:
        query = query.where(col(Subject.site).in_(sites))
    if subject:
        query = query.where(DeviationNote.subject == subject)
    return session.exec(query.order_by(col(DeviationNote.id).desc()).limit(MOST)).all()


def _signatures(
    session: Session, records: Iterable[Record]
) -> Mapping[tuple[str, str], list[SignatureRow]]:
    found: dict[tuple[str, str], list[SignatureRow]] = defaultdict(list)
    of_kind: dict[str, list[str]] = defaultdict(list)
    for record in records:
        of_kind[_kind(record).value].append(str(record.id))
    for kind, rows in of_kind.items():
        ours = SignatureRow.kind == kind, col(SignatureRow.row).in_(rows)
        for row in session.exec(select(SignatureRow).where(*ours).order_by(col(SignatureRow.id))):
            found[row.kind, row.row].append(row)
    return found


def _listed(row: Record, site: str, given: Mapping[tuple[str, str], list[SignatureRow]]) -> ToSign:
    kind, content = _kind(row), content_of(row)
    told = _of_fact(row) if isinstance(row, RecordedFact) else _of_explanation(row)
    return ToSign(
        kind=kind,
        number=row.id or 0,
        subject=row.subject,
        site=site,
        signatures=tuple(_told(one, content) for one in given.get((kind.value, str(row.id)), ())),
        **told,
    )


def _of_fact(row: RecordedFact) -> dict[str, Any]:
    said = {"at": row.recorded_at, "by": row.recorded_by, "why": row.reason or ""}
    return {**said, "fact": from_text(row.document), "deviation": None}


def _of_explanation(row: DeviationNote) -> dict[str, Any]:
    said = {"at": row.at, "by": row.by or "", "why": row.why or ""}
    return {**said, "fact": None, "deviation": row.deviation}


def _told(row: SignatureRow, content: str) -> Signature:
    return Signature(
        number=row.id or 0,
        by=row.by,
        at=row.at,
        meaning=Meaning(row.meaning),
        content=row.content,
        fits=row.content == content,
    )


def _kind(row: Record) -> Signable:
    return Signable.FACT if isinstance(row, RecordedFact) else Signable.EXPLANATION
