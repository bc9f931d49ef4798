"""The point of no return that a subject stands before: what must stand before it, and then its aim.

The aim is the step that would be lost. Once the course that leads to it has begun, as
lymphodepletion before an infusion, a slip of the aim costs the subject most. The gate is open only
when nothing that is recorded, or not recorded, would stop the aim.
"""

from collections.abc import Iterator, Sequence

from models.moments import Minute
from models.protocol import Protocol, path
from models.reasons.alerts.asked import Asked
from models.reasons.alerts.bookings import BookStep
from models.reasons.path.gates import NotBooked
from models.timeline.results import Conflict, Gate, Missing, Verdict
from models.timeline.states.gate_criteria import missing_criteria
from models.timeline.states.gate_populations import missing_memberships
from models.timeline.states.gate_records import records_missing, rule_of_the_aim, steps_before
from models.timeline.states.gate_tests import missing_tests, of_verdict
from models.timeline.states.mending import ask_to_clear, ask_to_mend, record
from models.timeline.states.scene import Scene
from models.timeline.states.waiting import is_told_by_a_hold, missing_decisions
from models.timeline.values import StepState, VerdictValue

_PASSED = {
    StepState.DONE,
    StepState.DONE_OUT_OF_WINDOW,
    StepState.CANCELLED,
    StepState.MISSED,
    StepState.NOT_APPLICABLE,
}


def gate_of(
    scene: Scene, states: dict[str, StepState], conflicts: tuple[Conflict, ...]
) -> Gate | None:
    """The gate that the subject stands before; None once its aim was held or the path has ended.

    Once its course has begun, that of the aim, while anything is missing for it.
    """
    gate = scene.case.gate
    if states[gate.towards] in _PASSED or scene.case.overtaking(gate.towards):
        return None
    if scene.case.recorded[gate.before].done:
        return _of_the_aim(scene, conflicts)
    if states[gate.before] in _PASSED:
        return None
    deadline = _deadline(scene)
    missing = (
        *missing_decisions(scene, deadline),
        *missing_memberships(scene, deadline),
        *steps_before(scene, deadline),
        *_date_of_the_aim(scene, deadline),
        *_verdicts(scene, conflicts, deadline),
        *missing_tests(scene, deadline),
        *missing_criteria(scene, deadline),
    )
    return Gate(
        step=gate.before,
        rule=gate.rule,
        deadline=deadline,
        missing=(*missing, *_conflicts(conflicts, missing, scene, deadline)),
    )


def _of_the_aim(scene: Scene, conflicts: tuple[Conflict, ...]) -> Gate | None:
    """No visit behind it keeps the aim waiting."""
    protocol, step = scene.case.protocol, scene.case.gate.towards
    at = scene.case.recorded[step].at
    deadline = None if at is None else at.earliest
    missing = (
        *missing_decisions(scene, deadline),
        *missing_memberships(scene, deadline),
        *records_missing(scene, deadline),
        *_verdicts(scene, conflicts, deadline),
        *missing_tests(scene, deadline),
        *missing_criteria(scene, deadline),
    )
    own = tuple(one for one in conflicts if protocol.order[one.step] <= protocol.order[step])
    missing = (*missing, *_conflicts(own, missing, scene, deadline))
    rule = rule_of_the_aim(scene)
    return Gate(step=step, rule=rule, deadline=deadline, missing=missing) if missing else None


def _deadline(scene: Scene) -> Minute | None:
    gate = scene.case.gate
    at = scene.case.recorded[gate.before].at
    if at is not None:
        return at.earliest
    if gate.towards in scene.windows.lapsed:
        return None
    return scene.own_closing(scene.case.protocol.step_by_id[gate.before])


def _date_of_the_aim(scene: Scene, deadline: Minute | None) -> Iterator[Missing]:
    """A gate before the aim itself asks for what is needed then, and not for its date."""
    gate, towards = scene.case.gate, scene.case.gate.towards
    if gate.before != towards and scene.case.recorded[towards].at is None:
        reason, ask = NotBooked(step=towards), BookStep(step=towards)
        yield Missing(reason=reason, ask=ask, step=towards, deadline=deadline)


def _verdicts(
    scene: Scene, conflicts: Sequence[Conflict], deadline: Minute | None
) -> Iterator[Missing]:
    """Every washout must be met at the aim's own time."""
    stopping = {VerdictValue.VIOLATION, VerdictValue.INDETERMINATE}
    told: set[str | None] = set()
    for verdict in scene.verdicts.get(scene.case.gate.towards, ()):
        if is_told_by_a_hold(verdict.rule, verdict.step, scene.case):
            continue
        if verdict.value in stopping and (verdict.fact or verdict.rule) not in told:
            told.add(verdict.fact or verdict.rule)
            yield of_verdict(verdict, _ask(verdict, conflicts, scene), deadline)


def _ask(verdict: Verdict, conflicts: Sequence[Conflict], scene: Scene) -> Asked:
    """The question that would settle it, or another date where it asks nothing."""
    if verdict.asks is not None:
        return record(verdict.asks, verdict.fact)
    return ask_to_clear(verdict, conflicts, scene)


def _conflicts(
    conflicts: tuple[Conflict, ...],
    told: tuple[Missing, ...],
    scene: Scene,
    deadline: Minute | None,
) -> Iterator[Missing]:
    """Whatever else up to the aim cannot hold as it is booked."""
    rules = {item.rule for item in told if item.rule is not None}
    steps = {item.step for item in told}
    for conflict in _of_its_own(conflicts, scene):
        step = scene.case.protocol.step_by_id[conflict.step]
        known = step.evidence in rules or rules & set(conflict.rules)
        if not known and (conflict.step not in steps or scene.case.recorded[step.id].booked):
            yield Missing(
                reason=conflict.reason,
                ask=ask_to_mend(conflict),
                rule=conflict.rules[0],
                step=conflict.step,
                deadline=deadline,
            )


def _of_its_own(conflicts: Sequence[Conflict], scene: Scene) -> Iterator[Conflict]:
    """Without what follows, or only waits for the course to be booked again."""
    gate = scene.case.gate
    lapsed = scene.lapsed_of(gate)
    waiting = lapsed | {gate.towards} if lapsed else lapsed
    left_out = waiting | _following(gate, scene.case.protocol)
    return (one for one in conflicts if one.step not in left_out)


def _following(gate: path.Gate, protocol: Protocol) -> frozenset[str]:
    """What comes after the aim of a gate, and visits after Day 0 that it does not wait for."""
    before = protocol.before
    visits = protocol.follow_up - before[gate.towards] - {gate.towards}
    return visits | {step.id for step in protocol.step if gate.towards in before[step.id]}
