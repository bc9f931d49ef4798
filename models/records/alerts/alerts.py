"""Alerts as rows: one for each time a cause arose; only differences are written.

What people did about an alert lasts while it stands as they knew it: a rise of its severity,
or a deadline that moved, takes an acknowledgement or a snooze away, and it is to be told anew.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from secrets import token_hex
from typing import NamedTuple

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from models.alerting.tellings import URGENCY
from models.records.alerts.alert_rows import OpenAlert, alert_of, columns_of, open_alert
from models.records.alerts.gates_before import gate_heir, hear, inherit, told_by_gates
from models.records.alerts.occasions import bring_back, stir
from models.records.alerts.succession import Rows, key_of_heir, pass_on, under_their_keys
from models.records.database.engine import reading, tried_again, writing
from models.records.subjects.charts import subject_row
from models.records.tables import AlertOpening
from models.timeline.results import Alert

_NEVER = float("inf")


class AlertChanges(NamedTuple):
    """What a plan's alerts changed: those that were not open before, and those no longer."""

    opened: tuple[Alert, ...]
    closed: tuple[Alert, ...]


def open_alerts(engine: Engine, subject: str | None = None) -> list[OpenAlert]:
    """Every alert that stands, most urgent first: severity, then deadline, then age.

    Raises:
        SubjectUnknown: if a subject is named that nobody has enrolled.
    """
    query = select(AlertOpening).where(col(AlertOpening.closed_at).is_(None))
    with reading(engine) as session:
        if subject is not None:
            subject_row(session, subject)
            query = query.where(AlertOpening.subject == subject)
        opened = [open_alert(row) for row in session.exec(query)]
    return sorted(opened, key=_urgency)


@tried_again
def reconcile_alerts(
    engine: Engine, subject: str, alerts: Sequence[Alert], now: datetime
) -> AlertChanges:
    """Open what is new, close what is over, leave the rest; safe to repeat.

    Raises:
        SubjectUnknown: if nobody has that number.
    """
    with writing(engine) as session:
        subject_row(session, subject, lock=True)
        return write_alerts(session, subject, alerts, now)


def write_alerts(
    session: Session,
    subject: str,
    alerts: Iterable[Alert],
    now: datetime,
    began: str | None = None,
) -> AlertChanges:
    """Write the difference between the open rows and what the plan says.

    `began` is the version of the protocol that counts since this pass, where another did before.

    The rows are held, so that an answer given meanwhile is either seen here or comes after.
    """
    wanted = {alert.key: alert for alert in alerts}
    rows = under_their_keys(_open_rows(session, subject), wanted)
    gates = told_by_gates(rows, wanted)
    known = {key: row for key, row in rows.items() if key in wanted}
    told_anew = {
        key for key, row in known.items() if _renew(session, row, wanted[key], now, gates.get(key))
    }
    opened = _open(session, subject, [a for k, a in wanted.items() if k not in rows], gates, now)
    for row in opened.values():
        row.version = began
    over = [row for key, row in rows.items() if key not in wanted]
    gone = []
    for row in over:
        row.closed_at = now
        heir = gate_heir(row, gates) or key_of_heir(row, wanted)
        if heir is None:
            gone.append(alert_of(row))
        else:
            unchanged = heir in known and heir not in told_anew
            pass_on(session, row, known.get(heir) or opened[heir], now, known=unchanged)
    new = (wanted[key] for key in opened if key not in gates)
    return AlertChanges(tuple(new), tuple(gone))


def _open(
    session: Session, subject: str, alerts: Sequence[Alert], gates: Rows, now: datetime
) -> dict[str, AlertOpening]:
    """Rows for what is new; what the alert on a gate told goes on in them."""
    opened = {alert.key: _row(session, subject, alert, now) for alert in alerts}
    session.add_all(opened.values())
    session.flush()  # what they inherit, and who passes on to them, goes by their numbers
    for key in opened.keys() & gates.keys():
        inherit(session, opened[key], gates[key], now)
    return opened


def _renew(
    session: Session, row: AlertOpening, alert: Alert, now: datetime, gate: AlertOpening | None
) -> bool:
    """Let an open alert say what is true now: its margin shrinks, its severity rises.

    Returns:
        Whether it is to be told anew.
    """
    occasion = row.occasion
    bring_back(row, now)
    if gate is None:
        stir(session, row, alert, now)
    else:
        hear(session, row, gate, alert, now)
    for name, value in columns_of(alert).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    return row.occasion != occasion


def _open_rows(session: Session, subject: str) -> dict[str, AlertOpening]:
    query = (
        select(AlertOpening)
        .where(AlertOpening.subject == subject, col(AlertOpening.closed_at).is_(None))
        .with_for_update()
    )
    return {row.key: row for row in session.exec(query)}


def _row(session: Session, subject: str, alert: Alert, now: datetime) -> AlertOpening:
    earlier = select(func.count()).select_from(AlertOpening)
    same = (AlertOpening.subject == subject, AlertOpening.key == alert.key)
    reopened = session.exec(earlier.where(*same)).one()
    columns = columns_of(alert)
    return AlertOpening(
        subject=subject,
        opened_at=now,
        tell_from=now,
        reopened=reopened,
        word=opening_word(),
        **columns,
    )


def opening_word() -> str:
    """A word that no other opening has, in these records or in any others."""
    return token_hex(8)


def _urgency(opened: OpenAlert) -> tuple[int, float, datetime, str, str]:
    alert = opened.alert
    deadline = _NEVER if alert.deadline is None else alert.deadline
    return URGENCY[alert.severity], deadline, opened.opened_at, opened.subject, alert.key
