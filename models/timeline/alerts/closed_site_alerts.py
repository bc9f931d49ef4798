"""Alerts on bookings for a time at which the site does not work."""

from collections.abc import Iterator

from models.moments import Span, local_day, local_days
from models.protocol.path import Step
from models.reasons.alerts.clarifying import CheckBooking
from models.reasons.alerts.contradictions import BookedWhenClosed
from models.reasons.path.closed_days import ClosedDay
from models.timeline.alerts.drafts import Draft, Role, Sign, by_date
from models.timeline.alerts.situation import Situation
from models.timeline.history.step_records import ASSUMED
from models.timeline.network.network import WORKING_DAYS
from models.timeline.results import Alert
from models.timeline.states.states import outside_path
from models.timeline.values import AlertKind, Severity, StepState
from models.timeline.windows.case import Case

_TO_COME = {StepState.BOOKED, StepState.DUE, StepState.AT_RISK}
HOURS = "SITE-opening-hours"


def closed_site_alerts(situation: Situation) -> Iterator[Draft]:
    """A holiday, a weekend, a closure, or three in the morning: mostly a slip of the pen."""
    case = situation.scene.case
    for step in case.protocol.step:
        at = case.recorded[step.id].at
        to_come = step.days == "working" and situation.states[step.id] in _TO_COME
        own = to_come and not _is_anothers(step, case)
        if own and at is not None and not _open_at_some_time(at, case):
            yield Draft(_closed(step, at, situation), Role.CAUSE, _told_with(step, at, situation))


def _told_with(step: Step, at: Span, situation: Situation) -> frozenset[Sign]:
    """A test that must move anyhow goes to a time at which the site works: one deed.

    Of other steps the day itself matters to many, and is told by itself.
    """
    moves = step.evidence is not None and outside_path(step.id, at, situation.scene.windows)
    return frozenset({by_date(step.id)} if moves else ())


def _is_anothers(step: Step, case: Case) -> bool:
    """Its date is that of another step, of which it is told."""
    return step.same_as is not None and case.recorded[step.id] == case.recorded[step.same_as]


def _open_at_some_time(at: Span, case: Case) -> bool:
    minute = case.calendar.first_open_minute(at.earliest)
    return minute is not None and minute <= at.latest


def _closed(step: Step, at: Span, situation: Situation) -> Alert:
    case = situation.scene.case
    why, fact = _closed_on(at, case), case.recorded[step.id].fact
    return Alert(
        key=situation.key(AlertKind.WINDOW_VIOLATED, step.id, "closed"),
        kind=AlertKind.WINDOW_VIOLATED,
        severity=Severity.WARNING,
        cause=BookedWhenClosed(step=step.id, at=at, why=why),
        ask=CheckBooking(step=step.id),
        step=step.id,
        rule=WORKING_DAYS if why else HOURS,
        fact=None if fact == ASSUMED else fact,
        deadline=at.earliest,
    )


def _closed_on(at: Span, case: Case) -> ClosedDay | None:
    """Why the site does not work on that day; None where only the hour is wrong."""
    days = local_days(at.earliest, at.latest, case.chart.zone)
    return case.calendar.why_closed(next(days, local_day(at.earliest, case.chart.zone)))
