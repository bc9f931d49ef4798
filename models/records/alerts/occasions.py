"""When an alert that stands is to be told anew: whoever knew of it knew less than is known now."""

from datetime import UTC, datetime

from sqlmodel import Session

from models.alerting.succession import has_grown
from models.alerting.tellings import URGENCY
from models.moments import Minute
from models.records.alerts.alert_rows import alert_of
from models.records.people.audit import note
from models.records.tables import AlertOpening
from models.timeline.results import Alert
from models.timeline.values import Severity

ITSELF = "Day Zero"
"""Who is said to have done what follows from the facts."""


def stir(session: Session, row: AlertOpening, alert: Alert, now: datetime) -> None:
    """Begin a new occasion where there is news; an answer to what was known before ends."""
    why = _news(row, alert, now)
    if why is None:
        return
    if answered(row, now):
        deed = f"took back the answer to alert {row.id}"
        note(session, deed, by=ITSELF, at=now, subject=row.subject, why=why)
    row.occasion += 1
    row.tell_from = now
    row.acknowledged_at = row.acknowledged_by = row.acknowledged_why = None
    row.snoozed_by = row.snoozed_why = None


def bring_back(row: AlertOpening, now: datetime) -> None:
    """Let an alert that a clock which ran ahead has dated in the future be told from now on.

    What somebody has put off sleeps as long as was said.
    """
    row.opened_at = min(row.opened_at, now)
    if row.snoozed_by is None and row.tell_from is not None:
        row.tell_from = min(row.tell_from, now)


def _news(row: AlertOpening, alert: Alert, now: datetime) -> str | None:
    """What an answer did not know of; None where all is as it was, or only less urgent.

    A deadline is moved by facts alone, never by the clock: a step was booked anew, or done.
    A later one is news only to who answered for the earlier one.
    """
    if URGENCY[alert.severity] < URGENCY[Severity(row.severity)]:
        return f"its severity rose from {row.severity} to {alert.severity}"
    if has_grown(alert, alert_of(row)):
        return "something more is wrong than it told of"
    before, after = row.deadline, alert.deadline
    if before == after or not (answered(row, now) or _presses_more(before, after)):
        return None
    return f"its deadline moved from {_said(before)} to {_said(after)}"


def answered(row: AlertOpening, now: datetime) -> bool:
    """Acknowledged, or put off until later."""
    return row.acknowledged_at is not None or (row.tell_from or row.opened_at) > now


def _presses_more(before: Minute | None, after: Minute | None) -> bool:
    """Nearer; or what is asked is something else, as once the step was done all the same."""
    return before is None or after is None or after < before


def _said(deadline: Minute | None) -> str:
    if deadline is None:
        return "none"
    return datetime.fromtimestamp(deadline * 60, tz=UTC).strftime("%Y-%m-%d %H:%M UTC")
