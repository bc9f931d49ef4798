"""Which bookings a repair may move: ours to set, still ahead, and not begun."""

from models.chart.facts import DrugFact
from models.protocol.path import Step
from models.timeline.states.scene import Scene
from models.timeline.windows.case import Case


def movable_bookings(scene: Scene) -> tuple[str, ...]:
    """In the order of the path.

    A booking whose time has passed is asked for, not moved; what somebody else sets, as the
    manufacturer the release of the product, is not ours to move.
    """
    case = scene.case
    begun = frozenset(case.protocol.course) if has_begun(case) else frozenset()
    waiting = _waiting(scene)
    return tuple(
        step.id
        for step in case.protocol.step
        if _is_ours(step)
        and step.id not in begun | waiting | set(scene.tested) | set(case.waiting)
        and _is_ahead(step, scene)
    )


def _waiting(scene: Scene) -> frozenset[str]:
    """What lapsed must be booked anew before the infusion can move."""
    lapsed = scene.windows.lapsed
    return lapsed | {scene.case.protocol.gate.towards} if lapsed else frozenset()


def _is_ours(step: Step) -> bool:
    return step.ours and not step.passive


def _is_ahead(step: Step, scene: Scene) -> bool:
    record = scene.case.recorded[step.id]
    return record.booked and record.at is not None and record.at.latest >= scene.now


def has_begun(case: Case) -> bool:
    """Whether the course behind the gate was begun, by its step or by a drug given for it."""
    if case.done & frozenset(case.protocol.course):
        return True
    return any(_may_belong(drug, case) for drug in case.chart.drugs)


def _may_belong(drug: DrugFact, case: Case) -> bool:
    """A drug with the course's own label, given after the collection as far as is known."""
    for exemption in (washout.exempt for washout in case.protocol.washout if washout.exempt):
        if exemption.since == case.protocol.gate.before and drug.purpose == exemption.purpose:
            collected = case.recorded[exemption.after].at if exemption.after else None
            given = drug.last or drug.first
            return collected is None or given is None or given.latest >= collected.earliest
    return False
