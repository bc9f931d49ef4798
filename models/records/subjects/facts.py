"""Facts as people record them: one at a time, each in one transaction."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, select

from models.chart import Chart, read_chart
from models.chart.corrections.changes import RetractionFact
from models.errors import InputRefused
from models.moments import to_minute
from models.records.database.engine import tried_again, writing
from models.records.database.errors import ChangedMeanwhile, FactUnknown
from models.records.database.writing import add_fact, wake
from models.records.people.audit import note
from models.records.signatures.signing import write_signature
from models.records.subjects.charts import standing_document, subject_row
from models.records.subjects.deeds import (
    AS_SENT,
    Sending,
    done_already,
    note_deed,
    refuse_an_echo,
)
from models.records.tables import RecordedFact, Subject
from models.records.versions.at_sites import learn
from models.versions.known import known_protocol

_NUMBERED = re.compile(r"f(\d{1,9})")


@tried_again
def record_fact(
    engine: Engine,
    subject: str,
    fact: Mapping[str, object],
    *,
    now: datetime,
    by: str,
    sending: Sending = AS_SENT,
) -> str:
    """Append one fact, once for each key; the subject is due for a pass at once.

    The fact is as the contract writes it; without an `id` it gets the next free one. Sent
    again under its key, it is left as it stands, and the answer is the same.

    Returns:
        The id of the fact.

    Raises:
        SubjectUnknown: if nobody has that number.
        InputRefused: if the chart would not be sound with it, or its key is that of another
            fact; paths are the fact's own.
        SaidAMomentAgo: if its sender does not say that it is another one than an equal one of
            the last minute.
        ChangedMeanwhile: if it says which chart it had seen, and that is not how it stands.
        StoreTrouble: if the database cannot be used.
    """
    with writing(engine) as session:
        row = subject_row(session, subject, lock=True)
        known = done_already(session, subject, fact, sending.key)
        if known is not None:
            return known
        document = standing_document(session, row)
        _refuse_if_changed(subject, document, sending)
        if not sending.again:
            refuse_an_echo(session, document, fact, now=now)
        longer = append_fact(session, row, document, fact, now=now, by=by, key=sending.key)
        if sending.signing is not None:
            written = _written(session, subject, last_id(longer))
            write_signature(session, written, sending.signing, now=now, by=by)
        return last_id(longer)


def _written(session: Session, subject: str, fact: str) -> RecordedFact:
    query = select(RecordedFact).where(RecordedFact.subject == subject, RecordedFact.fact == fact)
    return session.exec(query).one()


def _refuse_if_changed(subject: str, document: Mapping[str, Any], sending: Sending) -> None:
    facts = len(document["facts"])
    if sending.seen is not None and facts not in sending.seen:
        raise ChangedMeanwhile(subject, facts)


def append_fact(
    session: Session,
    row: Subject,
    document: Mapping[str, Any],
    fact: Mapping[str, object],
    *,
    now: datetime,
    by: str,
    key: str | None,
    why: str | None = None,
) -> dict[str, Any]:
    """In a transaction, write the fact with its key, ask for a pass, and audit who did it.

    Args:
        why: kept in the audit of a fact that gives no reason of its own.

    Returns:
        The chart with the fact.

    Raises:
        InputRefused: if it would not be sound; paths are the fact's own.
    """
    learn(session)
    longer, chart = chart_with(document, fact, now=now)
    added, place = longer["facts"][-1], len(longer["facts"]) - 1
    subject, number = row.number, str(added["id"])
    add_fact(session, subject, added, position=place, zone=chart.zone.key, now=now, by=by)
    if key is not None:
        note_deed(session, subject, number, key=key, now=now)
    row.site = chart.site
    wake(row, now)
    note(session, _deed(added), by=by, at=now, subject=subject, why=added.get("reason") or why)
    return longer


def correct(
    engine: Engine,
    subject: str,
    corrects: str,
    fact: Mapping[str, object],
    *,
    reason: str,
    now: datetime,
    by: str,
    sending: Sending = AS_SENT,
) -> str:
    """Record a whole new fact in the place of one that was wrong, with the reason.

    Raises:
        SubjectUnknown: if nobody has that number.
        InputRefused: if the chart would not be sound, the fact is corrected already, or the
            key is that of another fact.
        StoreTrouble: if the database cannot be used.
    """
    correction = {**fact, "corrects": corrects, "reason": reason}
    return record_fact(engine, subject, correction, now=now, by=by, sending=sending)


def book(
    engine: Engine,
    subject: str,
    step: str,
    at: str,
    *,
    now: datetime,
    by: str,
    sending: Sending = AS_SENT,
) -> str:
    """Record that a step is booked for an instant or a date, as the contract writes them.

    Raises:
        SubjectUnknown: if nobody has that number.
        InputRefused: if the step or the time is not one, or the key is that of another fact.
        SaidAMomentAgo: as for `record_fact`.
        StoreTrouble: if the database cannot be used.
    """
    booking = {"kind": "step", "step": step, "state": "booked", "at": at}
    return record_fact(engine, subject, booking, now=now, by=by, sending=sending)


def fact_of(document: Mapping[str, Any], fact: str) -> dict[str, Any]:
    """The fact of a chart that has this id.

    Raises:
        FactUnknown: if there is none.
    """
    for recorded in document["facts"]:
        if recorded["id"] == fact:
            return dict(recorded)
    raise FactUnknown(document["subject"], fact)


def last_id(document: Mapping[str, Any]) -> str:
    """The id of the fact that was recorded last."""
    return str(document["facts"][-1]["id"])


def next_id(facts: list[Mapping[str, Any]]) -> str:
    """The next of f1, f2, …; gaps are not filled, so an id never means two things."""
    numbers = [_NUMBERED.fullmatch(str(fact["id"])) for fact in facts]
    return f"f{max((int(number[1]) for number in numbers if number), default=0) + 1}"


def chart_with(
    document: Mapping[str, Any], fact: Mapping[str, object], *, now: datetime
) -> tuple[dict[str, Any], Chart]:
    """The chart as it would be with one more fact: as JSON, and read; nothing is written.

    Raises:
        InputRefused: if it would not be sound; paths are the fact's own.
    """
    facts: list[Any] = document["facts"]
    longer = {**document, "facts": [*facts, {"id": next_id(facts), **fact}]}
    protocol = known_protocol(str(document["protocol"]))
    try:
        chart = read_chart(longer, protocol=protocol, now=to_minute(now), on_record=len(facts))
    except InputRefused as error:
        own = f"facts[{len(facts)}]."
        faults = [replace(fault, path=fault.path.removeprefix(own)) for fault in error.faults]
        raise InputRefused(faults) from error
    return longer, chart


def _deed(fact: Mapping[str, Any]) -> str:
    corrects = fact.get("corrects")
    if corrects is None:
        return f"recorded {fact['id']}"
    did = "took back" if fact["kind"] == RetractionFact.kind else "corrected"
    return f"{did} {corrects} by {fact['id']}"
