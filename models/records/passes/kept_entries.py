"""A published entry as the columns of its row, both ways; its reasons as versioned JSON."""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from pydantic_core import from_json

from models.reasons.kept import AsSaidBefore, keep, read_kept
from models.reasons.reason import Reason
from models.records.database.json_text import as_text
from models.records.tables import PublishedLine
from models.schedule import Entry, EntryKind, EntryStatus, PublishedEntry

OF_THE_ENTRY = (
    "subject",
    "key",
    "step",
    "starts",
    "ends",
    "first_day",
    "last_day",
    "zone",
    "busy",
    "state",
)
OF_THE_REVISION = ("sequence", "created", "revised")
SENTENCES = tuple(
    name
    for english in ("summary", "description", "location", "changed")
    for name in (english, f"{english}_zh")
)
"""The columns of what was stored before there were reasons."""

OF_A_REVISION = (*OF_THE_ENTRY, *OF_THE_REVISION, "status", "kind")
"""The columns of which another value is always another revision: all but reasons."""

DAYS = ("first_day", "last_day")
REASONS = ("title", "about", "place", "revised_why")
NOT_IN_HISTORY = frozenset({*SENTENCES, "digest"})

READ_ONCE = 4_096  # reasons; the very same objects are compared at once

UNREADABLE = AsSaidBefore(texts={})  # another version's; the next pass writes it anew


def columns_of(published: PublishedEntry) -> dict[str, Any]:
    """The columns of its row; no sentence is written any more."""
    entry = published.entry
    return {
        **_taken(entry, OF_THE_ENTRY),
        **_taken(published, OF_THE_REVISION),
        "status": entry.status.value,
        "kind": entry.kind.value,
        "title": as_text(keep(entry.title)),
        "about": as_text([keep(one) for one in entry.about]),
        "place": None if entry.place is None else as_text(keep(entry.place)),
        "revised_why": None if published.changed is None else as_text(keep(published.changed)),
        **dict.fromkeys(SENTENCES, ""),
        "digest": published.digest,
    }


def entry_of(row: Mapping[Any, Any], *, whole: bool = True) -> PublishedEntry:
    """The entry again; what was stored as sentences is read as it was said.

    A row may have its subject's trial beside its own columns, as `trial`.

    Without `whole` only its title and facts are read: all that a reader needs of an entry whose
    bytes are kept, in a quarter of the time.
    """
    before = row["title"] is None
    read = _sentences if before else _reasons
    told = read(row) if whole else _NOTHING_READ
    entry = Entry(
        **{name: row[name] for name in OF_THE_ENTRY},
        status=EntryStatus(row["status"]),
        kind=EntryKind(row["kind"]),
        title=_said(row, "summary") or UNREADABLE if before else _reason(row["title"]),
        about=told.about,
        place=told.place,
        trial=row.get("trial"),
    )
    revision = {name: row[name] for name in OF_THE_REVISION}
    return PublishedEntry(entry=entry, **revision, changed=told.changed)


class _Told(NamedTuple):
    about: tuple[Reason, ...]
    place: Reason | None
    changed: Reason | None


_NOTHING_READ = _Told((), None, None)


def document_of(columns: Mapping[str, Any]) -> str:
    """The same as JSON, for the history of a calendar."""
    known = {name: value for name, value in columns.items() if name not in NOT_IN_HISTORY}
    reasons = {name: from_json(known[name] or "null") for name in REASONS}
    return json.dumps({**known, **reasons}, ensure_ascii=False, default=date.isoformat)


def entry_of_document(document: str, trial: str) -> PublishedEntry:
    """The entry again, from the history of a subject's calendar."""
    known = from_json(document)
    texts = {name: None if known[name] is None else as_text(known[name]) for name in REASONS}
    days = {name: known[name] and date.fromisoformat(known[name]) for name in DAYS}
    return entry_of({**dict.fromkeys(SENTENCES, ""), **known, **texts, **days, "trial": trial})


def is_said_before(line: PublishedLine) -> bool:
    """Whether an entry is kept as sentences, or in a form that this program does not know."""
    return line.title is None or isinstance(_reason(line.title), AsSaidBefore)


def _taken(source: object, names: tuple[str, ...]) -> dict[str, Any]:
    return dict(zip(names, attrgetter(*names)(source), strict=True))


def _said(row: Mapping[Any, Any], name: str) -> AsSaidBefore | None:
    """A sentence of before there were reasons; None where there was none."""
    texts = {"en": row[name], "zh": row[f"{name}_zh"]}
    said = {language: text for language, text in texts.items() if text}
    return AsSaidBefore(texts=said) if said else None


def _sentences(row: Mapping[Any, Any]) -> _Told:
    about = _said(row, "description")
    told = () if about is None else (about,)
    return _Told(told, _said(row, "location"), _said(row, "changed"))


def _reasons(row: Mapping[Any, Any]) -> _Told:
    place, changed = map(_reason_or_none, (row["place"], row["revised_why"]))
    return _Told(_lines(row["about"]), place, changed)


def _reason_or_none(text: str | None) -> Reason | None:
    return None if text is None else _reason(text)


@lru_cache(maxsize=READ_ONCE)
def _reason(text: str) -> Reason:
    return _read(from_json(text))


@lru_cache(maxsize=READ_ONCE)
def _lines(text: str) -> tuple[Reason, ...]:
    return tuple(map(_read, from_json(text)))


def _read(kept: Mapping[str, Any]) -> Reason:
    try:
        return read_kept(kept)
    except ValueError:  # of a later version of this program
        return UNREADABLE
