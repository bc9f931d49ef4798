"""Tests that are needed behind the gate, and are neither made nor booked."""

from collections.abc import Iterator

from models.moments import Minute, end_of, start_of
from models.reasons.path.gates import TestToBook
from models.reasons.reason import Reason
from models.timeline.results import Missing, Verdict
from models.timeline.states.states import Scene
from models.timeline.values import VerdictValue
from models.timeline.verdicts.evidence import window_at


def missing_tests(scene: Scene, deadline: Minute | None) -> Iterator[Missing]:
    """A test that counts for the infusion, or its repeat booked on a day that counts."""
    gate = scene.case.protocol.gate
    for verdict in scene.verdicts.get(gate.towards, ()):
        if _over_by_then(verdict, deadline or scene.now):
            continue
        if verdict.value is VerdictValue.PENDING and not _repeat_booked(verdict, scene):
            yield _test(verdict, scene)


def _test(verdict: Verdict, scene: Scene) -> Missing:
    """A test that is needed, with its days where the step has a date."""
    reason: Reason = verdict.reason
    if verdict.window:
        reason = TestToBook(needed=reason)
    opens, closes = _days(verdict, scene)
    return Missing("", verdict.rule, verdict.step, closes, opens, reason=reason)


def _over_by_then(verdict: Verdict, start: Minute) -> bool:
    """A washout that is over when lymphodepletion starts; the infusion, undated, comes later."""
    return verdict.clears_at is not None and verdict.clears_at <= start


def _repeat_booked(verdict: Verdict, scene: Scene) -> bool:
    protocol = scene.case.protocol
    step = next((e.step for e in protocol.evidence if e.rule == verdict.rule), None)
    if step is None or step not in scene.case.standing:
        return False
    state_window = scene.windows.path.get(step)
    at = scene.case.standing[step].at
    if at is None or state_window is None:
        return False
    opens, closes = state_window.lower.get(step), state_window.upper.get(step)
    return (opens is None or at.earliest >= opens) and (closes is None or at.latest <= closes)


def _days(verdict: Verdict, scene: Scene) -> tuple[Minute | None, Minute | None]:
    """The first and the last minute at which a test would count."""
    case = scene.case
    at = case.standing[verdict.step].at
    evidence = next((e for e in case.protocol.evidence if e.rule == verdict.rule), None)
    if at is None or evidence is None:
        return None, None
    window, zone = window_at(evidence, at, case.chart), case.chart.zone
    return start_of(window.opens, zone), end_of(window.closes, zone)
