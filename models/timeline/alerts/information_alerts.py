"""Alerts that ask for a fact without which something cannot be judged."""

from collections.abc import Iterator
from dataclasses import replace

from models.reasons.alerts.asks import RecordChildbearing, RecordFact
from models.reasons.alerts.records import ChildbearingUnknown
from models.timeline.alerts.awaited_results import awaited_results
from models.timeline.alerts.situation import Situation
from models.timeline.alerts.unclear_records import (
    ask_anybody,
    done_twice,
    outgrown,
    unread_facts,
)
from models.timeline.exposures.clearings import Clearing
from models.timeline.exposures.order import counts_against
from models.timeline.history.applies import must_confirm_childbearing
from models.timeline.results import Alert, Verdict
from models.timeline.states.announcing import announced_from
from models.timeline.values import AlertKind, Severity, StepState


def information_alerts(situation: Situation) -> Iterator[Alert]:
    """One alert for each fact that would settle something; one answer may settle several."""
    case = situation.scene.case
    if must_confirm_childbearing(case.chart) and not case.closing:
        text = (
            "The rules for women of childbearing potential apply until it is recorded whether she"
            " is one. Record whether she is of childbearing potential."
        )
        asked = ask_anybody(situation, "childbearing_potential", text)
        yield replace(asked, cause=ChildbearingUnknown(), ask=RecordChildbearing())
    yield from _doubts(situation)
    for verdict in situation.verdicts:
        over = case.closing is not None and verdict.rule in case.protocol.rules_of_conditions
        cancelled = situation.states[verdict.step] is StepState.CANCELLED
        if verdict.question and not over and not cancelled:
            yield _ask_for(verdict, situation)
    yield from done_twice(situation)
    yield from outgrown(situation)
    yield from awaited_results(situation)
    yield from unread_facts(situation)


def _doubts(situation: Situation) -> Iterator[Alert]:
    """Drugs whose records contradict themselves: asked however certain the verdict is."""
    asked = dict.fromkeys(
        (clearing.washout.anchor, clearing.exposure)
        for clearing in situation.scene.case.clearings
        if clearing.exposure.doubt is not None and _counts(clearing, situation)
    )
    for step, exposure in asked:
        if exposure.doubt is None or situation.states[step] is StepState.CANCELLED:
            continue
        severity = _severity_of_question(step, situation)
        yield Alert(
            key=situation.key(AlertKind.NEEDS_INFORMATION, step, exposure.fact.id),
            kind=AlertKind.NEEDS_INFORMATION,
            severity=Severity.WARNING if severity is Severity.INFO else severity,
            text="",
            step=step,
            fact=exposure.fact.id,
            deadline=situation.booking(step),
            cause=exposure.doubt.cause,
            ask=RecordFact(question=exposure.doubt.asks),
        )


def _counts(clearing: Clearing, situation: Situation) -> bool:
    case, anchor = situation.scene.case, clearing.washout.anchor
    at, done = case.standing[anchor].at, anchor in case.done
    return counts_against(clearing, at, case.chart.zone, is_done=done)


def _ask_for(verdict: Verdict, situation: Situation) -> Alert:
    return Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, verdict.step, verdict.fact or verdict.rule),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=_severity_of_question(verdict.step, situation),
        text=verdict.text,
        step=verdict.step,
        rule=verdict.rule,
        fact=verdict.fact,
        deadline=situation.booking(verdict.step),
        question=verdict.question or "",
        question_zh=verdict.question_zh,
        cause=verdict.reason,
        ask=verdict.asks and RecordFact(question=verdict.asks),
        cause_asks=True,
    )


def _severity_of_question(step: str, situation: Situation) -> Severity:
    """Critical where it could still stop a near infusion whose lymphodepletion has begun.

    Before that the gate says so.
    """
    scene = situation.scene
    gate, at = scene.case.protocol.gate, scene.case.standing[step].at
    if at is None:
        return Severity.INFO
    no_return = step == gate.towards and scene.case.standing[gate.before].done
    booked = situation.booking(step)
    if no_return and booked is not None and scene.now >= announced_from(booked, scene):
        return Severity.CRITICAL
    return Severity.WARNING
