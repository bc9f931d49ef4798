"""Alerts on steps outside the window that the path leaves them."""

from collections.abc import Iterator
from itertools import islice

from models.moments import Minute, Span
from models.protocol.path import Step
from models.reasons.alerts.asks import RecordDeviation
from models.reasons.alerts.bookings import FindOtherDate
from models.reasons.alerts.delays import BookedOutsideWindow, DoneOutsideWindow
from models.reasons.path.rules import NamedRule, name_rule
from models.timeline.alerts.delays.lapses import lapse_told_at
from models.timeline.alerts.drafts import Draft, Role, by_conflict, by_date, by_rule, draft, echo
from models.timeline.alerts.situation import Situation
from models.timeline.history.step_records import ASSUMED
from models.timeline.results import Alert, Conflict
from models.timeline.states.mending import any_of, moves_of
from models.timeline.states.repeating import repeating
from models.timeline.states.states import outside_path
from models.timeline.values import AlertKind, Severity, StepState, VerdictValue
from models.timeline.windows.case import Case
from models.timeline.windows.chain_reasons import what_binds
from models.timeline.windows.chains import binding_rules, chain
from models.timeline.windows.done_windows import Breach, breaches


def deviation_alerts(situation: Situation) -> Iterator[Draft]:
    """Steps that were done before or after their window."""
    case = situation.scene.case
    for step in case.protocol.step:
        if not case.recorded[step.id].done or case.recorded[step.id].fact is None:
            continue
        if step.same_as and case.recorded[step.id] == case.recorded[step.same_as]:
            continue
        for breach in breaches(step.id, case):
            yield draft(_deviation(step, breach, situation))


def _deviation(step: Step, breach: Breach, situation: Situation) -> Alert:
    rule = name_rule(breach.link.rule, situation.scene.case.protocol)
    return Alert(
        key=situation.key(AlertKind.WINDOW_VIOLATED, step.id, breach.link.rule),
        kind=AlertKind.WINDOW_VIOLATED,
        severity=Severity.WARNING,
        cause=_breached(step, breach, rule),
        ask=RecordDeviation(step=step.id, rule=rule),
        step=step.id,
        rule=breach.link.rule,
    )


def _breached(step: Step, breach: Breach, rule: NamedRule) -> DoneOutsideWindow:
    return DoneOutsideWindow(
        step=step.id,
        at=breach.at,
        limit=breach.limit,
        early=breach.early,
        rule=rule,
        source=breach.link.source,
        site_default=breach.link.site_default,
    )


def booking_alerts(situation: Situation) -> Iterator[Draft]:
    """Bookings outside their window; one is told at the other where two exclude each other."""
    scene = situation.scene
    for step in scene.case.protocol.step:
        at = scene.case.recorded[step.id].at
        live = situation.states[step.id] is StepState.AT_RISK
        if at is not None and live and outside_path(step.id, at, scene.windows):
            yield _booked_outside(_outside(step, at, situation), step.id, situation)


def _booked_outside(alert: Alert, step: str, situation: Situation) -> Draft:
    own = [one for one in situation.conflicts if one.step == step and _of_path(one, situation)]
    if told := lapse_told_at(step, situation):
        return echo(alert, *map(by_date, told), *map(by_conflict, own))
    others = [one for one in situation.conflicts if one.against == step]
    if others and not own:
        return echo(alert, by_conflict(others[0]))
    test = situation.scene.case.protocol.step_by_id[step].evidence
    of_its_test = () if test is None else (by_rule(test),)  # on a day that counts, none is booked
    waits = map(by_date, _waits_for(step, situation))
    return draft(alert, Role.CAUSE, by_date(step), *of_its_test, *waits, *map(by_conflict, own))


def _waits_for(step: str, situation: Situation) -> tuple[str, ...]:
    """The product that cannot be there so soon, of which no release is recorded or booked."""
    case, bounds = situation.scene.case, situation.scene.windows.path[step]
    at = case.recorded[step].at
    early = at is not None and at.latest < bounds.lower.get(step, at.latest)
    if not early or all(step != gate.before for gate in case.protocol.gate):
        return ()
    nearest = {trail.reason.via for trail in islice(chain(step, bounds), 1)}
    needed = nearest & set(case.protocol.before[step])
    return tuple(name for name in needed if name and case.recorded[name].at is None)


def _of_path(conflict: Conflict, situation: Situation) -> bool:
    """With an end of the path, or another booking; not with a rule that the booking breaks."""
    if not situation.scene.case.protocol.hold_by_rule.keys().isdisjoint(conflict.rules):
        return False
    broken = {
        (verdict.step, (verdict.rule,))
        for verdict in situation.verdicts
        if verdict.value is VerdictValue.VIOLATION
    }
    return conflict.against is not None or (conflict.step, conflict.rules) not in broken


def _outside(step: Step, at: Span, situation: Situation) -> Alert:
    """The rule next to the step; the cause goes back to where its window comes from.

    Which rule that is may change from day to day while a step waits, and so names no alert.
    """
    scene = situation.scene
    early, bounds = _too_early(step, at, situation), scene.windows.path[step.id]
    fact, moves = scene.case.recorded[step.id].fact, moves_of(step.id, situation.conflicts)
    again = repeating(step.id, at.earliest, scene)
    rule = binding_rules(step.id, bounds, lower=early)[0]
    binds = what_binds(step.id, bounds, scene.case, lower=early)
    return Alert(
        key=situation.key(AlertKind.WINDOW_VIOLATED, step.id, "booked"),
        kind=AlertKind.WINDOW_VIOLATED,
        severity=_severity(step, scene.case),
        cause=BookedOutsideWindow(step=step.id, at=at, because=binds),
        ask=any_of(way.reason for way in (*moves, *again)) or FindOtherDate(step=step.id),
        step=step.id,
        rule=rule,
        fact=None if fact == ASSUMED else fact,
        deadline=_in_time(at, bounds.upper.get(step.id)),
    )


def _severity(step: Step, case: Case) -> Severity:
    """Critical where what cannot be taken back was given for a step that cannot be held so."""
    return Severity.CRITICAL if step.id in case.aims_begun else Severity.WARNING


def _in_time(at: Span, closes: Minute | None) -> Minute:
    """Until when something can be done about a booking: before it, and before its window ends."""
    return at.earliest if closes is None else min(at.earliest, closes)


def _too_early(step: Step, at: Span, situation: Situation) -> bool:
    opens = situation.scene.windows.path[step.id].lower.get(step.id)
    return opens is not None and at.latest < opens
