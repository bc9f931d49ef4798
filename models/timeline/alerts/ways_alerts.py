"""Alerts on a criterion that offers several ways, of which one that holds is enough."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.protocol import Protocol
from models.protocol.source import Source
from models.reasons.alerts.asked import Asked
from models.reasons.alerts.asks import RecordDeviation, RecordOtherWay
from models.reasons.alerts.bookings import DoNotHold
from models.reasons.alerts.ways import WaysClosed
from models.reasons.path.rules import name_rule
from models.timeline.alerts.drafts import Draft, draft
from models.timeline.alerts.situation import Situation
from models.timeline.alerts.violation_alerts import (
    matters,
    may_still_be_stopped,
    severity_of_violation,
)
from models.timeline.results import Alert, Place, Verdict
from models.timeline.states.keeping_out import ask_to_stop
from models.timeline.states.mending import any_of, record
from models.timeline.values import AlertKind, Severity, StepState, VerdictValue


def ways_alerts(situation: Situation) -> Iterator[Draft]:
    """One for each such criterion of which no way is known to hold."""
    protocol = situation.scene.case.protocol
    groups = dict.fromkeys(protocol.groups.name_of(one.rule) for one in situation.verdicts)
    for group in groups:
        if group is not None and _is_told(group, situation):
            yield draft(_alert(group, situation))


def told_as_ways(rule: str, situation: Situation) -> str | None:
    """The criterion whose alert tells of a rule; None where the rule speaks for itself."""
    group = situation.scene.case.protocol.groups.name_of(rule)
    return group if group is not None and _is_told(group, situation) else None


def _is_told(group: str, situation: Situation) -> bool:
    """A way is closed, or several are open: a single question is asked as any other is."""
    members = _members(group, situation)
    settled = any(member.value is VerdictValue.MET for member in members)
    return not settled and (bool(_closed(members, situation)) or len(_asking(members)) > 1)


def _members(group: str, situation: Situation) -> list[Verdict]:
    protocol = situation.scene.case.protocol
    return [
        verdict
        for verdict in situation.verdicts
        if protocol.groups.name_of(verdict.rule) == group
        and situation.states[verdict.step] is not StepState.CANCELLED
    ]


def _closed(members: Sequence[Verdict], situation: Situation) -> list[Verdict]:
    return [member for member in members if matters(member, situation)]


def _asking(members: Sequence[Verdict]) -> list[Verdict]:
    return [member for member in members if member.asks is not None]


def _alert(group: str, situation: Situation) -> Alert:
    members = _members(group, situation)
    closed = _closed(members, situation)
    none_left = {member.value for member in members} == {VerdictValue.VIOLATION}
    kind = AlertKind.INELIGIBLE if none_left else AlertKind.NEEDS_INFORMATION
    step = members[0].step
    return Alert(
        key=situation.key(kind, step, group),
        kind=kind,
        severity=_severity(closed, situation, none_left=none_left),
        cause=_ways(group, members, closed, situation.scene.case.protocol),
        ask=_ask(group, members, situation, none_left=none_left),
        step=step,
        rule=group,
        also=tuple(Place(kind=kind, step=one.step, rule=one.rule, fact=one.fact) for one in closed),
        deadline=situation.booking(step),
    )


def _severity(closed: Sequence[Verdict], situation: Situation, *, none_left: bool) -> Severity:
    """Where no way is closed, the questions that are open say how urgent they are."""
    loud = {severity_of_violation(verdict, situation) for verdict in closed}
    if none_left and Severity.CRITICAL in loud:
        return Severity.CRITICAL
    return Severity.WARNING if closed else Severity.INFO


def _ways(
    group: str, members: Sequence[Verdict], closed: Sequence[Verdict], protocol: Protocol
) -> WaysClosed:
    rules = tuple(verdict.rule for verdict in closed)
    return WaysClosed(
        group=group,
        closed=rules,
        open=tuple(member.rule for member in members if member.rule not in rules),
        source=_source(members[0].rule, protocol),
        site_default=all(member.site_default for member in members),
    )


def _source(rule: str, protocol: Protocol) -> Source:
    """Of the criterion that offers the ways: inclusion 3, of the way 3 (2)c."""
    source = protocol.criterion_by_rule[rule].source
    return replace(source, number=_number(rule, protocol), quote=None)


def _number(rule: str, protocol: Protocol) -> str:
    source = protocol.source_of(rule)
    return (source.number if source and source.number else rule).partition(" ")[0]


def _ask(group: str, members: Sequence[Verdict], situation: Situation, *, none_left: bool) -> Asked:
    case, first = situation.scene.case, members[0]
    rule = name_rule(group, case.protocol)
    if not none_left:
        questions = [record(one.asks, one.fact) for one in members if one.asks is not None]
        return any_of(questions) or RecordOtherWay(number=_number(first.rule, case.protocol))
    if any(may_still_be_stopped(AlertKind.INELIGIBLE, member, case) for member in members):
        return ask_to_stop(rule, case)
    if case.recorded[first.step].done:
        return RecordDeviation(step=first.step, rule=rule)
    return DoNotHold(step=first.step)
