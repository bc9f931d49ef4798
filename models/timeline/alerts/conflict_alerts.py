"""Conflicts: told by the alert on what causes them; by one of their own where none does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.moments import Minute
from models.reasons.alerts.clarifying import CheckBooking
from models.timeline.alerts.drafts import Draft, Role, Sign, by_conflict, by_date, by_deed, by_rule
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert, Conflict
from models.timeline.states.mending import ask_to_mend
from models.timeline.states.moving.offers import leads_of
from models.timeline.values import AlertKind, Severity, StepState

_TOLD = {StepState.AT_RISK, StepState.DUE, StepState.OVERDUE}

_TELLING = {
    AlertKind.WASHOUT_VIOLATED,
    AlertKind.WINDOW_VIOLATED,
    AlertKind.INELIGIBLE,
    AlertKind.OVERDUE,
    AlertKind.EVIDENCE_EXPIRED,
    AlertKind.DUE_SOON,
}


def with_conflicts(causes: Sequence[Draft], situation: Situation) -> Iterator[Draft]:
    """Every cause, and every conflict with the sign of the cause that tells of it."""
    told: dict[int, set[Sign]] = {}
    for conflict in situation.conflicts:
        sign = by_conflict(conflict)
        teller = None if any(sign in one.signs for one in causes) else _teller(conflict, causes)
        if teller is not None:
            told.setdefault(teller, set()).add(sign)
    for place, one in enumerate(causes):
        yield replace(one, signs=one.signs | told.get(place, set()))
    known = {sign for signs in told.values() for sign in signs}
    known |= {sign for one in causes for sign in one.signs}
    needed = _must_move(situation)
    for conflict in situation.conflicts:
        one = _conflict(conflict, situation, alone=by_conflict(conflict) not in known)
        yield replace(one, signs=one.signs | _deeds(conflict, needed, situation))


def _must_move(situation: Situation) -> set[str]:
    """The bookings that alone could move against some conflict."""
    leads = (leads_of(conflict, situation.scene) for conflict in situation.conflicts)
    return {steps[0] for steps in leads if len(steps) == 1}


def _deeds(conflict: Conflict, needed: set[str], situation: Situation) -> frozenset[Sign]:
    """What must move for another conflict takes care of this one as well."""
    moved = (step for step in leads_of(conflict, situation.scene) if step in needed)
    return frozenset(map(by_deed, moved))


def _teller(conflict: Conflict, causes: Sequence[Draft]) -> int | None:
    """An alert on its step, else on the other booking, else on one of its rules."""
    for tells in (_on_its_step, _on_the_other, _on_a_rule):
        for place, one in enumerate(causes):
            if _may_tell(one) and tells(conflict, one.alert):
                return place
    return None


def _may_tell(one: Draft) -> bool:
    """What was done is done; what is only to be known or checked tells of nothing."""
    alert = one.alert
    told = one.role is not Role.ECHO and alert.kind in _TELLING
    return told and _is_to_come(alert) and not isinstance(alert.ask, CheckBooking)


def _is_to_come(alert: Alert) -> bool:
    return alert.deadline is not None and alert.ask is not None


def _on_its_step(conflict: Conflict, alert: Alert) -> bool:
    return alert.step == conflict.step


def _on_the_other(conflict: Conflict, alert: Alert) -> bool:
    return conflict.against is not None and alert.step == conflict.against


def _on_a_rule(conflict: Conflict, alert: Alert) -> bool:
    return alert.rule is not None and alert.rule in conflict.rules


def _conflict(conflict: Conflict, situation: Situation, *, alone: bool) -> Draft:
    """Loud where nothing else tells the cause; those of one rule and fact are told together."""
    alert = Alert(
        key=situation.conflict_key(conflict),
        kind=AlertKind.INFEASIBLE,
        severity=_severity(conflict, situation),
        cause=conflict.reason,
        ask=ask_to_mend(conflict),
        step=conflict.step,
        rule=conflict.rules[0] if conflict.rules else None,
        fact=_fact(conflict, situation),
        deadline=_mendable_until(conflict, situation),
        booked=situation.booking(conflict.step) is not None,
    )
    if not alone:
        return Draft(alert, Role.CONFLICT, frozenset({by_conflict(conflict)}))
    signs = {by_conflict(conflict), by_date(conflict.step)}
    if alert.rule is not None:
        signs.add(by_rule(alert.rule, alert.fact))
    return Draft(alert, Role.CONFLICT, frozenset(signs))


def _severity(conflict: Conflict, situation: Situation) -> Severity:
    """Until the infusion no visit after it is as urgent: it can be held late."""
    if situation.states[conflict.step] in _TOLD:
        return Severity.INFO
    case = situation.scene.case
    far = conflict.step in case.protocol.follow_up and case.protocol.day_zero not in case.done
    return Severity.WARNING if far else Severity.CRITICAL


def _fact(conflict: Conflict, situation: Situation) -> str | None:
    """What a rule of the path is counted from, or a criterion was judged on."""
    protocol = situation.scene.case.protocol
    judged = {*protocol.criterion_by_rule, *protocol.hold_by_rule}
    if conflict.rules and conflict.rules[0] not in judged:
        return next(iter(conflict.facts), None)
    return next((repair.fact for repair in conflict.repairs if repair.fact is not None), None)


def _mendable_until(conflict: Conflict, situation: Situation) -> Minute | None:
    """The end of the window, or a booking that would have to move, whichever comes first."""
    steps = (conflict.step, *leads_of(conflict, situation.scene))
    bookings = (situation.booking(step) for step in steps)
    return min((at for at in (conflict.closes, *bookings) if at is not None), default=None)
