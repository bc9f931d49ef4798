"""What would be done in vain is not asked for: another alert tells of its step already.

While a hold stands, each result of the test is a question; while the aim of a gate, as the
infusion, waits for a course that has to be booked anew, or cannot be held when it is booked, its
date is none to take a test for, or to begin the course.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from models.reasons.alerts.delays import BookedOutsideWindow
from models.reasons.verdicts.tests import TestMissing
from models.timeline.alerts.delays.lapses import lapse_told_at
from models.timeline.alerts.drafts import Draft, Role, Sign, by_date, by_deed, by_rule, echo
from models.timeline.alerts.hold_alerts import is_told
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert
from models.timeline.values import AlertKind
from models.timeline.verdicts.questioned_tests import questioned_by

_TO_TAKE = frozenset({AlertKind.DUE_SOON, AlertKind.EVIDENCE_EXPIRED})
"""Kinds that ask for a test to be taken; what was booked or taken is still asked for."""


def quieted(drafts: Iterable[Draft], situation: Situation) -> Iterator[Draft]:
    """The same drafts; those on such a test are echoes of what tells of it, and of nothing else."""
    held, waiting = _rules_held(situation), _rules_waiting(situation)
    raising, every = _tests_that_raise(situation), tuple(drafts)
    before = _before_an_aim_that_moves(every, situation)
    for one in every:
        rule = one.alert.rule or ""
        told = None if _is_of_a_booking(one.alert) else held.get(rule)
        told = told or raising.get((rule, one.alert.fact))
        if told is not None:
            yield echo(one.alert, told)
        elif one.alert.step in before and one.alert.kind is AlertKind.DUE_SOON:
            yield echo(replace(one.alert, deadline=None), by_deed(before[one.alert.step]))
        elif rule in waiting and _asks_to_take(one):
            yield echo(_without_gate(one), *waiting[rule])
        else:
            yield one


def _without_gate(one: Draft) -> Alert:
    """The start that was missed is no deadline of the test."""
    return replace(one.alert, deadline=None) if one.role is Role.GATE else one.alert


def _rules_held(situation: Situation) -> Mapping[str, Sign]:
    """For each rule on a test before a step that must wait: the hold, and the record behind it."""
    case = situation.scene.case
    return {
        evidence.rule: by_rule(standing.hold.rule, standing.since.id)
        for standing in case.holds
        for evidence in questioned_by(standing, case.protocol)
        if evidence.anchor in standing.steps
    }


def _rules_waiting(situation: Situation) -> Mapping[str, tuple[Sign, ...]]:
    """For each rule on a test before a step whose date hangs on a lapse: where that is told."""
    signs = {
        evidence.rule: tuple(map(by_date, lapse_told_at(evidence.anchor, situation)))
        for evidence in situation.scene.case.protocol.evidence
    }
    return {rule: told for rule, told in signs.items() if told}


def _before_an_aim_that_moves(
    drafts: Iterable[Draft], situation: Situation
) -> Mapping[str | None, str]:
    """Steps without a booking that are counted back from it, once another date is asked for.

    A test is left: that it is missing is a cause of its own, wherever the aim moves to. What is
    overdue may have been done without a record: that is asked all the same.
    """
    case, every = situation.scene.case, tuple(drafts)
    ahead = (gate for gate in case.protocol.gate if gate.before not in case.done)
    moving = (g for g in ahead if any(by_deed(g.towards) in one.signs for one in every))
    return {
        step.id: gate.towards
        for gate in moving
        for step in case.protocol.step
        if step.anchor == gate.towards
        and step.evidence is None
        and step.id in case.protocol.before[gate.towards]
        and case.recorded[step.id].at is None
    }


def _asks_to_take(one: Draft) -> bool:
    missing = isinstance(one.alert.cause, TestMissing) or one.role is Role.GATE
    return not one.alert.booked and (missing or one.alert.kind in _TO_TAKE)


def _tests_that_raise(situation: Situation) -> Mapping[tuple[str, str | None], Sign]:
    """For each rule on a test, and each result against it by which a hold that is told stands."""
    return {
        (evidence.rule, fact.id): by_rule(standing.hold.rule, standing.since.id)
        for standing in situation.scene.case.holds
        if is_told(standing, situation)
        for evidence in questioned_by(standing, situation.scene.case.protocol)
        for fact in standing.facts
    }


def _is_of_a_booking(alert: Alert) -> bool:
    """The appointment for a test is on a wrong day, whatever its result would be."""
    return isinstance(alert.cause, BookedOutsideWindow)
