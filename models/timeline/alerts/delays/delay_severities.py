"""How urgent it is that a step is late, or must be done soon."""

from models.moments import Minute, local_day, start_of
from models.protocol.path import Gate, Step
from models.timeline.alerts.situation import Situation
from models.timeline.states.scene import Scene
from models.timeline.values import Severity
from models.timeline.windows.lapsed_bookings import day_is_past
from models.timeline.windows.records_wanted import records_wanted
from models.timeline.windows.suggesting.samples import last_in_time

_DAY = 24 * 60


def severity_of_delay(step: Step, latest: Minute, situation: Situation) -> Severity:
    """A step of the last hours may only wait to be recorded.

    But a window that has closed is no less urgent than in its last minute, and the start of a
    course whose day is past, or a product that nobody released, stops the aim of a gate.

    Args:
        latest: the last minute of its booking or window.
    """
    scene = situation.scene
    if any(_stops_the_aim(gate, step, scene) for gate in scene.case.protocol.gate):
        return Severity.CRITICAL
    closes = scene.own_closing(step)
    if scene.case.recorded[step.id].at is None and closes is not None:
        floor = severity_of_last_chance(step, closes, situation)
    else:
        floor = Severity.INFO
    if scene.now - latest < _DAY:
        return floor
    mild = scene.overtaken(step) or step.phase in scene.case.protocol.follow_up_phases
    return Severity.WARNING if mild and floor is not Severity.CRITICAL else Severity.CRITICAL


def severity_of_last_chance(step: Step, ends: Minute, situation: Situation) -> Severity:
    """It rises on the last working day: what is not done then is not done in time.

    Of a test, that is the last one which leaves time for its result.
    Where that is the aim of a course that has begun, or the test for it, no slip is left; of
    such an aim without a date it is a warning before.
    """
    scene = situation.scene
    case, zone = scene.case, scene.case.chart.zone
    tests, begun = bool(step.evidence), case.aims_begun
    no_return = step.id in begun or (tests and step.anchor in begun)
    last = min(ends, last_in_time(step, case) or ends)
    if scene.now < start_of(local_day(last, zone), zone):
        return Severity.WARNING if step.id in begun else Severity.INFO
    return Severity.CRITICAL if no_return else Severity.WARNING


def _stops_the_aim(gate: Gate, step: Step, scene: Scene) -> bool:
    case = scene.case
    if step.id == gate.before != gate.towards and day_is_past(step.id, case, scene.now):
        return not case.overtaking(step.id)  # else only its record can be missing
    to_come = not (case.recorded[gate.towards].done or case.overtaking(gate.towards))
    return to_come and step.id in records_wanted(gate.towards, case)
