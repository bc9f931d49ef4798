"""Alerts on rules that a booked or done step breaks."""

from collections.abc import Iterator

from models.moments import Minute
from models.protocol import Protocol
from models.reasons.alerts.asked import Asked
from models.reasons.alerts.asks import RecordDeviation
from models.reasons.facts import changed
from models.reasons.path.rules import name_rule
from models.reasons.verdicts import VerdictReason
from models.reasons.verdicts.uncounted import NotCounted
from models.reasons.verdicts.washouts import WashoutBroken, WashoutKept, WashoutOpen, WashoutPending
from models.timeline.alerts.drafts import Draft, Role, by_conflict, draft
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert, Verdict
from models.timeline.states.keeping_out import (
    ask_to_stop,
    is_committed,
    keeps_out,
    last_moment_to_stop,
)
from models.timeline.states.mending import ask_to_clear
from models.timeline.values import AlertKind, Severity, StepState, VerdictValue
from models.timeline.windows.case import Case


def violation_alerts(situation: Situation) -> Iterator[Draft]:
    """Rules that a booked or done step breaks; what offers several ways is told elsewhere."""
    protocol = situation.scene.case.protocol
    for verdict in situation.verdicts:
        if matters(verdict, situation) and not protocol.groups.of(verdict.rule):
            yield violation(verdict, situation)


def matters(verdict: Verdict, situation: Situation) -> bool:
    """A value or finding speaks for itself until the path ends; a date once the step has one.

    An exposure that goes on breaks its rule whatever the date: then there is none to wait for.
    """
    case = situation.scene.case
    cancelled = situation.states[verdict.step] is StepState.CANCELLED
    if verdict.value is not VerdictValue.VIOLATION or cancelled:
        return False
    if verdict.rule in case.protocol.rules_of_conditions:
        return case.closing is None
    return case.recorded[verdict.step].at is not None or verdict.judged_at is None


def violation(verdict: Verdict, situation: Situation, role: Role = Role.CAUSE) -> Draft:
    """The alert on a rule that is broken."""
    kind = kind_of_violation(verdict, situation.scene.case.protocol)
    alert = Alert(
        key=situation.key(kind, verdict.step, verdict.rule, verdict.fact),
        kind=kind,
        severity=severity_of_violation(verdict, situation),
        cause=without_note(verdict.reason),
        ask=ask_against_violation(kind, verdict, situation),
        step=verdict.step,
        rule=verdict.rule,
        fact=verdict.fact,
        deadline=_deadline(verdict, situation),
    )
    return draft(alert, role, *_its_conflict(verdict, situation))


def _deadline(verdict: Verdict, situation: Situation) -> Minute | None:
    """The booking itself, or the first step that an ineligible subject must not come to."""
    case = situation.scene.case
    if keeps_out(verdict, case.protocol) and is_committed(case):
        return last_moment_to_stop(case)
    return situation.booking(verdict.step)


def _its_conflict(verdict: Verdict, situation: Situation) -> Iterator[tuple[object, ...]]:
    """The booking that the rule forbids cannot hold: that is the same, said otherwise."""
    for conflict in situation.conflicts:
        told = verdict.fact is None or verdict.fact in conflict.facts
        if conflict.step == verdict.step and conflict.rules == (verdict.rule,) and told:
            yield by_conflict(conflict)


def kind_of_violation(verdict: Verdict, protocol: Protocol) -> AlertKind:
    """What an alert on a broken rule is called."""
    if keeps_out(verdict, protocol):
        return AlertKind.INELIGIBLE
    criterion = protocol.criterion_by_rule.get(verdict.rule)
    if criterion in protocol.evidence:
        return AlertKind.WINDOW_VIOLATED
    return AlertKind.WASHOUT_VIOLATED


def severity_of_violation(verdict: Verdict, situation: Situation) -> Severity:
    """Critical where a booking would break the rule; a value at screening is its daily work.

    Not once lymphodepletion is booked or has begun.
    """
    case = situation.scene.case
    if keeps_out(verdict, case.protocol) and is_committed(case):
        return Severity.CRITICAL
    of_facts = verdict.rule in case.protocol.rules_of_conditions
    undated = verdict.judged_at is None and not of_facts
    if undated and not _product_is_being_made(case):
        return Severity.INFO  # bridging before the collection: there is time to stop
    mild = of_facts or not case.recorded[verdict.step].booked
    return Severity.WARNING if mild else Severity.CRITICAL


def _product_is_being_made(case: Case) -> bool:
    """Whether what is expected to take its time has begun, so that a date must be found."""
    return any(link.expected and link.anchor in case.done for link in case.protocol.link)


def ask_against_violation(kind: AlertKind, verdict: Verdict, situation: Situation) -> Asked:
    """What is to be done about a rule that is broken."""
    case, rule = situation.scene.case, name_rule(verdict.rule, situation.scene.case.protocol)
    if may_still_be_stopped(kind, verdict, case):
        return ask_to_stop(rule, case)
    if case.recorded[verdict.step].done:
        return RecordDeviation(step=verdict.step, rule=rule, fact=verdict.fact)
    return ask_to_clear(verdict, situation.conflicts, situation.scene)


def may_still_be_stopped(kind: AlertKind, verdict: Verdict, case: Case) -> bool:
    """Ineligible by what no other date would mend, and the infusion is still to come."""
    of_facts = verdict.rule in case.protocol.rules_of_conditions
    fixed = of_facts or case.recorded[verdict.step].done
    return kind is AlertKind.INELIGIBLE and fixed and case.protocol.day_zero not in case.done


_WITH_A_NOTE = (WashoutKept, WashoutBroken, WashoutOpen, WashoutPending, NotCounted)


def without_note(reason: VerdictReason) -> VerdictReason:
    """What an alert says of a verdict: what to know of a drug's class stays with the verdict."""
    return changed(reason, note=None) if isinstance(reason, _WITH_A_NOTE) else reason
