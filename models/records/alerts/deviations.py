"""The register of protocol deviations: found by passes, explained by people, never erased."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session, select
from sqlmodel.sql.expression import SelectOfScalar

from models.alerting.deviations import Deviation
from models.reasons.kept import AsSaidBefore, keep
from models.records.alerts.deviation_alerts import LIFTED, alerts_asking, last_findings
from models.records.alerts.deviation_register import CHANGED, FOUND, RESTATED, reason_of
from models.records.alerts.explanations import NOTHING_MORE, Particulars, write_explanation
from models.records.alerts.lifecycle import acknowledge_row
from models.records.database.engine import tried_again, writing
from models.records.database.errors import DeviationUnknown
from models.records.database.json_text import as_text
from models.records.signatures.signing import write_signature
from models.records.tables import DeviationNote, DeviationRow, RecordedFact
from models.signatures import Signing


@tried_again
def explain_deviation(
    engine: Engine,
    number: int,
    *,
    why: str,
    more: Particulars = NOTHING_MORE,
    signing: Signing | None = None,
    now: datetime,
    by: str,
) -> None:
    """Give the reason for a deviation; it also answers the alert that asks for it.

    What was said before is kept; the same said again is not written again.

    Args:
        signing: the signature that is given with it; None for none.

    Raises:
        DeviationUnknown: if no deviation has that number.
    """
    with writing(engine) as session:
        row = session.get(DeviationRow, number)
        if row is None:
            raise DeviationUnknown(number)
        said = write_explanation(session, row, why=why, more=more, now=now, by=by)
        if said is not None and signing is not None:
            write_signature(session, said, signing, now=now, by=by)
        for alert in alerts_asking(session, row):
            acknowledge_row(session, alert, why=f"deviation {number}: {why}", now=now, by=by)


def write_deviations(
    session: Session,
    subject: str,
    found: Iterable[Deviation],
    *,
    protocol_hash: str,
    now: datetime,
) -> None:
    """Write what is new in the register; the same again writes nothing.

    Of what was found before there were reasons, the reason is noted beside the sentence, once.
    """
    rows = {row.key: row for row in session.exec(_rows_of(subject))}
    last = last_findings(session, subject)
    wanted = {deviation.key: deviation for deviation in found}
    for key, deviation in wanted.items():
        row = rows.get(key) or _registered(session, subject, deviation)
        before = last.get(row.id)
        what = _news(before, deviation)
        if what is None:
            continue
        by = _recorder(session, subject, deviation.done_by)
        session.add(_finding(row, what, deviation, by=by, now=now, protocol_hash=protocol_hash))
    for key, row in rows.items():
        if key not in wanted and last[row.id].what != LIFTED:
            session.add(_note(row, LIFTED, now, protocol_hash=protocol_hash))


def _rows_of(subject: str) -> SelectOfScalar[DeviationRow]:
    return select(DeviationRow).where(DeviationRow.subject == subject)


def _registered(session: Session, subject: str, deviation: Deviation) -> DeviationRow:
    row = DeviationRow(
        subject=subject,
        key=deviation.key,
        step=deviation.step,
        rule=deviation.rule,
        cause=deviation.cause,
    )
    session.add(row)
    session.flush()  # its number is needed for its first note
    return row


def _news(before: DeviationNote | None, deviation: Deviation) -> str | None:
    """What a pass finds beside what it last wrote; None where that is the same."""
    if before is None or before.what == LIFTED:
        return FOUND
    if before.margin_minutes != deviation.margin_minutes:
        return CHANGED
    reason = reason_of(before)
    if isinstance(reason, AsSaidBefore):
        return RESTATED
    return None if reason == deviation.reason else CHANGED


def _recorder(session: Session, subject: str, fact: str | None) -> str | None:
    query = select(RecordedFact.recorded_by).where(
        RecordedFact.subject == subject, RecordedFact.fact == fact
    )
    return session.exec(query).one_or_none()


def _finding(
    row: DeviationRow,
    what: str,
    deviation: Deviation,
    *,
    by: str | None,
    now: datetime,
    protocol_hash: str,
) -> DeviationNote:
    finding = _note(row, what, now, by=by, protocol_hash=protocol_hash)
    finding.margin_minutes = deviation.margin_minutes
    finding.reason = as_text(keep(deviation.reason))
    return finding


def _note(
    row: DeviationRow,
    what: str,
    at: datetime,
    *,
    by: str | None = None,
    protocol_hash: str | None = None,
) -> DeviationNote:
    return DeviationNote(
        deviation=row.id or 0,
        subject=row.subject,
        what=what,
        at=at,
        by=by,
        protocol_hash=protocol_hash,
    )
