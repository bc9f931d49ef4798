"""Hand-over notes as the pages show them; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from dayzero.web.views.when import Clock, When
from models.records.store import NoteLine
from wording.dates.deadlines import say_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """One note.

    Attributes:
        subject: empty for a note of the shift.
        day: for which it is meant.
        done_by: empty while it is open.
    """

    number: int
    subject: str
    site: str
    text: str
    day: When
    written: When
    by: str
    done_at: When | None
    done_by: str


def note_rows(notes: Iterable[NoteLine], clock: Clock) -> list[NoteRow]:
    """The notes in their order, on the reader's clock."""
    today = clock.now.astimezone(clock.zone).date()
    return [
        NoteRow(
            number=note.number,
            subject=note.subject or "",
            site=note.site,
            text=note.text,
            day=When(say_day(note.day, clock.language, today=today), note.day.isoformat()),
            written=clock.instant(note.at),
            by=note.by,
            done_at=clock.instant(note.done_at) if note.done_at else None,
            done_by=note.done_by or "",
        )
        for note in notes
    ]
