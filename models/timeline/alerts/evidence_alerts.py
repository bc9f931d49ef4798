"""Alerts on tests that no longer count because their step moved."""

from collections.abc import Iterator

from models.chart.facts import TestFact
from models.moments import Span, end_of, local_day, start_of
from models.protocol.criteria import Evidence
from models.reasons.alerts.bookings import RepeatTest
from models.reasons.alerts.records import TestTooOld
from models.reasons.recorded import TestTaken
from models.timeline.alerts.drafts import Draft, Role, by_rule, draft
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert, DayWindow
from models.timeline.values import AlertKind, Severity, StepState, VerdictValue
from models.timeline.verdicts.evidence import tests_for, window_at


def evidence_alerts(situation: Situation) -> Iterator[Draft]:
    """A good test that would have counted, had its step not moved past it."""
    case = situation.scene.case
    for verdict in situation.verdicts:
        evidence = next((e for e in case.protocol.evidence if e.rule == verdict.rule), None)
        if evidence is None or verdict.fact is not None or verdict.step in case.done:
            continue
        ended = situation.states[verdict.step] is StepState.CANCELLED
        if ended or verdict.value not in {VerdictValue.PENDING, VerdictValue.VIOLATION}:
            continue
        at, test = case.recorded[evidence.anchor].at, _stale(evidence, situation)
        if at is not None and test is not None:
            yield _expired(evidence, test, at, situation)


def _stale(evidence: Evidence, situation: Situation) -> TestFact | None:
    """The latest good test that is too old for the date its step has; None without a date."""
    case = situation.scene.case
    window = _window(evidence, situation)
    if window is None:
        return None
    stale = [
        test
        for test in tests_for(evidence, case.chart)
        if test.result == evidence.result
        and local_day(test.at.latest, case.chart.zone) < window.opens
        and not _serves_another(test.id, situation)
    ]
    return stale[-1] if stale else None


def _window(evidence: Evidence, situation: Situation) -> DayWindow | None:
    case = situation.scene.case
    at = case.recorded[evidence.anchor].at
    return None if at is None else window_at(evidence, at, case.chart)


def _expired(evidence: Evidence, test: TestFact, at: Span, situation: Situation) -> Draft:
    case = situation.scene.case
    zone, window = case.chart.zone, window_at(evidence, at, case.chart)
    alert = Alert(
        key=situation.key(AlertKind.EVIDENCE_EXPIRED, evidence.anchor, evidence.rule, test.id),
        kind=AlertKind.EVIDENCE_EXPIRED,
        severity=Severity.WARNING,
        cause=_too_old(evidence, test, at),
        ask=RepeatTest(test=test.test, first=window.opens, last=window.closes),
        step=evidence.step or evidence.anchor,
        rule=evidence.rule,
        fact=test.id,
        deadline=end_of(window.closes, zone),
        opens=start_of(window.opens, zone),
    )
    return draft(alert, Role.CAUSE, by_rule(evidence.rule))


def _too_old(evidence: Evidence, test: TestFact, at: Span) -> TestTooOld:
    return TestTooOld(
        rule=evidence.rule,
        taken=TestTaken(fact=test.id, test=test.test, at=test.at),
        step=evidence.anchor,
        at=at,
        source=evidence.source,
        site_default=evidence.site_default,
    )


def _serves_another(test: str, situation: Situation) -> bool:
    """The test counts for another step, so nobody expects it to count for this one too."""
    return any(
        verdict.fact == test and verdict.value is VerdictValue.MET for verdict in situation.verdicts
    )
