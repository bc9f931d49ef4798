"""Alerts on rules that a booked or done step breaks."""

from collections.abc import Iterator

from models.moments import Minute
from models.protocol import Protocol
from models.reasons.alerts.asks import DoNotGoOn, DoNotHold, RecordDeviation, RecordOtherWay
from models.reasons.alerts.moves import MoveStepOnOrAfter
from models.reasons.reason import Reason
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert, Verdict
from models.timeline.values import AlertKind, Severity, StepState, VerdictValue
from models.timeline.windows.case import Case
from models.timeline.words import say_minute, say_when


def violation_alerts(situation: Situation) -> Iterator[Alert]:
    """Rules that a booked or done step breaks."""
    for verdict in situation.verdicts:
        if verdict.value is not VerdictValue.VIOLATION or not _matters(verdict, situation):
            continue
        if situation.states[verdict.step] is StepState.CANCELLED:
            continue
        if _settled_elsewhere(verdict, situation):
            continue
        kind = _kind_of_violation(verdict, situation)
        yield Alert(
            key=situation.key(kind, verdict.step, verdict.rule, verdict.fact),
            kind=kind,
            severity=_severity_of_violation(kind, verdict, situation),
            text=f"{verdict.text} {_what_to_do(verdict, situation)}",
            cause=verdict.reason,
            ask=ask_against_violation(kind, verdict, situation),
            step=verdict.step,
            rule=verdict.rule,
            fact=verdict.fact,
            deadline=situation.booking(verdict.step),
            to=_could_move_to(verdict, situation),
        )


def _matters(verdict: Verdict, situation: Situation) -> bool:
    """A value or finding speaks for itself until the path ends; a date once the step has one."""
    case = situation.scene.case
    if verdict.rule in case.protocol.rules_of_conditions:
        return case.closing is None
    return case.standing[verdict.step].at is not None


def _kind_of_violation(verdict: Verdict, situation: Situation) -> AlertKind:
    protocol = situation.scene.case.protocol
    criterion = protocol.criterion_by_rule.get(verdict.rule)
    if one_of_a_group(verdict.rule, protocol) and not _all_fail(verdict.rule, situation):
        return AlertKind.NEEDS_INFORMATION  # the group has other members that facts may show
    if verdict.rule == protocol.age.rule:
        return AlertKind.INELIGIBLE
    if criterion is not None and criterion.consequence == "ineligible":
        return AlertKind.INELIGIBLE
    if criterion in protocol.evidence:
        return AlertKind.INELIGIBLE if verdict.fact else AlertKind.WINDOW_VIOLATED
    return AlertKind.WASHOUT_VIOLATED


def _severity_of_violation(kind: AlertKind, verdict: Verdict, situation: Situation) -> Severity:
    """Critical where a booking would break the rule; a value at screening is its daily work."""
    case = situation.scene.case
    of_facts = verdict.rule in case.protocol.rules_of_conditions
    done = case.standing[verdict.step].done
    mild = done or of_facts or kind is AlertKind.NEEDS_INFORMATION
    return Severity.WARNING if mild else Severity.CRITICAL


def _could_move_to(verdict: Verdict, situation: Situation) -> Minute | None:
    if verdict.clears_at is None or situation.scene.case.standing[verdict.step].done:
        return None
    return situation.nearest_move(verdict.step)


def _settled_elsewhere(verdict: Verdict, situation: Situation) -> bool:
    """One of a group suffices: a failing member matters only where none holds."""
    return VerdictValue.MET in _values_in_group(verdict.rule, situation)


def _all_fail(rule: str, situation: Situation) -> bool:
    return _values_in_group(rule, situation) == {VerdictValue.VIOLATION}


def _values_in_group(rule: str, situation: Situation) -> set[VerdictValue]:
    members = situation.scene.case.protocol.group_of(rule)
    return {other.value for other in situation.verdicts if other.rule in members}


def one_of_a_group(rule: str, protocol: Protocol) -> bool:
    """Whether other rules may hold in its place."""
    return len(protocol.group_of(rule)) > 1


def ask_against_violation(kind: AlertKind, verdict: Verdict, situation: Situation) -> Reason:
    """What is to be done; the same as the sentence says."""
    case, step = situation.scene.case, verdict.step
    if kind is AlertKind.NEEDS_INFORMATION:
        return RecordOtherWay(number=inclusion_with_ways(verdict.rule, case.protocol))
    if may_still_be_stopped(kind, verdict, case):
        return DoNotGoOn()
    if case.standing[step].done:
        return RecordDeviation(step=step)
    if verdict.clears_at is None:
        return DoNotHold(step=step)
    later = MoveStepOnOrAfter(step=step, since=case.standing[step].at, to=verdict.clears_at)
    return situation.ask_to_move(step) or later


def inclusion_with_ways(rule: str, protocol: Protocol) -> str:
    """The number of the inclusion whose alternatives a rule is one of: `3` of `3 (2)c`."""
    source = protocol.source_of(rule)
    return (source.number if source and source.number else rule).partition(" ")[0]


def _what_to_do(verdict: Verdict, situation: Situation) -> str:
    case = situation.scene.case
    title = case.protocol.step_by_id[verdict.step].titles.english
    kind = _kind_of_violation(verdict, situation)
    if kind is AlertKind.NEEDS_INFORMATION:
        ways = inclusion_with_ways(verdict.rule, case.protocol)
        return f"Record which other way into the trial inclusion {ways} offers holds, if one does."
    if may_still_be_stopped(kind, verdict, case):
        return "Do not go on: ask the investigator; record a screen failure or the waiver."
    if case.standing[verdict.step].done:
        return f"Record {title} as a protocol deviation."
    if verdict.clears_at is None:
        return f"Do not go ahead with {title}."  # no date would do
    if moves := situation.say_moves(verdict.step):
        return moves
    zone, at = case.chart.zone, case.standing[verdict.step].at
    since = f" from {say_when(at, zone)}" if at else ""
    return f"Move {title}{since} to {say_minute(verdict.clears_at, zone)} or later."


def may_still_be_stopped(kind: AlertKind, verdict: Verdict, case: Case) -> bool:
    """Ineligible by what no other date would mend, and the infusion is still to come."""
    of_facts = verdict.rule in case.protocol.rules_of_conditions
    fixed = of_facts or case.standing[verdict.step].done
    return kind is AlertKind.INELIGIBLE and fixed and case.protocol.day_zero not in case.done
