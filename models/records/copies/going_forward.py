"""What a restore owes those who read the lost records: nothing of theirs runs backwards.

What was published after the copy was made is known to subscribers alone. No entry is moved more
than once a minute in the long run, so a SEQUENCE that counts minutes is above all they have.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from secrets import token_hex
from typing import Final

from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from models.moments import Minute, to_minute
from models.records.database.engine import writing
from models.records.database.writing import wake
from models.records.feeds.pushes import forget_pushes
from models.records.passes.schedule import read_entries, write_schedule
from models.records.people.audit import note
from models.records.tables import Installation, PublishedCalendar, Subject, WebSession
from models.schedule import PublishedEntry

COUNTED_FROM: Final[Minute] = 29_453_760
"""2026-01-01T00:00Z, before any calendar of this program was published."""


def go_forward(engine: Engine, *, origin: str, now: datetime, by: str) -> int:
    """Raise every SEQUENCE, LAST-MODIFIED and revision, and end what a copy must not revive.

    Everybody is due for a pass and signed out, and the keys of the day's messages are new ones.
    History is added to, never changed.

    Args:
        origin: the copy's name, for the audit.

    Returns:
        The least SEQUENCE from now on.
    """
    with writing(engine) as session:
        whole = session.get_one(Installation, 1)
        whole.word = token_hex(4)
        whole.sequence_floor = max(whole.sequence_floor + 1, to_minute(now) - COUNTED_FROM)
        session.flush()  # what is published below reads it
        for subject in session.exec(select(Subject).order_by(col(Subject.number))):
            _publish_again(session, subject.number, whole.sequence_floor, now)
            wake(subject, now)
        forget_pushes(session)  # the calendar server may hold what the copy does not know
        _sign_everybody_out(session, now)
        note(session, "restored all records from a copy", by=by, at=now, why=origin)
        return whole.sequence_floor


def _publish_again(session: Session, subject: str, least: int, now: datetime) -> None:
    entries = [raised(entry, least, to_minute(now)) for entry in _published(session, subject)]
    write_schedule(session, subject, entries, now)
    calendar = session.get(PublishedCalendar, subject)
    if calendar is not None:
        calendar.revision = max(calendar.revision, least)


def _published(session: Session, subject: str) -> Iterator[PublishedEntry]:
    return (entry for entry, _ in read_entries(session, [subject]))


def raised(entry: PublishedEntry, least: int, now: Minute) -> PublishedEntry:
    """The same entry as a revision of now, above every SEQUENCE that anybody has of it."""
    sequence, revised = max(entry.sequence + 1, least), max(now, entry.revised)
    return replace(entry, sequence=sequence, revised=revised)


def _sign_everybody_out(session: Session, now: datetime) -> None:
    """Sessions that were ended since the copy was made would be open again."""
    open_ones = col(WebSession.ended_at).is_(None)
    session.connection().execute(update(WebSession).where(open_ones).values(ended_at=now))
