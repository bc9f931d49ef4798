"""What a coordinator must be told, derived anew from each plan; never stored as a truth."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain, count

from models.moments import NEVER, Minute
from models.reasons.alerts.records import CalendarProvisional
from models.timeline.alerts.closed_site_alerts import closed_site_alerts
from models.timeline.alerts.contradictions import contradictions
from models.timeline.alerts.delay_alerts import due_soon_alerts, overdue_alerts
from models.timeline.alerts.evidence_alerts import evidence_alerts
from models.timeline.alerts.gate_alerts import gate_alerts
from models.timeline.alerts.information_alerts import information_alerts
from models.timeline.alerts.lost_step_alerts import lost_step_alerts
from models.timeline.alerts.situation import Situation
from models.timeline.alerts.violation_alerts import violation_alerts
from models.timeline.alerts.window_alerts import booking_alerts, deviation_alerts, infeasible_alerts
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity

_URGENCY = {Severity.CRITICAL: 0, Severity.WARNING: 1, Severity.INFO: 2}


def alerts_of(situation: Situation) -> tuple[Alert, ...]:
    """Every alert, most urgent first; one for each key."""
    found = (
        *violation_alerts(situation),
        *deviation_alerts(situation),
        *booking_alerts(situation),
        *overdue_alerts(situation),
        *due_soon_alerts(situation),
        *gate_alerts(situation),
        *evidence_alerts(situation),
        *infeasible_alerts(situation),
        *information_alerts(situation),
        *contradictions(situation),
        *closed_site_alerts(situation),
        *lost_step_alerts(situation),
        *_provisional(situation),
    )
    distinct = {alert.key: alert for alert in reversed(found)}
    return most_urgent_first(distinct.values())


def most_urgent_first(alerts: Iterable[Alert]) -> tuple[Alert, ...]:
    """By severity, then by deadline."""
    return tuple(sorted(alerts, key=_urgency))


def told_apart(alerts: Iterable[Alert], taken: Collection[str]) -> tuple[Alert, ...]:
    """The same alerts; one whose key names something that happened before is numbered."""
    return tuple(replace(alert, key=_free(alert.key, taken)) for alert in alerts)


def _free(key: str, taken: Collection[str]) -> str:
    numbered = chain([key], (f"{key}/{number}" for number in count(2)))
    return next(name for name in numbered if name not in taken)


def _urgency(alert: Alert) -> tuple[int, Minute, str]:
    deadline = NEVER if alert.deadline is None else alert.deadline
    return _URGENCY[alert.severity], deadline, alert.key


def _provisional(situation: Situation) -> Iterator[Alert]:
    for year in situation.provisional_years:
        yield Alert(
            key=situation.key(AlertKind.PROVISIONAL_CALENDAR, str(year)),
            kind=AlertKind.PROVISIONAL_CALENDAR,
            severity=Severity.INFO,
            text=f"The official working days of {year} are not published in the installed"
            f" calendar: dates in {year} are provisional until it is updated.",
            cause=CalendarProvisional(year=year),
        )
