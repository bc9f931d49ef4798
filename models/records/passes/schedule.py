"""The published schedule: what subscribers have, and what changes in it; only differences."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, delete
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from models.moments import to_minute
from models.records.database.engine import reading, tried_again, writing
from models.records.database.json_text import as_text
from models.records.subjects.charts import subject_row
from models.records.tables import (
    KeptEvent,
    PublishedCalendar,
    PublishedLine,
    PublishedRevision,
)
from models.schedule import Entry, EntryKind, EntryStatus, PublishedEntry


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

    Raises:
        ForeignEntry: if an entry is of another subject; nothing of the pass is written then.
    """
    for entry in entries:
        if entry.entry.subject != subject:
            raise ForeignEntry(subject, entry.entry.subject)
    before = _lines(session, subject)
    after = {entry.entry.key: _columns(entry) for entry in entries}
    digests = {line.digest for line in before.values()}
    changes = [
        *_revise(session, before, after),
        *_remove(session, [line for key, line in before.items() if key not in after], now),
    ]
    if changes:
        session.add_all(changes)
        _forget_bytes(session, digests - {columns["digest"] for columns in after.values()})
        _count(session, subject, now)
    return len(changes)


def _count(session: Session, subject: str, now: datetime) -> None:
    """One more revision of the subject's calendar: readers' copies of it are old now."""
    moment = now.replace(microsecond=0)  # the header Last-Modified has no fractions
    row = session.get(PublishedCalendar, subject)
    if row is None:
        session.add(PublishedCalendar(subject=subject, revision=1, changed_at=moment))
    else:
        row.revision += 1
        row.changed_at = max(moment, row.changed_at)


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
        changed = [
            name for name, value in columns.items() if line is None or getattr(line, name) != value
        ]
        if line is not None and changed == ["digest"]:  # of before there was one
            line.digest = columns["digest"]
            continue
        if not changed:
            continue
        if line is None:
            session.add(PublishedLine(**columns))
        for name in changed if line else ():
            setattr(line, name, columns[name])
        yield PublishedRevision(
            subject=columns["subject"],
            key=key,
            sequence=columns["sequence"],
            revised=columns["revised"],
            document=json.dumps(columns, ensure_ascii=False, default=date.isoformat),
            changed=as_text([name for name in changed if name != "digest"]),
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


def _columns(published: PublishedEntry) -> dict[str, Any]:
    entry = asdict(published.entry)
    del entry["bound_by"]
    return {
        **entry,
        "status": published.entry.status.value,
        "kind": published.entry.kind.value,
        "sequence": published.sequence,
        "created": published.created,
        "revised": published.revised,
        "changed": published.changed,
        "changed_zh": published.changed_zh,
        "digest": published.digest,
    }


_OF_THE_REVISION = ("sequence", "created", "revised", "changed", "changed_zh")


def read_entries(session: Session, subjects: Sequence[str]) -> Iterator[tuple[PublishedEntry, str]]:
    """The entries of some subjects, by subject and key, each with its digest as kept."""
    lines = SQLModel.metadata.tables["published_entry"]
    query = select_columns(lines).where(lines.c.subject.in_(subjects))
    for row in session.connection().execute(query.order_by(lines.c.subject, lines.c.key)):
        yield _entry(dict(row._mapping)), row.digest  # noqa: SLF001  the documented way to a row's names


def _entry(row: dict[str, Any]) -> PublishedEntry:
    row["kind"], row["status"] = EntryKind(row["kind"]), EntryStatus(row["status"])
    del row["digest"]
    revision = {name: row.pop(name) for name in _OF_THE_REVISION}
    return PublishedEntry(entry=Entry(**row), **revision)
