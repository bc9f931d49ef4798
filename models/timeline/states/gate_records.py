"""Steps that must be on record behind the gate, and, once it was passed, before its aim."""

from collections.abc import Iterator

from models.moments import Minute
from models.reasons.alerts.bookings import RecordOnceDone, RecordOrBook, RecordWhenDone
from models.reasons.path.gates import NotRecordedAsDone
from models.timeline.results import Missing
from models.timeline.states.scene import Scene
from models.timeline.windows.records_wanted import records_wanted
from models.timeline.windows.unrecorded_ends import ended_as_planned


def steps_before(scene: Scene, deadline: Minute | None) -> Iterator[Missing]:
    """Apheresis done, product released: every step that the path puts before it."""
    protocol, earlier = scene.case.protocol, scene.case.protocol.before[scene.case.gate.before]
    for step_id in sorted(earlier, key=protocol.order.__getitem__):
        step, record = protocol.step_by_id[step_id], scene.case.recorded[step_id]
        ready = record.done or not record.concerns
        if not ready and step_id not in scene.tested and not step.evidence:
            yield _not_recorded(step_id, scene, deadline)


def records_missing(scene: Scene, deadline: Minute | None) -> Iterator[Missing]:
    """Of the aim: what was to be on record before its course, and when that ended."""
    case = scene.case
    for anchor in records_wanted(case.gate.towards, case):
        yield _not_recorded(anchor, scene, deadline)
    course = case.protocol.course(case.gate)
    for step in (one for one in ended_as_planned(case, scene.now) if one in course):
        reason, ask = NotRecordedAsDone(step=step), RecordWhenDone(step=step)
        yield Missing(reason=reason, ask=ask, step=step, deadline=deadline)


def rule_of_the_aim(scene: Scene) -> str:
    """The link that asks for a record that is missing; else the gate's own rule."""
    step, wanted = scene.case.gate.towards, records_wanted(scene.case.gate.towards, scene.case)
    links = (one.rule for one in scene.case.links if one.step == step and one.anchor in wanted)
    return next(links, scene.case.gate.rule)


def _not_recorded(step: str, scene: Scene, deadline: Minute | None) -> Missing:
    booked = scene.case.recorded[step].at is not None
    ask = RecordOnceDone(step=step) if booked else RecordOrBook(step=step)
    reason = NotRecordedAsDone(step=step)
    return Missing(reason=reason, ask=ask, step=step, deadline=deadline)
