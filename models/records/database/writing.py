"""The few writes that several concepts share: facts in, subject woken."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models.records.database.json_text import as_text
from models.records.tables import RecordedFact, Subject


def add_fact(
    session: Session,
    subject: str,
    fact: Mapping[str, Any],
    *,
    position: int,
    zone: str,
    now: datetime,
    by: str,
) -> None:
    """Append one validated fact at its place in the chart."""
    session.add(
        RecordedFact(
            subject=subject,
            fact=fact["id"],
            position=position,
            kind=fact["kind"],
            document=as_text(fact),
            corrects=fact.get("corrects"),
            reason=fact.get("reason"),
            zone=zone,
            recorded_at=now,
            recorded_by=by,
        )
    )


def wake(row: Subject, now: datetime) -> None:
    """Ask for a pass now; one that is running learns that it is not the last."""
    row.woken += 1
    row.called_at = row.called_at or now
    row.pass_due_at = now if row.pass_due_at is None else min(row.pass_due_at, now)
