"""Several facts of one subject as one deed: all of them are recorded, or none."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import col, select

from models.errors import Fault, InputRefused
from models.reasons.refusals.keeping.records import KeyTaken
from models.reasons.refusals.refusal import shown
from models.records.database.engine import reading, tried_again, writing
from models.records.subjects.charts import standing_document, subject_row
from models.records.subjects.deeds import KEY, done_already
from models.records.subjects.facts import append_fact, last_id
from models.records.tables import DeedRow

Fact = Mapping[str, Any]


@tried_again
def record_together(
    engine: Engine,
    subject: str,
    facts: Sequence[Fact],
    *,
    seen: int,
    why: str,
    key: str,
    now: datetime,
    by: str,
) -> tuple[str, ...] | None:
    """Append several facts in one transaction, once for each key; one pass is due for all.

    Args:
        seen: how many facts the chart had when the deed was decided on.
        why: the one reason, which the audit keeps of each of them.

    Returns:
        The ids of the facts; None, and nothing is recorded, where the chart has others by now.

    Raises:
        SubjectUnknown: if nobody has that number.
        InputRefused: if the chart would not be sound with them, or the key is that of other
            facts; paths are those of the fact that is refused.
        StoreTrouble: if the database cannot be used.
    """
    keyed = [(f"{key}/{place}", fact) for place, fact in enumerate(facts, start=1)]
    with writing(engine) as session:
        row = subject_row(session, subject, lock=True)
        known = [done_already(session, subject, fact, own) for own, fact in keyed]
        if done := tuple(one for one in known if one is not None):
            return _all_of_it(done, known, key)
        document: dict[str, Any] = standing_document(session, row)
        if len(document["facts"]) != seen:
            return None
        added = []
        for own, fact in keyed:
            document = append_fact(session, row, document, fact, now=now, by=by, key=own, why=why)
            added.append(last_id(document))
        return tuple(added)


def done_together(engine: Engine, subject: str, key: str) -> tuple[str, ...]:
    """The facts that were recorded as one deed under a key; none where nothing was yet.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    ours = col(DeedRow.key).startswith(f"{key}/", autoescape=True)
    query = select(DeedRow.fact).where(DeedRow.subject == subject, ours)
    with reading(engine) as session:
        return tuple(session.exec(query.order_by(col(DeedRow.id))))


def _all_of_it(done: tuple[str, ...], known: Sequence[str | None], key: str) -> tuple[str, ...]:
    """What was recorded before, where it was all of the deed.

    Raises:
        InputRefused: if only some of it was, so that the key is that of another deed.
    """
    if len(done) < len(known):
        raise InputRefused([Fault(KEY, KeyTaken(word=shown(key), fact=done[0]))])
    return done
