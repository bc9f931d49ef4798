"""Alerts on a gate, as they were kept before each missing thing had an alert of its own.

One told of all that lymphodepletion waits for. What it told, nobody is told again: its
messages and its answer count for each alert that tells a part of it now.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from models.alerting.tellings import URGENCY, ToldState
from models.records.alerts.occasions import answered
from models.records.alerts.succession import take_answer
from models.records.database.json_text import from_text
from models.records.tables import AlertOpening, DeliveryRow, TellingRow
from models.timeline.results import Alert
from models.timeline.values import Severity


def told_by_gates(
    rows: Mapping[str, AlertOpening], wanted: Mapping[str, Alert]
) -> dict[str, AlertOpening]:
    """Under the key of each alert that tells a part of what one of the rows told, that row."""
    told: dict[str, AlertOpening] = {}
    for key, row in rows.items():
        missing = _missing(row)
        if key not in wanted and missing:
            told |= {name: row for name, alert in wanted.items() if _tells(alert, missing)}
    return told


def gate_heir(row: AlertOpening, gates: Mapping[str, AlertOpening]) -> str | None:
    """The key of the first alert that tells a part of what a gate's alert told."""
    return next((key for key, gate in gates.items() if gate is row), None)


def _missing(row: AlertOpening) -> list[dict[str, Any]]:
    """What a gate waited for; only alerts on a gate kept such a list."""
    said: list[dict[str, Any]] = from_text(row.particulars or "{}").get("missing", [])
    return said


def _tells(alert: Alert, missing: Iterable[Mapping[str, Any]]) -> bool:
    if alert.severity is not Severity.CRITICAL:
        return False
    return any(_is_about(alert, item.get("rule"), item.get("step")) for item in missing)


def _is_about(alert: Alert, rule: str | None, step: str | None) -> bool:
    if rule is not None:
        return rule in {place.rule for place in alert.places}
    return (step, None) in {(place.step, place.rule) for place in alert.places}


def hear(
    session: Session, row: AlertOpening, gate: AlertOpening, alert: Alert, now: datetime
) -> None:
    """An alert that stands gets louder, and whoever was told of the gate knows it."""
    if not answered(row, now) and URGENCY[alert.severity] < URGENCY[Severity(row.severity)]:
        row.occasion += 1
        inherit(session, row, gate, now)
    else:
        take_answer(session, row, gate, now)


def inherit(session: Session, row: AlertOpening, gate: AlertOpening, now: datetime) -> None:
    """The occasion of the gate's alert goes on as this one's, with what was sent and answered."""
    for telling in session.exec(_sent(gate)).all():
        session.add(
            TellingRow(
                delivery=telling.delivery,
                alert=row.id or 0,
                occasion=row.occasion,
                recipient=telling.recipient,
                step=telling.step,
                severity=telling.severity,
            )
        )
    if answered(gate, now):
        take_answer(session, row, gate, now)
    else:
        row.tell_from = gate.tell_from  # who comes next in the route is due as before


def _sent(gate: AlertOpening) -> Any:
    """What reached its reader; a message that still waits is not sent once its alert is over."""
    return (
        select(TellingRow)
        .join(DeliveryRow)
        .where(
            TellingRow.alert == gate.id,
            TellingRow.occasion == gate.occasion,
            DeliveryRow.state == ToldState.SENT.value,
        )
    )
