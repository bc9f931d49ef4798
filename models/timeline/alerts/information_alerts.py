"""Alerts that ask for a fact without which something cannot be judged."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from models.chart.facts import Chart, StepMark, TestFact
from models.protocol.criteria import Age, Evidence
from models.reasons.alerts.asks import (
    AskForResult,
    AskInvestigator,
    CheckName,
    CorrectRecord,
    RecordChildbearing,
    RecordFact,
)
from models.reasons.alerts.records import (
    ChildbearingUnknown,
    DoneOn,
    DoneTwice,
    FactKind,
    FactUnread,
    Outgrown,
    ResultAwaited,
)
from models.reasons.recorded import TestTaken
from models.timeline.alerts.situation import Situation
from models.timeline.history.applies import applies, must_confirm_childbearing
from models.timeline.results import Alert, Verdict
from models.timeline.states.announcing import announced_from
from models.timeline.transition import question_reason, verdict_reason
from models.timeline.values import AlertKind, Severity, StepState
from models.timeline.verdicts.eligibility import years_at
from models.timeline.verdicts.evidence import result_due, tests_for
from models.timeline.words import cite, say_test, say_when


def information_alerts(situation: Situation) -> Iterator[Alert]:
    """One alert for each fact that would settle something; one answer may settle several."""
    case = situation.scene.case
    if must_confirm_childbearing(case.chart) and not case.closing:
        text = (
            "The rules for women of childbearing potential apply until it is recorded whether she"
            " is one. Record whether she is of childbearing potential."
        )
        asked = _ask(situation, "childbearing_potential", text)
        yield replace(asked, cause=ChildbearingUnknown(), ask=RecordChildbearing())
    for verdict in situation.verdicts:
        over = case.closing is not None and verdict.rule in case.protocol.rules_of_conditions
        cancelled = situation.states[verdict.step] is StepState.CANCELLED
        if verdict.question and not over and not cancelled:
            yield _ask_for(verdict, situation)
    yield from _twice(situation)
    yield from _outgrown(situation)
    yield from _awaited(situation)
    yield from _unread(situation)


def _unread(situation: Situation) -> Iterator[Alert]:
    """Facts under a name that no rule knows, so that they would pass for something judged."""
    chart, protocol = situation.scene.case.chart, situation.scene.case.protocol
    recorded: Iterable[tuple[FactKind, Collection[str], list[tuple[str, str]]]] = (
        ("event", protocol.known_events, [(e.id, e.event) for e in chart.events]),
        ("measurement", protocol.known_measures, [(m.id, m.measure) for m in chart.measurements]),
        ("finding", protocol.known_findings, [(f.id, f.finding) for f in chart.findings]),
    )
    for kind, known, named in recorded:
        for fact, name in named:
            if name not in known:
                text = f"No rule reads the {kind} “{name}” ({fact}). Check its name."
                cause = FactUnread(fact=fact, what=kind, name=name)
                asked = _ask(situation, f"{fact}/{name}", text)
                yield replace(asked, cause=cause, ask=CheckName(fact=fact))


def _ask(situation: Situation, cause: str, text: str) -> Alert:
    return Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, None, cause),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=Severity.INFO,
        text=text,
    )


def _ask_for(verdict: Verdict, situation: Situation) -> Alert:
    question = question_reason(verdict)
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
        cause=verdict_reason(verdict, situation.scene.case),
        ask=question and RecordFact(question=question),
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


def _twice(situation: Situation) -> Iterator[Alert]:
    """Day 0 recorded as done on two dates: the last is counted from, and one must be wrong."""
    case = situation.scene.case
    step = case.protocol.step_by_id[case.protocol.day_zero]
    done = [f for f in case.chart.steps if f.step == step.id and f.mark is StepMark.DONE]
    if all(fact.at == done[-1].at for fact in done):
        return
    said = " and ".join(f"{say_when(fact.at, case.chart.zone)} ({fact.id})" for fact in done)
    text = (
        f"{step.title.capitalize()} is recorded as done more than once, on {said}; all is counted"
        f" from the last ({done[-1].id}). Correct the record that is wrong."
    )
    asked = _ask(situation, f"{step.id}/twice", text)
    times = tuple(DoneOn(fact=fact.id, at=fact.at) for fact in done)
    yield replace(
        asked,
        severity=Severity.WARNING,
        step=step.id,
        cause=DoneTwice(step=step.id, times=times),
        ask=CorrectRecord(step=step.id),
    )


def _outgrown(situation: Situation) -> Iterator[Alert]:
    """Within the age at consent, above it at infusion: the entry does not say which counts."""
    case, age = situation.scene.case, situation.scene.case.protocol.age
    at = case.standing[case.protocol.day_zero].at
    consented = case.standing[age.step].at
    if case.chart.born is None or at is None or consented is None or case.closing:
        return
    eligible = max(years_at(case.chart.born, consented, case.chart)) <= age.to_years
    if eligible and max(years_at(case.chart.born, at, case.chart)) > age.to_years:
        yield _older(age, situation)


def _older(age: Age, situation: Situation) -> Alert:
    protocol = situation.scene.case.protocol
    steps, infusion = protocol.step_by_id, protocol.day_zero
    cause = Outgrown(
        years=age.to_years,
        step=infusion,
        within_at=age.step,
        source=age.source,
        site_default=age.site_default,
    )
    text = (
        f"The subject is older than {age.to_years} at {steps[infusion].title}, though not at"
        f" {steps[age.step].title}; the entry does not say which counts ({cite(age)})."
        " Ask the investigator which counts."
    )
    asked = replace(_ask(situation, age.rule, text), rule=age.rule, step=infusion)
    return replace(asked, cause=cause, ask=AskInvestigator())


def _awaited(situation: Situation) -> Iterator[Alert]:
    """Results that have been awaited longer than they should take, for a step still to come.

    A result is asked for once, for the first step that it could serve.
    """
    scene, case = situation.scene, situation.scene.case
    asked: set[str] = set()
    for evidence in case.protocol.evidence:
        if evidence.anchor in case.ended or not applies(evidence.applies, case.chart):
            continue  # nothing waits for this result
        for test in tests_for(evidence, case.chart):
            if test.result != "pending" or _answered_since(test, evidence, case.chart):
                continue
            asked_from = result_due(evidence, test, case.chart)
            waits = scene.now >= asked_from and evidence.anchor not in case.done
            if waits and test.id not in asked:
                asked.add(test.id)
                yield _ask_for_result(evidence, test, situation)


def _answered_since(test: TestFact, evidence: Evidence, chart: Chart) -> bool:
    later = (t for t in tests_for(evidence, chart) if t.at.latest > test.at.latest)
    return any(t.result != "pending" for t in later)


def _ask_for_result(evidence: Evidence, test: TestFact, situation: Situation) -> Alert:
    zone = situation.scene.case.chart.zone
    return Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, evidence.anchor, test.id, "result"),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=Severity.WARNING,
        text=f"The result of the {say_test(test.test)} of {say_when(test.at, zone)} ({test.id})"
        f" has been awaited for more than {evidence.result_within} (site default)."
        f" Ask for the result of the {say_test(test.test)} and record it.",
        cause=ResultAwaited(
            taken=TestTaken(fact=test.id, test=test.test, at=test.at),
            within=evidence.result_within,
        ),
        ask=AskForResult(test=test.test, fact=test.id),
        step=evidence.step or evidence.anchor,
        rule=evidence.rule,
        fact=test.id,
        deadline=situation.booking(evidence.anchor),
    )
