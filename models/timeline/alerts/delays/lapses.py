"""Where a booking that nothing is planned around any more is told: at what it waits for."""

from models.protocol.path import Gate
from models.timeline.alerts.situation import Situation


def lapse_told_at(step: str, situation: Situation) -> tuple[str, ...]:
    """The steps that tell of it; none where a booking has a cause of its own.

    A lymphodepletion that nobody recorded is told as overdue, a product that was lost as lost.
    """
    case, gate = situation.scene.case, gate_of_lapse(step, situation)
    if gate is None:
        return ()
    lost = {repeat.lost for repeat in case.protocol.repeat if repeat.lost is not None}
    gone = (name for name in lost if not case.recorded[name].done)
    return (*gone, *(() if step == gate.before else (gate.before,)))


def gate_of_lapse(step: str, situation: Situation) -> Gate | None:
    """The gate of which bookings lapsed, this step's or those that its aim waits for."""
    scene = situation.scene
    if not scene.windows.lapsed:
        return None
    waiting = ((gate, scene.lapsed_of(gate)) for gate in scene.case.protocol.gate)
    return next((gate for gate, s in waiting if s and step in {*s, gate.towards}), None)
