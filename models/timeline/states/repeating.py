"""Where a course that was given serves no infusion any more, so that it would be given again."""

from collections.abc import Iterator

from models.moments import Minute, local_day
from models.reasons.alerts.repeating import AskWhetherToRepeat
from models.reasons.path.rules import name_rule
from models.timeline.results import Repair
from models.timeline.states.scene import Scene


def serves_until(scene: Scene) -> Minute | None:
    """The last minute of the infusion for which the course that has begun was given.

    None where it has not begun, or no end is known.
    """
    case, gate = scene.case, scene.case.protocol.gate
    if not case.recorded[gate.before].done or case.recorded[gate.towards].done:
        return None
    rules = {
        link.rule
        for link in case.network.links
        if link.once_done and link.step == gate.towards and link.anchor in case.protocol.course
    }
    bounds = scene.windows.of(gate.towards)
    whys = bounds.upper_why.get(gate.towards, ())
    return bounds.upper[gate.towards] if any(why.rule in rules for why in whys) else None


def repeating(step: str, needed: Minute | None, scene: Scene) -> Iterator[Repair]:
    """To ask whether it is given again, where the infusion would come later than it serves.

    Args:
        needed: the minute that the infusion is booked for, or before which it cannot be.
    """
    case, gate, until = scene.case, scene.case.protocol.gate, serves_until(scene)
    given = case.recorded[gate.before].at
    if step != gate.towards or needed is None or until is None or needed <= until:
        return
    for repeat in case.protocol.repeat:
        if repeat.step == gate.before and given is not None:
            reason = AskWhetherToRepeat(
                rule=name_rule(repeat.rule, case.protocol),
                given=given,
                towards=step,
                until=local_day(until, case.chart.zone),
            )
            yield Repair(kind="repeat_step", reason=reason, step=gate.before)
