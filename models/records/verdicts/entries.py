"""What a pass reads of the verdicts on record, and what it adds to them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from models.judged.made_with import MadeWith
from models.judged.news import Entry, LastPass, OnRecord
from models.reasons.kept import keep
from models.records.database.json_text import as_text
from models.records.tables import PassRecord, VerdictRow
from models.timeline.values import VerdictValue

Said = Mapping[str, str]


def last_verdicts(session: Session, subject: str) -> dict[str, OnRecord]:
    """The last entry of each step, rule and cause, by key."""
    rows = session.exec(
        select(VerdictRow).where(VerdictRow.subject == subject).order_by(col(VerdictRow.id))
    )
    return {row.key: _on_record(row) for row in rows}


def _on_record(row: VerdictRow) -> OnRecord:
    return OnRecord(
        step=row.step,
        done_by=row.done_by,
        rule=row.rule,
        cause=row.cause,
        value=None if row.value is None else VerdictValue(row.value),
        margin_minutes=row.margin_minutes,
    )


def last_pass(session: Session, subject: str) -> tuple[LastPass, str | None]:
    """What the pass before was made with, and the version of the protocol that it planned by."""
    query = select(PassRecord.made_with, PassRecord.facts, PassRecord.version)
    of_subject = query.where(PassRecord.subject == subject).order_by(col(PassRecord.id).desc())
    found = session.exec(of_subject.limit(1)).first()
    if found is None:
        return LastPass(), None
    made_with, facts, version = found
    return LastPass(made_with, facts), version


def write_verdicts(
    session: Session,
    subject: str,
    entries: Iterable[tuple[Entry, Said]],
    made_with: MadeWith,
    now: datetime,
) -> None:
    """Add what is new; with each entry its sentences by language, none where nothing is judged."""
    for entry, said in entries:
        row = VerdictRow(
            subject=subject,
            key=entry.key,
            standing=entry.standing.value,
            step=entry.step,
            rule=entry.rule,
            cause=entry.cause,
            made_with=made_with.text,
            at=now,
        )
        if entry.judged is not None:
            row.done_by = entry.judged.done_by
            row.value = entry.judged.value.value
            row.margin_minutes = entry.judged.margin_minutes
            row.reason = as_text(keep(entry.judged.reason))
            row.said = as_text(dict(said))
        session.add(row)
