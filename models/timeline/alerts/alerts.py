"""What a coordinator must be told, derived anew from each plan; never stored as a truth."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain, count

from models.moments import NEVER, Minute
from models.reasons.alerts.records import CalendarProvisional
from models.timeline.alerts.closed_site_alerts import closed_site_alerts
from models.timeline.alerts.conflict_alerts import with_conflicts
from models.timeline.alerts.contradictions import contradictions
from models.timeline.alerts.delays.delay_alerts import due_soon_alerts, overdue_alerts
from models.timeline.alerts.delays.lost_step_alerts import lost_step_alerts
from models.timeline.alerts.drafts import Draft, draft
from models.timeline.alerts.evidence_alerts import evidence_alerts
from models.timeline.alerts.gate_alerts import gate_alerts
from models.timeline.alerts.hold_alerts import hold_alerts
from models.timeline.alerts.one_cause import URGENCY, one_for_each_cause
from models.timeline.alerts.questions.done_without import done_without
from models.timeline.alerts.questions.information_alerts import information_alerts
from models.timeline.alerts.quieted import quieted
from models.timeline.alerts.situation import Situation
from models.timeline.alerts.violation_alerts import violation_alerts
from models.timeline.alerts.ways_alerts import ways_alerts
from models.timeline.alerts.window_alerts import booking_alerts, deviation_alerts
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity


def alerts_of(situation: Situation) -> tuple[Alert, ...]:
    """One alert for each cause, most urgent first."""
    causes = tuple(quieted(_causes(situation), situation))
    drafts = (*with_conflicts(causes, situation), *quieted(gate_alerts(situation), situation))
    return most_urgent_first(one_for_each_cause(drafts))


def alerts_on(situation: Situation, steps: Collection[str]) -> tuple[Alert, ...]:
    """The same of some steps alone, where nothing is left that could be moved or awaited."""
    drafts = (one for one in _causes(situation) if one.alert.step in steps)
    return most_urgent_first(one_for_each_cause(drafts))


def _causes(situation: Situation) -> tuple[Draft, ...]:
    return (
        *hold_alerts(situation),
        *violation_alerts(situation),
        *ways_alerts(situation),
        *deviation_alerts(situation),
        *booking_alerts(situation),
        *overdue_alerts(situation),
        *due_soon_alerts(situation),
        *evidence_alerts(situation),
        *information_alerts(situation),
        *contradictions(situation),
        *done_without(situation),
        *closed_site_alerts(situation),
        *lost_step_alerts(situation),
        *_provisional(situation),
    )


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
    return URGENCY[alert.severity], deadline, alert.key


def _provisional(situation: Situation) -> Iterator[Draft]:
    for year in situation.provisional_years:
        yield draft(
            Alert(
                key=situation.key(AlertKind.PROVISIONAL_CALENDAR, str(year)),
                kind=AlertKind.PROVISIONAL_CALENDAR,
                severity=Severity.INFO,
                cause=CalendarProvisional(year=year),
            )
        )
