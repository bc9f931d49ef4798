"""Records that ask for a signature, newest first, with the signatures they have."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from sqlalchemy import Engine, String, cast, exists
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from models.records.alerts.deviation_alerts import EXPLAINED
from models.records.chain.sealed_tables import SEALED
from models.records.database.engine import reading
from models.records.database.json_text import from_text
from models.records.people.sight import Sight
from models.records.signatures.signing import Signable, content_of
from models.records.signatures.to_sign import Signature, ToSign
from models.records.tables import DeviationNote, RecordedFact, SignatureRow, Subject
from models.signatures import Meaning

MOST: Final = 200
"""How many that are signed are listed of each kind; the audit and an archive have them all."""
Record = RecordedFact | DeviationNote
R = TypeVar("R", bound=Record)


def records_to_sign(engine: Engine, sight: Sight, *, subject: str = "") -> list[ToSign]:
    """All that wait at some sites, and of each kind the newest `MOST` that are signed.

    Args:
        sight: whose may be seen.
        subject: of one subject alone; of all where it is empty.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    with reading(engine) as session:
        found: list[tuple[Record, str]] = [
            *_facts(session, sight, subject),
            *_explanations(session, sight, subject),
        ]
        given = _signatures(session, [row for row, _ in found])
        listed = [_listed(row, site, given) for row, site in found]
    return sorted(listed, key=lambda one: (one.at, one.number), reverse=True)


def _facts(session: Session, sight: Sight, subject: str) -> list[tuple[RecordedFact, str]]:
    query = (
        select(RecordedFact, Subject.site)
        .join(Subject, col(Subject.number) == RecordedFact.subject)
        .where(col(RecordedFact.corrects).is_not(None))
    )
    return _of(session, query, RecordedFact, sight, subject)


def _explanations(session: Session, sight: Sight, subject: str) -> list[tuple[DeviationNote, str]]:
    query = (
        select(DeviationNote, Subject.site)
        .join(Subject, col(Subject.number) == DeviationNote.subject)
        .where(DeviationNote.what == EXPLAINED)
    )
    return _of(session, query, DeviationNote, sight, subject)


def _of(
    session: Session,
    query: Select[R, str],
    table: type[R],
    sight: Sight,
    subject: str,
) -> list[tuple[R, str]]:
    """Everything that waits, however much, and the newest of what is signed."""
    number, kind = col(table.id), SEALED[table].name
    query = query.where(*sight.subjects)
    if subject:
        query = query.where(col(table.subject) == subject)
    ours = (col(SignatureRow.kind) == kind, col(SignatureRow.row) == cast(number, String))
    signed = exists().where(*ours)
    newest = query.where(signed).order_by(number.desc()).limit(MOST)
    return [*session.exec(query.where(~signed)).all(), *session.exec(newest).all()]


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
