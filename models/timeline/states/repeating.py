"""Where a course that was given no longer serves its aim, so that it would be given again."""

from collections.abc import Iterator

from models.moments import Minute, local_day
from models.protocol.path import Gate
from models.reasons.alerts.repeating import AskWhetherToRepeat
from models.reasons.path.rules import name_rule
from models.timeline.results import Repair
from models.timeline.states.scene import Scene
from models.timeline.windows.case import Case


def serves(step: str, scene: Scene) -> bool:
    """Whether a course that has begun was given for a step, until some last minute of it."""
    towards = (gate for gate in scene.case.protocol.gate if gate.towards == step)
    return any(_serves_until(gate, scene) for gate in towards)


def _serves_until(gate: Gate, scene: Scene) -> Minute | None:
    """The last minute of the aim for which the course that has begun was given.

    None where it has not begun, or no end is known.
    """
    case = scene.case
    if not case.recorded[gate.before].done or case.recorded[gate.towards].done:
        return None
    rules = {
        link.rule
        for link in case.network.links
        if link.once_done
        and link.step == gate.towards
        and link.anchor in case.protocol.course(gate)
    }
    bounds = scene.windows.of(gate.towards)
    whys = bounds.upper_why.get(gate.towards, ())
    return bounds.upper[gate.towards] if any(why.rule in rules for why in whys) else None


def repeating(step: str, needed: Minute | None, scene: Scene) -> Iterator[Repair]:
    """To ask whether it is given again, where its aim would come later than it serves.

    Args:
        needed: the minute that the aim is booked for, or before which it cannot be.
    """
    for gate in scene.case.protocol.gate:
        until = _serves_until(gate, scene) if gate.towards == step else None
        if needed is not None and until is not None and needed > until:
            yield from _given_again(gate, until, scene.case)


def _given_again(gate: Gate, until: Minute, case: Case) -> Iterator[Repair]:
    given = case.recorded[gate.before].at
    for repeat in case.protocol.repeat:
        if repeat.step == gate.before and given is not None:
            reason = AskWhetherToRepeat(
                rule=name_rule(repeat.rule, case.protocol),
                given=given,
                towards=gate.towards,
                until=local_day(until, case.chart.zone),
            )
            yield Repair(kind="repeat_step", reason=reason, step=gate.before)
