"""Hand-over notes: what one shift tells the next, kept with the records and told nowhere else."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, and_, func, true
from sqlmodel import Session, col, or_, select

from models.records.database.engine import reading, tried_again, writing
from models.records.people.audit import note
from models.records.people.sight import Sight
from models.records.subjects.charts import subject_row
from models.records.tables import HandoverDone, HandoverNote, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote:
    """A note as it is written.

    Attributes:
        subject: whom it is about; empty for a note of the shift.
        site: of a note of the shift; not read where a subject is named.
        day: for which it is meant, on the site's clock.
        key: of this deed: sent again under it, the note is there once.
    """

    subject: str
    site: str
    day: date
    text: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """One note.

    Attributes:
        subject: None for a note of the shift.
        site: where the subject is looked after now, or whose shift's it is.
        done_at: with `done_by`, when it was ticked as done; None while it is open.
    """

    number: int
    subject: str | None
    site: str
    day: date
    text: str
    at: datetime
    by: str
    done_at: datetime | None
    done_by: str | None


@tried_again
def write_note(engine: Engine, new: NewNote, *, now: datetime, by: str) -> int:
    """Keep a note, once for each key; the audit keeps who wrote it, and not what it says.

    Returns:
        Its number.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    with writing(engine) as session:
        known = session.exec(select(HandoverNote.id).where(HandoverNote.key == new.key)).first()
        if known is not None:
            return known
        if new.subject:
            subject_row(session, new.subject)
        row = HandoverNote(
            subject=new.subject or None,
            site=None if new.subject else new.site,
            day=new.day.isoformat(),
            text=new.text,
            key=new.key,
            at=now,
            by=by,
        )
        session.add(row)
        session.flush()  # the audit names its number
        deed = f"wrote hand-over note {row.id} for {row.day}"
        note(session, deed, by=by, at=now, subject=row.subject)
        return row.id or 0


@tried_again
def tick_note(
    engine: Engine, number: int, sight: Sight, *, now: datetime, by: str
) -> NoteLine | None:
    """Tick a note as done; of two who do, the first stands.

    Returns:
        The note as it was; None where there is no such note of these sites.
    """
    with writing(engine) as session:
        lines = _lines(session, _seen(sight), HandoverNote.id == number)
        if lines and lines[0].done_at is None:
            subject = lines[0].subject
            session.add(HandoverDone(note=number, subject=subject, at=now, by=by))
            note(session, f"ticked hand-over note {number}", by=by, at=now, subject=subject)
        return lines[0] if lines else None


def handover_notes(
    engine: Engine,
    sight: Sight,
    *,
    subject: str | None = None,
    until: date | None = None,
    done_since: datetime | None = None,
) -> list[NoteLine]:
    """The open notes of some sites, by the day for which they are meant.

    Args:
        sight: whose may be seen; of a shift, those of the sites.
        subject: only those about one subject.
        until: only those for this day and before; None for later ones as well.
        done_since: with those that were ticked as done from then on.
    """
    wanted = [_seen(sight), _still_told(done_since)]
    if subject is not None:
        wanted.append(col(HandoverNote.subject) == subject)
    if until is not None:
        wanted.append(col(HandoverNote.day) <= until.isoformat())
    with reading(engine) as session:
        return _lines(session, *wanted)


def _seen(sight: Sight) -> ColumnElement[bool]:
    """A note of a shift is of a site and of no trial."""
    site, of_shift = func.coalesce(HandoverNote.site, Subject.site), col(HandoverNote.site)
    trials = Sight(trials=sight.trials).subjects
    seen = Sight(sites=sight.sites).of(site, col(Subject.protocol))
    return and_(site.is_not(None), *seen, or_(of_shift.is_not(None), and_(true(), *trials)))


def _still_told(done_since: datetime | None) -> ColumnElement[bool]:
    is_open = col(HandoverDone.id).is_(None)
    return is_open if done_since is None else or_(is_open, col(HandoverDone.at) >= done_since)


def _lines(session: Session, *wanted: Any) -> list[NoteLine]:
    query = (
        select(HandoverNote, Subject.site, HandoverDone.at, HandoverDone.by)
        .outerjoin(Subject, col(Subject.number) == HandoverNote.subject)
        .outerjoin(HandoverDone, col(HandoverDone.note) == HandoverNote.id)
        .where(*wanted)
        .order_by(col(HandoverNote.day), col(HandoverNote.id))
    )
    return [_line(row) for row in session.exec(query).all()]


def _line(row: Row[Any] | tuple[Any, ...]) -> NoteLine:
    kept, site, done_at, done_by = row
    return NoteLine(
        number=kept.id or 0,
        subject=kept.subject,
        site=kept.site or site,
        day=date.fromisoformat(kept.day),
        text=kept.text,
        at=kept.at,
        by=kept.by,
        done_at=done_at,
        done_by=done_by,
    )
