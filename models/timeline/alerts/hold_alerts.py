"""Alerts on what makes the path wait until a person has decided: one for each hold."""

from collections.abc import Iterator

from models.moments import Minute
from models.reasons.path.holds import DoNotStart, ReportToInvestigator, Waiting
from models.reasons.path.rules import name_rule
from models.timeline.alerts.drafts import (
    Draft,
    Role,
    Sign,
    by_conflict,
    by_rule,
    draft,
)
from models.timeline.alerts.situation import Situation
from models.timeline.history.holds import StandingHold
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity, VerdictValue
from models.timeline.verdicts.hold_reasons import hold_stands


def hold_alerts(situation: Situation) -> Iterator[Draft]:
    """What must wait, and for what; once nothing waits, what is still to be told."""
    for standing in situation.scene.case.holds:
        if is_told(standing, situation):
            yield _told(standing, situation)


def is_told(standing: StandingHold, situation: Situation) -> bool:
    """Something waits for it, or it is to be known all the same."""
    return bool(standing.steps) or _is_still_told(standing, situation)


def _told(standing: StandingHold, situation: Situation) -> Draft:
    alert, signs = _alert(standing, situation), (*_signs(standing, situation),)
    booked = alert.severity is Severity.CRITICAL
    criteria = tuple(_criteria_against(standing, situation))
    return draft(alert, Role.CAUSE if booked or not criteria else Role.ECHO, *signs, *criteria)


def _alert(standing: StandingHold, situation: Situation) -> Alert:
    step = next(iter(standing.steps), None)
    return Alert(
        key=situation.key(AlertKind.HOLD, standing.hold.rule),
        kind=AlertKind.HOLD,
        severity=_severity(standing, situation),
        cause=hold_stands(standing, situation.scene.case),
        ask=_ask(standing, step, situation),
        step=step,
        rule=standing.hold.rule,
        fact=standing.since.id,
        deadline=_deadline(standing, situation),
    )


def _severity(standing: StandingHold, situation: Situation) -> Severity:
    booked = any(situation.booking(step) is not None for step in standing.steps)
    return Severity.CRITICAL if booked else Severity(standing.hold.severity)


def _ask(standing: StandingHold, step: str | None, situation: Situation) -> Waiting:
    rule = name_rule(standing.hold.rule, situation.scene.case.protocol)
    return ReportToInvestigator(rule=rule) if step is None else DoNotStart(step=step, rule=rule)


def _deadline(standing: StandingHold, situation: Situation) -> Minute | None:
    """The first booking that must wait, or the start of what cannot be taken back before it."""
    gate = situation.gate
    bookings = [situation.booking(step) for step in standing.steps]
    start = gate.deadline if gate is not None and gate.step in standing.steps else None
    return min((at for at in (*bookings, start) if at is not None), default=None)


def _signs(standing: StandingHold, situation: Situation) -> Iterator[Sign]:
    """That a booking cannot be held for it is the same, said otherwise."""
    rules = (standing.hold.rule,)
    yield from (by_conflict(one) for one in situation.conflicts if one.rules == rules)


def _criteria_against(standing: StandingHold, situation: Situation) -> Iterator[Sign]:
    """Criteria of the entry that the same record breaks: told together, and they say more."""
    criteria, facts = (
        situation.scene.case.protocol.criterion_by_rule,
        {f.id for f in standing.facts},
    )
    for verdict in situation.verdicts:
        known = criteria.get(verdict.rule)
        excludes = known is not None and known.consequence == "ineligible"
        if excludes and verdict.value is VerdictValue.VIOLATION and verdict.fact in facts:
            yield by_rule(verdict.rule, verdict.fact)


def _is_still_told(standing: StandingHold, situation: Situation) -> bool:
    """Until the date to which it is told, where the last of its steps was held."""
    case, until = situation.scene.case, standing.hold.told_until
    if until is None or standing.hold.steps[-1] not in case.done or until in case.ended:
        return False
    ends = case.recorded[until].at
    last = ends.latest if ends is not None else case.said.lower.get(until)
    return last is None or situation.scene.now <= last
