"""Where a booking that nothing is planned around any more is told: at what it waits for."""

from models.timeline.alerts.situation import Situation


def lapse_told_at(step: str, situation: Situation) -> tuple[str, ...]:
    """The steps that tell of it; none where a booking has a cause of its own.

    A lymphodepletion that nobody recorded is told as overdue, a product that was lost as lost.
    """
    case, lapsed = situation.scene.case, situation.scene.windows.lapsed
    gate = case.protocol.gate
    if not lapsed or step not in {*lapsed, gate.towards}:
        return ()
    lost = {repeat.lost for repeat in case.protocol.repeat if repeat.lost is not None}
    gone = (name for name in lost if not case.recorded[name].done)
    return (*gone, *(() if step == gate.before else (gate.before,)))
