"""The register of protocol deviations, as it is read: each line with what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlmodel import col, select

from models.reasons.kept import AsSaidBefore, read_kept
from models.reasons.reason import Reason
from models.records.alerts.deviation_alerts import EXPLAINED, LIFTED
from models.records.database.engine import reading
from models.records.database.json_text import from_text
from models.records.subjects.charts import own_zone, subject_row
from models.records.tables import DeviationNote, DeviationRow, Subject

FOUND, CHANGED, RESTATED = "found", "changed", "restated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What somebody said of a deviation at one time.

    Attributes:
        action: what was done about it.
        reported_on: the day on which `reported_to` was told.
    """

    why: str
    root_cause: str | None
    action: str | None
    reported_to: str | None
    reported_on: date | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredDeviation:
    """One line of the register, as it stands.

    Attributes:
        trial: the subject's.
        zone: of the subject's chart; None where it names none, and its site's counts.
        stands: False where it no longer follows from the facts, as after a correction.
        found_at: when a pass first found it.
        recorded_by: who recorded that the step was done.
        reason: what was against the rule; as it was said, for what was found before there
            were reasons and has not been restated since.
        said: everything that was said of it, the oldest first; the last stands. Nothing while the
            reason is asked for.
    """

    number: int
    subject: str
    trial: str
    site: str
    zone: ZoneInfo | None
    step: str
    rule: str
    cause: str | None
    stands: bool
    found_at: datetime
    recorded_by: str | None
    margin_minutes: int | None
    reason: Reason
    said: tuple[Explanation, ...] = ()

    @property
    def explained(self) -> Explanation | None:
        """What stands of all that was said; None while the reason is asked for."""
        return self.said[-1] if self.said else None

    @property
    def why(self) -> str | None:
        """The reason that stands."""
        return self.said[-1].why if self.said else None


def registered_deviations(engine: Engine, subject: str | None = None) -> list[RegisteredDeviation]:
    """The whole register by number, or one subject's, lifted ones included.

    Raises:
        SubjectUnknown: if a subject is named that nobody has enrolled.
    """
    lines = select(DeviationRow, Subject).join(Subject).order_by(col(DeviationRow.id))
    notes = select(DeviationNote).order_by(col(DeviationNote.deviation), col(DeviationNote.id))
    with reading(engine) as session:
        if subject is not None:
            subject_row(session, subject)
            lines = lines.where(DeviationRow.subject == subject)
            notes = notes.where(DeviationNote.subject == subject)
        by_deviation = {
            number: list(group)
            for number, group in groupby(session.exec(notes), attrgetter("deviation"))
        }
        return [_line(row, of, by_deviation[row.id]) for row, of in session.exec(lines)]


def _line(row: DeviationRow, of: Subject, notes: Sequence[DeviationNote]) -> RegisteredDeviation:
    findings = [note for note in notes if note.what in {FOUND, CHANGED, RESTATED}]
    last = next(note for note in reversed(notes) if note.what != EXPLAINED)
    return RegisteredDeviation(
        number=row.id or 0,
        subject=row.subject,
        trial=of.protocol,
        site=of.site,
        zone=own_zone(of.header),
        step=row.step,
        rule=row.rule,
        cause=row.cause,
        stands=last.what != LIFTED,
        found_at=notes[0].at,
        recorded_by=findings[-1].by,
        margin_minutes=findings[-1].margin_minutes,
        reason=reason_of(findings[-1]),
        said=tuple(_said(note) for note in notes if note.what == EXPLAINED),
    )


def _said(note: DeviationNote) -> Explanation:
    return Explanation(
        why=note.why or "",
        root_cause=note.root_cause,
        action=note.action,
        reported_to=note.reported_to,
        reported_on=date.fromisoformat(note.reported_on) if note.reported_on else None,
        by=note.by or "",
        at=note.at,
    )


def reason_of(finding: DeviationNote) -> Reason:
    """As it was said, where it was stored as a sentence or by a version that is not known here."""
    said = AsSaidBefore(texts={"en": finding.text} if finding.text else {})
    try:
        return said if finding.reason is None else read_kept(from_text(finding.reason))
    except ValueError:  # of a later version of this program
        return said
