"""An alert as a row, and a row as a fact."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from models.alerting.tellings import AlertState
from models.records.alerts.alert_particulars import particulars_of, read_particulars
from models.records.tables import AlertOpening
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity

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
        version: of the protocol, where that it began to count raised the alert.
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
    version: str | None = None

    def state(self, now: datetime) -> AlertState:
        """What people did about it, as of a moment; what opened since is open, not put off."""
        if self.snoozed_by is not None and self.tell_from > now:
            return AlertState.SNOOZED
        return AlertState.OPEN if self.acknowledged_by is None else AlertState.ACKNOWLEDGED


def columns_of(alert: Alert) -> dict[str, Any]:
    """What a row says of an alert."""
    return {
        "key": alert.key,
        "kind": alert.kind.value,
        "severity": alert.severity.value,
        "step": alert.step,
        "rule": alert.rule,
        "fact": alert.fact,
        "text": "",  # sentences are said from reasons; rows of before keep theirs until now
        "deadline": alert.deadline,
        "particulars": particulars_of(alert),
    }


def alert_of(row: AlertOpening) -> Alert:
    """An alert as it was last written."""
    return Alert(
        key=row.key,
        kind=AlertKind(row.kind),
        severity=Severity(row.severity),
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
        version=row.version,
    )
