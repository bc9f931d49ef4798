"""Steps that must be on record behind the gate, and, once it was passed, before the infusion."""

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
    protocol = scene.case.protocol
    for step_id in sorted(protocol.before[protocol.gate.before], key=protocol.order.__getitem__):
        step, record = protocol.step_by_id[step_id], scene.case.recorded[step_id]
        ready = record.done or not record.concerns
        if not ready and step_id not in scene.tested and not step.evidence:
            yield _not_recorded(step_id, scene, deadline)


def records_missing(scene: Scene, deadline: Minute | None) -> Iterator[Missing]:
    """Of the infusion: what was to be on record before lymphodepletion, and when that ended."""
    for anchor in records_wanted(scene.case.protocol.gate.towards, scene.case):
        yield _not_recorded(anchor, scene, deadline)
    for step in ended_as_planned(scene.case, scene.now):
        reason, ask = NotRecordedAsDone(step=step), RecordWhenDone(step=step)
        yield Missing(reason=reason, ask=ask, step=step, deadline=deadline)


def rule_of_the_infusion(scene: Scene) -> str:
    """The link that asks for a record that is missing; else the gate's own rule."""
    protocol = scene.case.protocol
    step, wanted = protocol.gate.towards, records_wanted(protocol.gate.towards, scene.case)
    links = (one.rule for one in scene.case.links if one.step == step and one.anchor in wanted)
    return next(links, protocol.gate.rule)


def _not_recorded(step: str, scene: Scene, deadline: Minute | None) -> Missing:
    booked = scene.case.recorded[step].at is not None
    ask = RecordOnceDone(step=step) if booked else RecordOrBook(step=step)
    reason = NotRecordedAsDone(step=step)
    return Missing(reason=reason, ask=ask, step=step, deadline=deadline)
