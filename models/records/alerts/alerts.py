"""Alerts as rows: one for each time a cause arose; only differences are written.

What people did about an alert lasts while it stands as they knew it: a rise of its severity,
or a deadline that moved, takes an acknowledgement or a snooze away, and it is to be told anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any, NamedTuple

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from models.alerting.standing import URGENCY, AlertState
from models.records.alerts.alert_particulars import particulars_of, read_particulars
from models.records.alerts.occasions import bring_back, stir
from models.records.database.engine import reading, tried_again, writing
from models.records.subjects.charts import subject_row
from models.records.tables import AlertOpening
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity

_NEVER = float("inf")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAlert:
    """An alert that stands, and since when.

    Attributes:
        number: of this opening; the same cause that opens again has another.
        word: a random word of this opening; empty for rows of before there was one.
        reopened: how many times the same cause had been open before.
        occasion: counts the times it is to be told anew; `tell_from` is when this began.
        acknowledged_by: with `_at` and `_why`, the answer that stands; None without one.
        snoozed_by: who last put it off, with `_why`; kept when the snooze is over.
    """

    subject: str
    alert: Alert
    opened_at: datetime
    reopened: int
    number: int = 0
    word: str = ""
    occasion: int = 0
    tell_from: datetime = _LONG_AGO
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    acknowledged_why: str | None = None
    snoozed_by: str | None = None
    snoozed_why: str | None = None

    def state(self, now: datetime) -> AlertState:
        """What people did about it, as of a moment."""
        if self.tell_from > now:
            return AlertState.SNOOZED
        return AlertState.OPEN if self.acknowledged_by is None else AlertState.ACKNOWLEDGED


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
        standing = [open_alert(row) for row in session.exec(query)]
    return sorted(standing, key=_urgency)


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
    session: Session, subject: str, alerts: Iterable[Alert], now: datetime
) -> AlertChanges:
    """Write the difference between the open rows and what the plan says.

    The rows are held, so that an answer given meanwhile is either seen here or comes after.
    """
    query = (
        select(AlertOpening)
        .where(AlertOpening.subject == subject, col(AlertOpening.closed_at).is_(None))
        .with_for_update()
    )
    rows = {row.key: row for row in session.exec(query)}
    wanted = {alert.key: alert for alert in alerts}
    opened = tuple(alert for key, alert in wanted.items() if key not in rows)
    over = [row for key, row in rows.items() if key not in wanted]
    for row in over:
        row.closed_at = now
    for key in rows.keys() & wanted.keys():
        _renew(session, rows[key], wanted[key], now)
    session.add_all([_row(session, subject, alert, now) for alert in opened])
    return AlertChanges(opened, tuple(alert_of(row) for row in over))


def _renew(session: Session, row: AlertOpening, alert: Alert, now: datetime) -> None:
    """Let an open alert say what is true now: its margin shrinks, its severity rises."""
    bring_back(row, now)
    stir(session, row, alert, now)
    for name, value in _columns(alert).items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _row(session: Session, subject: str, alert: Alert, now: datetime) -> AlertOpening:
    earlier = select(func.count()).select_from(AlertOpening)
    same = (AlertOpening.subject == subject, AlertOpening.key == alert.key)
    reopened = session.exec(earlier.where(*same)).one()
    columns = _columns(alert)
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


def _columns(alert: Alert) -> dict[str, Any]:
    return {
        "key": alert.key,
        "kind": alert.kind.value,
        "severity": alert.severity.value,
        "step": alert.step,
        "rule": alert.rule,
        "fact": alert.fact,
        "text": alert.text,
        "deadline": alert.deadline,
        "particulars": particulars_of(alert),
    }


def alert_of(row: AlertOpening) -> Alert:
    return Alert(
        key=row.key,
        kind=AlertKind(row.kind),
        severity=Severity(row.severity),
        text=row.text,
        step=row.step,
        rule=row.rule,
        fact=row.fact,
        deadline=row.deadline,
        **read_particulars(row.text, row.particulars),
    )


def open_alert(row: AlertOpening) -> OpenAlert:
    """An open row as a fact."""
    return OpenAlert(
        subject=row.subject,
        alert=alert_of(row),
        opened_at=row.opened_at,
        reopened=row.reopened,
        number=row.id or 0,
        word=row.word or "",
        occasion=row.occasion,
        tell_from=row.tell_from or row.opened_at,
        acknowledged_by=row.acknowledged_by,
        acknowledged_at=row.acknowledged_at,
        acknowledged_why=row.acknowledged_why,
        snoozed_by=row.snoozed_by,
        snoozed_why=row.snoozed_why,
    )


def _urgency(standing: OpenAlert) -> tuple[int, float, datetime, str, str]:
    alert = standing.alert
    deadline = _NEVER if alert.deadline is None else alert.deadline
    return URGENCY[alert.severity], deadline, standing.opened_at, standing.subject, alert.key
