"""The verdicts on record, as they are read: what stands, and what another version would say."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Engine
from sqlmodel import col, select

from models.judged.news import Standing
from models.reasons.kept import AsSaidBefore, read_kept
from models.reasons.reason import Reason
from models.records.database.engine import reading
from models.records.database.json_text import from_text
from models.records.subjects.charts import subject_row
from models.records.tables import VerdictRow
from models.timeline.values import VerdictValue


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenVerdict:
    """One entry.

    Attributes:
        value: None where the rule was not judged on the step any more.
        reason: None without a value.
        said: the same as people were shown it, by language; empty without a value.
        made_with: what it was judged with, by name.
    """

    value: VerdictValue | None
    margin_minutes: int | None
    reason: Reason | None
    said: Mapping[str, str]
    made_with: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedVerdict:
    """One rule on a step that was done.

    Attributes:
        stands: the verdict that counts; None where the rule was not judged when the step was done.
        earlier: those that stood before it, the oldest first; a recorded fact ended each.
        beside: what another version, catalogue or program says, where it says otherwise.
    """

    step: str
    rule: str
    cause: str | None
    stands: GivenVerdict | None
    earlier: tuple[GivenVerdict, ...] = ()
    beside: GivenVerdict | None = None


def recorded_verdicts(engine: Engine, subject: str) -> list[RecordedVerdict]:
    """Every rule that was ever judged on a step that was done, in the order of the first entries.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    query = select(VerdictRow).where(VerdictRow.subject == subject).order_by(col(VerdictRow.id))
    with reading(engine) as session:
        subject_row(session, subject)
        rows = session.exec(query).all()
    places = {key: place for place, key in enumerate(dict.fromkeys(row.key for row in rows))}
    ordered = sorted(rows, key=lambda row: (places[row.key], row.id or 0))
    return [_recorded(list(group)) for _, group in groupby(ordered, key=lambda row: row.key)]


def _recorded(rows: Sequence[VerdictRow]) -> RecordedVerdict:
    judged = [_given(row) for row in rows if row.standing == Standing.JUDGED.value]
    last = rows[-1]
    stands = judged[-1] if judged else None
    beside = _given(last) if last.standing == Standing.BESIDE.value else None
    return RecordedVerdict(
        step=last.step,
        rule=last.rule,
        cause=last.cause,
        stands=stands,
        earlier=tuple(judged[:-1]),
        beside=beside if beside is not None and _otherwise(stands, beside) else None,
    )


def _otherwise(stands: GivenVerdict | None, beside: GivenVerdict) -> bool:
    if stands is None:
        return beside.value is not None
    return (stands.value, stands.margin_minutes) != (beside.value, beside.margin_minutes)


def _given(row: VerdictRow) -> GivenVerdict:
    said = {} if row.said is None else from_text(row.said)
    return GivenVerdict(
        value=None if row.value is None else VerdictValue(row.value),
        margin_minutes=row.margin_minutes,
        reason=None if row.reason is None else _reason(row.reason, said),
        said=said,
        made_with=json.loads(row.made_with),
        at=row.at,
    )


def _reason(kept: str, said: Mapping[str, str]) -> Reason:
    """As it was said, where it is of a form that is not known here."""
    try:
        return read_kept(from_text(kept))
    except ValueError:  # of a later version of this program
        return AsSaidBefore(texts=said)
