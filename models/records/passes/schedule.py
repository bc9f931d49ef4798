"""The published schedule: what subscribers have, and what changes in it; only differences."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Label, delete, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from models.moments import to_minute
from models.records.database.engine import reading, tried_again, writing
from models.records.database.json_text import as_text
from models.records.passes.kept_entries import (
    OF_A_REVISION,
    columns_of,
    document_of,
    entry_of,
    is_said_before,
)
from models.records.subjects.charts import subject_row
from models.records.tables import (
    Installation,
    KeptEvent,
    PublishedCalendar,
    PublishedLine,
    PublishedRevision,
    Subject,
)
from models.schedule import PublishedEntry


class ForeignEntry(ValueError):
    """One subject's entry on its way into another's calendar: a mistake of the program."""

    def __init__(self, subject: str, other: str) -> None:
        super().__init__(subject, other)
        self.subject = subject
        self.other = other


def published_entries(engine: Engine, subject: str) -> tuple[PublishedEntry, ...]:
    """The entries that the subject's subscribers have, by key.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    with reading(engine) as session:
        subject_row(session, subject)
        return tuple(entry for entry, _ in read_entries(session, [subject]))


@tried_again
def save_published(
    engine: Engine, subject: str, entries: Sequence[PublishedEntry], now: datetime
) -> int:
    """Replace the published schedule.

    Returns:
        How many entries were added, revised or removed.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    with writing(engine) as session:
        subject_row(session, subject, lock=True)
        return write_schedule(session, subject, entries, now)


def write_schedule(
    session: Session, subject: str, entries: Sequence[PublishedEntry], now: datetime
) -> int:
    """Write what differs, with one line of history for each entry that does.

    An entry of before there were reasons that is now written with its own is no revision: only
    readers' copies are old then, as other words may be made of it.

    Raises:
        ForeignEntry: if an entry is of another subject; nothing of the pass is written then.
    """
    for entry in entries:
        if entry.entry.subject != subject:
            raise ForeignEntry(subject, entry.entry.subject)
    before = _lines(session, subject)
    entries = _above_the_floor(session, before, entries)
    after = {entry.entry.key: columns_of(entry) for entry in entries}
    digests = {line.digest for line in before.values()}
    rewritten = _rewritten(before, after)
    changes = [
        *_revise(session, before, after),
        *_remove(session, [line for key, line in before.items() if key not in after], now),
    ]
    session.add_all(changes)
    if changes or rewritten:
        _forget_bytes(session, digests - {columns["digest"] for columns in after.values()})
        _count(session, subject, now if changes else None)
    return len(changes)


def _above_the_floor(
    session: Session, before: Mapping[str, PublishedLine], entries: Sequence[PublishedEntry]
) -> Sequence[PublishedEntry]:
    """Entries that are new here may be known to subscribers.

    From records that were lost, or from before they left: who comes back goes on counting.
    """
    new = {entry.entry.key: entry for entry in entries if entry.entry.key not in before}
    if not new:
        return entries
    floor = session.exec(select(Installation.sequence_floor)).first() or 0
    left = _last_sequences(session, entries[0].entry.subject, new)
    above = {
        key: replace(entry, sequence=max(entry.sequence, floor, left.get(key, -1) + 1))
        for key, entry in new.items()
    }
    return [above.get(entry.entry.key, entry) for entry in entries]


def _last_sequences(session: Session, subject: str, keys: Collection[str]) -> dict[str, int]:
    """The last sequence that subscribers saw of each of some entries that have left."""
    query = select_columns(
        col(PublishedRevision.key), func.max(col(PublishedRevision.sequence))
    ).where(col(PublishedRevision.subject) == subject, col(PublishedRevision.key).in_(keys))
    rows = session.connection().execute(query.group_by(col(PublishedRevision.key)))
    return {row[0]: row[1] for row in rows}


def _rewritten(
    before: Mapping[str, PublishedLine], after: Mapping[str, dict[str, Any]]
) -> list[str]:
    """Give what was kept as sentences its reasons, where nothing else is new."""
    found = [
        key
        for key, columns in after.items()
        if key in before and _is_same_in_another_form(before[key], columns)
    ]
    for key in found:
        _write(before[key], after[key])
    return found


def _is_same_in_another_form(line: PublishedLine, columns: Mapping[str, Any]) -> bool:
    new = _new_in(line, columns)
    reasons_alone = is_said_before(line) and new.isdisjoint(OF_A_REVISION)
    return bool(new) and (reasons_alone or new == {"digest"})


def _new_in(line: PublishedLine | None, columns: Mapping[str, Any]) -> set[str]:
    """The columns that have another value; all of a line that there was not."""
    if line is None:
        return set(columns)
    return {name for name, value in columns.items() if getattr(line, name) != value}


def _write(line: PublishedLine, columns: Mapping[str, Any]) -> None:
    for name, value in columns.items():
        setattr(line, name, value)


def _count(session: Session, subject: str, now: datetime | None) -> None:
    """One more revision of the subject's calendar: readers' copies of it are old now.

    `now` is None where nothing changed but the form in which entries are kept.
    """
    row = session.get(PublishedCalendar, subject)
    moment = None if now is None else now.replace(microsecond=0)  # as the header Last-Modified
    if row is not None:
        row.revision += 1
        row.changed_at = max(filter(None, (moment, row.changed_at)))
    elif moment is not None:
        session.add(PublishedCalendar(subject=subject, revision=1, changed_at=moment))


def _forget_bytes(session: Session, digests: Collection[str]) -> None:
    if digests:
        session.exec(delete(KeptEvent).where(col(KeptEvent.digest).in_(digests)))


def _lines(session: Session, subject: str) -> dict[str, PublishedLine]:
    query = select(PublishedLine).where(PublishedLine.subject == subject)
    return {line.key: line for line in session.exec(query.order_by(col(PublishedLine.key)))}


def _revise(
    session: Session, before: Mapping[str, PublishedLine], after: Mapping[str, dict[str, Any]]
) -> Iterator[PublishedRevision]:
    for key, columns in after.items():
        line = before.get(key)
        changed = _new_in(line, columns)
        if not changed:
            continue
        if line is None:
            session.add(PublishedLine(**columns))
        else:
            _write(line, columns)
        yield PublishedRevision(
            subject=columns["subject"],
            key=key,
            sequence=columns["sequence"],
            revised=columns["revised"],
            document=document_of(columns),
            changed=as_text([name for name in columns if name in changed - {"digest"}]),
        )


def _remove(
    session: Session, gone: Sequence[PublishedLine], now: datetime
) -> Iterator[PublishedRevision]:
    for line in gone:
        session.delete(line)
        yield PublishedRevision(
            subject=line.subject,
            key=line.key,
            sequence=line.sequence,
            revised=to_minute(now),
            changed=as_text(["removed"]),
        )


def read_entries(
    session: Session, subjects: Sequence[str], kept: Container[str] = ()
) -> Iterator[tuple[PublishedEntry, str]]:
    """The entries of some subjects, by subject and key, each with its digest as kept.

    `kept` are the digests of those of which only title and facts are wanted.
    """
    lines = SQLModel.metadata.tables["published_entry"]
    trial: Label[str] = col(Subject.protocol).label("trial")
    query = (
        select_columns(lines, trial)
        .join(Subject, col(Subject.number) == lines.c.subject)
        .where(lines.c.subject.in_(subjects))
    )
    for row in session.connection().execute(query.order_by(lines.c.subject, lines.c.key)):
        columns = row._mapping  # noqa: SLF001  the documented way to a row's names
        yield entry_of(columns, whole=row.digest not in kept), row.digest
