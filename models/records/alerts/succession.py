"""Alerts that end because another tells of their cause: nobody hears that they are over."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from models.alerting.succession import heir_of
from models.records.alerts.alert_rows import alert_of
from models.records.alerts.occasions import ITSELF, answered
from models.records.people.audit import note
from models.records.tables import AlertOpening
from models.timeline.results import Alert

Rows = Mapping[str, AlertOpening]


def under_their_keys(rows: Rows, wanted: Mapping[str, Alert]) -> dict[str, AlertOpening]:
    """Open rows by key; one whose cause has another key now goes on under that."""
    by_key = dict(rows)
    for key, row in rows.items():
        heir = None if key in wanted else key_of_heir(row, wanted)
        if heir is not None and wanted[heir].kind.value == row.kind and heir not in by_key:
            row.key = heir
            by_key[heir] = by_key.pop(key)
    return by_key


def key_of_heir(row: AlertOpening, wanted: Mapping[str, Alert]) -> str | None:
    """Of the alert that tells of its cause now; None where the cause is gone."""
    heir = heir_of(alert_of(row), wanted.values())
    return None if heir is None else heir.key


def pass_on(
    session: Session, row: AlertOpening, heir: AlertOpening, now: datetime, *, known: bool
) -> None:
    """Let another alert go on in place of one that is over.

    Args:
        known: whether people knew the other as it stands now, when they answered this one.
    """
    row.passed_to = heir.id
    if known:
        take_answer(session, heir, row, now)


def take_answer(session: Session, row: AlertOpening, old: AlertOpening, now: datetime) -> None:
    """Let an answer that stands count for the alert that tells the cause from now on.

    What was answered by itself keeps its own answer.
    """
    if answered(row, now) or not answered(old, now):
        return
    if old.acknowledged_at is None:
        row.occasion += 1  # it is told anew when that time is over
        row.tell_from = old.tell_from
        row.snoozed_by, row.snoozed_why = old.snoozed_by, old.snoozed_why
    row.acknowledged_at, row.acknowledged_by = old.acknowledged_at, old.acknowledged_by
    row.acknowledged_why = old.acknowledged_why
    deed = f"took the answer to alert {old.id} for alert {row.id}"
    note(session, deed, by=ITSELF, at=now, subject=row.subject, why="it tells of the same cause")
