"""Which bookings a repair may move: ours to set, still ahead, and not begun."""

from itertools import chain

from models.chart.facts import DrugFact
from models.protocol.path import Gate, Step
from models.timeline.states.scene import Scene
from models.timeline.windows.case import Case


def movable_bookings(scene: Scene) -> tuple[str, ...]:
    """In the order of the path.

    A booking whose time has passed is asked for, not moved; what somebody else sets, as the
    manufacturer the release of the product, is not ours to move.
    """
    case = scene.case
    begun, waiting = _begun(case), _waiting(scene)
    return tuple(
        step.id
        for step in case.protocol.step
        if _is_ours(step)
        and step.id not in begun | waiting | set(scene.tested) | set(case.waiting)
        and _is_ahead(step, scene)
    )


def _waiting(scene: Scene) -> frozenset[str]:
    """What lapsed must be booked anew before the aim of its gate can move."""
    gates = scene.case.protocol.gate
    aims = {gate.towards for gate in gates if scene.lapsed_of(gate)}
    return scene.windows.lapsed | aims


def _is_ours(step: Step) -> bool:
    return step.ours and not step.passive


def _is_ahead(step: Step, scene: Scene) -> bool:
    record = scene.case.recorded[step.id]
    return record.booked and record.at is not None and record.at.latest >= scene.now


def _begun(case: Case) -> frozenset[str]:
    """The steps of each course that was begun."""
    courses = (case.protocol.course(gate) for gate in case.protocol.gate if _has_begun(gate, case))
    return frozenset(chain.from_iterable(courses))


def _has_begun(gate: Gate, case: Case) -> bool:
    """Whether the course behind a gate was begun, by its step or by a drug given for it."""
    if case.done & frozenset(case.protocol.course(gate)):
        return True
    return any(_may_belong(drug, gate, case) for drug in case.chart.drugs)


def _may_belong(drug: DrugFact, gate: Gate, case: Case) -> bool:
    """A drug with the course's own label, given after the collection as far as is known."""
    for exemption in (washout.exempt for washout in case.protocol.washout if washout.exempt):
        if exemption.since == gate.before and drug.purpose == exemption.purpose:
            collected = case.recorded[exemption.after].at if exemption.after else None
            given = drug.last or drug.first
            return collected is None or given is None or given.latest >= collected.earliest
    return False
