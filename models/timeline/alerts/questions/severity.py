"""How urgent a question is: as urgent as the step that waits for its answer."""

from models.timeline.alerts.situation import Situation
from models.timeline.states.announcing import announced_from
from models.timeline.values import Severity


def severity_of_question(step: str, situation: Situation) -> Severity:
    """Critical where it could still stop a near step whose course has begun, as an infusion.

    Before that the gate says so.
    """
    scene = situation.scene
    if scene.case.recorded[step].at is None:
        return Severity.INFO
    no_return = step in scene.case.aims_begun
    booked = situation.booking(step)
    if no_return and booked is not None and scene.now >= announced_from(booked, scene):
        return Severity.CRITICAL
    return Severity.WARNING
