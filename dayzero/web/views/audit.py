"""Lines of the audit as the page and its file show them; pure."""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Final

from dayzero.web.views.facts import Document, say_fact, say_fact_times
from dayzero.web.views.when import Clock, When
from exports.tables.csv_file import csv_cell
from exports.tables.table import Cell
from models.records.store import AuditEntry
from wording.pages.audit import say_deed

COLUMNS: Final = ("number", "at", "who", "what", "subject", "site", "why", "old", "new")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One line.

    Attributes:
        old, new: what was recorded, in words; empty where the line is of no fact.
    """

    number: int
    at: When
    who: str
    what: str
    subject: str
    why: str
    old: str
    new: str


def audit_rows(entries: Iterable[AuditEntry], clock: Clock) -> list[AuditRow]:
    """The lines on the site's clock, in the reader's language; reasons as they were written."""
    return [
        AuditRow(
            number=entry.number,
            at=clock.instant(entry.at),
            who=entry.who,
            what=say_deed(entry.what, clock.language),
            subject=entry.subject or "",
            why=entry.why or "",
            old=_said(entry.old, clock),
            new=_said(entry.new, clock),
        )
        for entry in entries
    ]


def _said(fact: Document | None, clock: Clock) -> str:
    """A fact in words; a retraction says nothing but its reason, which has its own place."""
    if fact is None or fact["kind"] == "retraction":
        return ""
    said = (say_fact(fact, clock), say_fact_times(fact, clock))
    return clock.words.common.apart.join(filter(None, said))


def audit_csv(entries: Iterable[AuditEntry]) -> bytes:
    """The lines as they are kept, in UTC, facts as JSON; UTF-8 with the mark of it for Excel."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([csv_cell(value) for value in _kept(entry)] for entry in entries)
    return text.getvalue().encode("utf-8-sig")


def _kept(entry: AuditEntry) -> tuple[Cell, ...]:
    return (
        entry.number,
        entry.at.isoformat(),
        entry.who,
        entry.what,
        entry.subject,
        entry.site,
        entry.why,
        _json(entry.old),
        _json(entry.new),
    )


def _json(fact: Document | None) -> str | None:
    return None if fact is None else json.dumps(fact, ensure_ascii=False)
