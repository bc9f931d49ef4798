"""Alerts on results that have been awaited longer than they should take."""

from collections.abc import Iterator

from models.chart.chart import Chart
from models.chart.facts import TestFact
from models.protocol.criteria import Evidence
from models.reasons.alerts.asks import AskForResult
from models.reasons.alerts.records import ResultAwaited
from models.reasons.recorded import TestTaken
from models.timeline.alerts.drafts import Draft, Role, by_thing, draft
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity
from models.timeline.verdicts.evidence import result_due, tests_for


def awaited_results(situation: Situation) -> Iterator[Draft]:
    """Results that have been awaited longer than they should take, for a step still to come.

    A result is asked for once, for the first step that it could serve.
    """
    scene, case = situation.scene, situation.scene.case
    asked: set[str] = set()
    for evidence in case.protocol.evidence:
        if evidence.anchor in case.ended or evidence.rule in case.rules_of_others:
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


def _ask_for_result(evidence: Evidence, test: TestFact, situation: Situation) -> Draft:
    thing = "result", test.id
    alert = Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, *thing),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=Severity.WARNING,
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
    return draft(alert, Role.CAUSE, by_thing(thing))
