"""The same deed sent twice: known by its key, and asked about where it has none."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.chart.corrections.changes import changes_in
from models.errors import Fault, InputRefused
from models.reasons.refusals.keeping.records import KeyTaken, KeyUnusable
from models.reasons.refusals.refusal import shown
from models.records.database.engine import reading
from models.records.database.errors import SaidAMomentAgo
from models.records.database.json_text import from_text, same_content
from models.records.subjects.charts import standing_document, subject_row
from models.records.tables import DeedRow, RecordedFact
from models.signatures import Signing

KEY: Final = "key"
LONGEST_KEY: Final = 200
A_MOMENT: Final = timedelta(minutes=1)
"""So long an equal fact without a key is taken for the same deed sent again, and asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How a deed was sent.

    Attributes:
        key: what the sender calls this deed; None where it has no name.
        again: the sender says that it is another one, however equal to one of a moment ago.
        seen: how many facts the chart had where the sender decided, or one of several numbers;
            None where that is not said.
        signing: the signature that its sender gives with it; None for none.
    """

    key: str | None = None
    again: bool = False
    seen: frozenset[int] | None = None
    signing: Signing | None = None


AS_SENT: Final = Sending(again=True)
"""By a program that knows what it sends: it has no key, and nothing is asked of it. What a person
sends is `named`."""


def named(key: str | None, *, again: bool = False) -> Sending:
    """A deed as its sender names it: who gives it a key of its own has said that it is another.

    Raises:
        InputRefused: if the key is blank, too long, or does not print.
    """
    if key is None:
        return Sending(again=again)
    if not key.strip() or not key.isprintable() or len(key) > LONGEST_KEY:
        raise InputRefused([Fault(KEY, KeyUnusable(most=LONGEST_KEY))])
    return Sending(key=key, again=True)


def source_key(system: str, record: str) -> str:
    """The key of an imported row: the same in every file that its source system writes."""
    return json.dumps([system, record], ensure_ascii=False)


def done_under(engine: Engine, subject: str, fact: Mapping[str, Any], key: str) -> str | None:
    """The fact that was recorded under a key; None where nothing was yet.

    Raises:
        InputRefused: if what was recorded under it is another fact.
        SubjectUnknown: if nobody has that number.
    """
    with reading(engine) as session:
        subject_row(session, subject)
        return done_already(session, subject, fact, key)


def equal_of_a_moment_ago(
    engine: Engine, subject: str, fact: Mapping[str, Any], *, now: datetime
) -> str | None:
    """The fact that says the same and was recorded within the last minute; None without one.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    with reading(engine) as session:
        document = standing_document(session, subject_row(session, subject))
        return echoed(session, document, fact, now=now)


def done_already(
    session: Session, subject: str, fact: Mapping[str, Any], key: str | None
) -> str | None:
    """In a transaction, the fact that was recorded under this key.

    Raises:
        InputRefused: if what was recorded under it is another fact.
    """
    if key is None:
        return None
    known = session.exec(
        select(DeedRow.fact).where(DeedRow.subject == subject, DeedRow.key == key)
    ).one_or_none()
    if known is None:
        return None
    query = select(RecordedFact.document)
    of_it = query.where(RecordedFact.subject == subject, RecordedFact.fact == known)
    if not _says_the_same(from_text(session.exec(of_it).one()), fact):
        raise InputRefused([Fault(KEY, KeyTaken(word=shown(key), fact=known))])
    return known


def facts_by_key(session: Session, subject: str) -> dict[str, str]:
    """Every key of a subject's deeds, with the fact that was recorded under it."""
    query = select(DeedRow.key, DeedRow.fact).where(DeedRow.subject == subject)
    return dict(session.exec(query).all())


def rows_of_source(engine: Engine, subject: str, system: str) -> dict[str, str]:
    """The fact of every row of one system that came in for a subject, by the row's own key.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    with reading(engine) as session:
        known = facts_by_key(session, subject)
    keys = {record: source_key(system, record) for record in map(_record_in, known)}
    return {record: known[key] for record, key in keys.items() if key in known}


def _record_in(key: str) -> str:
    """The record that a key may be of; a person's own key is of none."""
    try:
        return str(json.loads(key)[1])
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""


def echoed(
    session: Session, document: Mapping[str, Any], fact: Mapping[str, Any], *, now: datetime
) -> str | None:
    """In a transaction, the standing fact of the last minute that says the same."""
    query = select(RecordedFact.fact).where(
        RecordedFact.subject == document["subject"], col(RecordedFact.recorded_at) > now - A_MOMENT
    )
    fresh, facts = set(session.exec(query)), document["facts"]
    changes = changes_in(facts)
    for recorded in reversed(facts):
        known = recorded["id"]
        stands = not (changes.void_by(known) or changes.corrected_by(known))
        if known in fresh and stands and _says_the_same(recorded, fact):
            return str(known)
    return None


def refuse_an_echo(
    session: Session, document: Mapping[str, Any], fact: Mapping[str, Any], *, now: datetime
) -> None:
    """Ask about a deed without a name that says what was recorded a moment ago.

    Raises:
        SaidAMomentAgo: if there is such a fact.
    """
    equal = echoed(session, document, fact, now=now)
    if equal is not None:
        raise SaidAMomentAgo(str(document["subject"]), equal)


def note_deed(session: Session, subject: str, fact: str, *, key: str, now: datetime) -> None:
    """Keep the key beside the fact, in the transaction that records it."""
    session.add(DeedRow(subject=subject, key=key, fact=fact, done_at=now))


def _says_the_same(recorded: Mapping[str, Any], sent: Mapping[str, Any]) -> bool:
    """Whether two facts say the same; one that was sent without an id may have any."""
    return same_content(recorded, {"id": recorded["id"], **sent})
