"""The one definition of where a step stands; pages, feeds, alerts and flows all use it.

A state is a pure function of the facts and of now. Overdue is measured against what the
protocol said (no "now" in the network); what can still be done is measured with it.
"""

from models.chart.facts import StepMark
from models.moments import Span, end_of, local_day, start_of
from models.protocol.path import Step
from models.timeline.states.scene import Scene
from models.timeline.values import StepState, VerdictValue
from models.timeline.windows.done_windows import breaches
from models.timeline.windows.records_wanted import records_wanted
from models.timeline.windows.windows import Windows

_RISKY = {VerdictValue.VIOLATION, VerdictValue.INDETERMINATE}


def state_of(step: Step, scene: Scene) -> StepState:
    """Where a step stands now."""
    settled = _settled(step, scene)
    if settled is not None:
        return settled
    if scene.overdue(step):
        return StepState.OVERDUE
    if step.id in scene.case.waiting:
        dated = scene.case.recorded[step.id].at is not None
        return StepState.AT_RISK if dated else StepState.BLOCKED
    return (
        _booked(step, scene) if scene.case.recorded[step.id].at is not None else _open(step, scene)
    )


def _settled(step: Step, scene: Scene) -> StepState | None:
    """A state that no passing of time changes; None where the step is still to come."""
    record = scene.case.recorded[step.id]
    if not record.concerns:
        return StepState.NOT_APPLICABLE
    if record.done:
        return _done(step, scene)
    if step.id in scene.tested:
        return StepState.DONE
    if _test_missed(step, scene):
        return StepState.MISSED
    if step.id in scene.case.ended:
        return StepState.CANCELLED
    return _NEVER_TO_COME.get(record.mark) if record.mark else None


def _test_missed(step: Step, scene: Scene) -> bool:
    """The step that the test was for has happened, and no test counts for it."""
    if step.evidence is None or step.anchor not in scene.case.done:
        return False
    values = {v.value for v in scene.verdicts.get(step.anchor, ()) if v.rule == step.evidence}
    return VerdictValue.VIOLATION in values


_NEVER_TO_COME = {
    StepMark.MISSED: StepState.MISSED,
    StepMark.CANCELLED: StepState.CANCELLED,
}


def _done(step: Step, scene: Scene) -> StepState:
    violated = VerdictValue.VIOLATION in scene.values(step.id)
    outside = violated or any(True for _ in breaches(step.id, scene.case))
    return StepState.DONE_OUT_OF_WINDOW if outside else StepState.DONE


def _booked(step: Step, scene: Scene) -> StepState:
    at = scene.case.recorded[step.id].at
    if at is None or scene.values(step.id) & _RISKY or outside_path(step.id, at, scene.windows):
        return StepState.AT_RISK
    if step.id in scene.kept_out or records_wanted(step.id, scene.case):
        return StepState.AT_RISK
    zone = scene.case.chart.zone
    today = scene.now >= start_of(local_day(at.earliest, zone), zone)
    return StepState.DUE if today else StepState.BOOKED


def outside_path(step: str, at: Span, windows: Windows) -> bool:
    """Whether a booking certainly lies outside the window that the path alone leaves."""
    bounds = windows.path.get(step)
    if bounds is None:
        return False
    opens, closes = bounds.lower.get(step), bounds.upper.get(step)
    early = opens is not None and at.latest < opens
    return early or (closes is not None and at.earliest > closes)


def _open(step: Step, scene: Scene) -> StepState:
    if _blocked(step, scene):
        return StepState.BLOCKED
    if step.passive or _waits_for_anchor(step, scene) or not scene.ready(step):
        return StepState.PLANNED
    opens = scene.case.said.lower.get(step.id)
    return StepState.DUE if opens is None or scene.now >= opens else StepState.PLANNED


def _blocked(step: Step, scene: Scene) -> bool:
    if scene.windows.now_bounds.empty(step.id) and not _closes_tonight(step, scene):
        return True
    lost = {StepMark.MISSED, StepMark.CANCELLED}
    before = (scene.case.protocol.step_by_id[name] for name in step.after)
    return any(
        scene.case.recorded[earlier.id].mark in lost and earlier.evidence is None
        for earlier in before
    )


def _closes_tonight(step: Step, scene: Scene) -> bool:
    """The site has closed on the last of its days in the window: due to the end of that day.

    On the closed days behind it, as in a holiday week, no time is left.
    """
    closes, said = scene.own_closing(step), scene.case.said
    if closes is None or scene.now > closes or said.empty(step.id):
        return False
    if scene.windows.now_bounds.lower.get(step.id, closes) > closes:
        return False  # what comes before it cannot be done in time
    zone = scene.case.chart.zone
    return scene.now <= end_of(local_day(said.last[step.id], zone), zone)


def _waits_for_anchor(step: Step, scene: Scene) -> bool:
    """Counted back from a step that has no date yet: nothing is due for it."""
    order = scene.case.protocol.order
    later = step.anchor is not None and order[step.anchor] > order[step.id]
    return later and scene.case.recorded[step.anchor or ""].at is None
