"""Tests that are needed behind the gate, and are neither made nor booked."""

from collections.abc import Iterator
from dataclasses import replace

from models.moments import Minute, end_of, start_of
from models.reasons.alerts.asked import Asked
from models.reasons.alerts.asks import AskForResult
from models.reasons.alerts.bookings import BookOnOrAfter, BookStep, BookTest
from models.reasons.path.gates import TestToBook
from models.reasons.verdicts.tests import SampleAwaited, TestMissing
from models.reasons.verdicts.washouts import WashoutPending
from models.timeline.results import Missing, Verdict
from models.timeline.states.mending import record
from models.timeline.states.repairs import query
from models.timeline.states.scene import Scene
from models.timeline.values import VerdictValue


def missing_tests(scene: Scene, deadline: Minute | None) -> Iterator[Missing]:
    """A test that counts for the aim of the gate, or its repeat booked on a day that counts."""
    gate = scene.case.gate
    for verdict in scene.verdicts.get(gate.towards, ()):
        if _over_by_then(verdict, deadline or scene.now):
            continue
        if verdict.value is VerdictValue.PENDING and not _repeat_booked(verdict, scene):
            yield _pending(verdict, scene, deadline)


def of_verdict(verdict: Verdict, ask: Asked, deadline: Minute | None) -> Missing:
    """What a verdict says is missing."""
    return Missing(
        reason=verdict.reason,
        ask=ask,
        rule=verdict.rule,
        step=verdict.step,
        fact=verdict.fact,
        deadline=deadline,
    )


def _pending(verdict: Verdict, scene: Scene, deadline: Minute | None) -> Missing:
    """A washout that is not over, or a test that is needed."""
    match verdict.reason:
        case TestMissing() as needed if scene.case.recorded[verdict.step].at is not None:
            return _test(verdict, needed, scene)
        case SampleAwaited(sample=sample):
            awaited = AskForResult(test=sample.test, fact=sample.fact)
            return of_verdict(verdict, awaited, _latest(verdict, scene))
        case _ if verdict.asks is not None:
            return of_verdict(verdict, record(verdict.asks, verdict.fact), deadline)
        case WashoutPending():
            return of_verdict(verdict, _after_washout(verdict, scene), deadline)
        case _:
            return of_verdict(verdict, BookStep(step=verdict.step), deadline)


def _test(verdict: Verdict, needed: TestMissing, scene: Scene) -> Missing:
    """A test that is needed, with its days."""
    zone = scene.case.chart.zone
    book = BookTest(test=needed.test, first=needed.first, last=needed.last)
    return replace(
        of_verdict(verdict, book, _latest(verdict, scene)),
        reason=TestToBook(needed=needed),
        opens=start_of(needed.first, zone),
    )


def _latest(verdict: Verdict, scene: Scene) -> Minute | None:
    """The end of the days on which a test counts, but not after its step begins."""
    window, at = verdict.window, scene.case.recorded[verdict.step].at
    if window is None or at is None:
        return None
    return min(end_of(window.closes, scene.case.chart.zone), at.earliest)


def _after_washout(verdict: Verdict, scene: Scene) -> Asked:
    """A date, or where none is certain a look at the exposure that it is about."""
    if verdict.clears_at is not None:
        return BookOnOrAfter(step=verdict.step, to=verdict.clears_at)
    return query(verdict.fact or "", scene.case).reason


def _over_by_then(verdict: Verdict, start: Minute) -> bool:
    """A washout that is over when the gate is passed; its aim, undated, comes later."""
    return verdict.clears_at is not None and verdict.clears_at <= start


def _repeat_booked(verdict: Verdict, scene: Scene) -> bool:
    protocol = scene.case.protocol
    step = next((e.step for e in protocol.evidence if e.rule == verdict.rule), None)
    at = None if step is None else scene.case.network.booked.get(step)
    if step is None or at is None:
        return False
    window = scene.windows.path[step]
    closes = window.upper.get(step)
    return at.earliest >= window.lower[step] and (closes is None or at.latest <= closes)
