"""What a plan says of steps that must wait until a person has decided."""

from collections.abc import Iterator
from dataclasses import replace

from models.moments import Minute, Span
from models.reasons.alerts.delays import StepLost
from models.reasons.path.conflicts import CannotHold
from models.reasons.path.holds import DoNotStart, StepMustWait
from models.reasons.path.rules import name_rule
from models.reasons.reason import Reason
from models.timeline.history.holds import StandingHold
from models.timeline.history.step_records import ASSUMED
from models.timeline.results import Conflict, Missing, StepOutcome
from models.timeline.states.repairs import query
from models.timeline.states.scene import Scene
from models.timeline.values import StepState
from models.timeline.verdicts.hold_reasons import hold_stands
from models.timeline.verdicts.questioned_tests import questioned_by
from models.timeline.windows.behind_cancelled import behind_cancelled
from models.timeline.windows.case import Case

_TO_COME = {StepState.AT_RISK, StepState.OVERDUE}


def while_waiting(outcome: StepOutcome, case: Case) -> StepOutcome:
    """A step without a time, where it waits, or hangs on what does or was called off."""
    lost = behind_cancelled(case).get(outcome.step)
    if outcome.step in case.undated_for_holds or outcome.step in case.waiting:
        return _without_time(outcome, StepMustWait(step=outcome.step))
    if lost is not None:
        return _without_time(outcome, StepLost(step=lost, mark="cancelled"))
    return outcome


def _without_time(outcome: StepOutcome, why: Reason) -> StepOutcome:
    return replace(
        outcome,
        opens=None,
        not_before=None,
        opened_by=(),
        said_opens=None,
        proposed=None,
        floats=False,
        because=(why,),
        opens_worst=None,
    )


def hold_conflicts(scene: Scene, states: dict[str, StepState]) -> Iterator[Conflict]:
    """One for each hold for which a booked step must wait: at the first that is booked."""
    for standing in scene.case.holds:
        booked = (step for step in standing.steps if states[step] in _TO_COME)
        dated = ((step, scene.case.recorded[step].at) for step in booked)
        first = next(((step, at) for step, at in dated if at is not None), None)
        if first is not None:
            yield _conflict(*first, standing, scene)


def is_told_by_a_hold(rule: str, step: str, case: Case) -> bool:
    """Whether a rule asks for a test before a step which waits as that test is in question."""
    return any(
        (rule, step) == (evidence.rule, evidence.anchor)
        for standing in case.waiting.get(step, ())
        for evidence in questioned_by(standing, case.protocol)
    )


def missing_decisions(scene: Scene, deadline: Minute | None) -> Iterator[Missing]:
    """What must be decided before the gate may be passed."""
    gate = scene.case.gate
    for standing in scene.case.holds:
        if gate.before in standing.steps or gate.towards in standing.steps:
            step, rule = standing.steps[0], name_rule(standing.hold.rule, scene.case.protocol)
            yield Missing(
                reason=hold_stands(standing, scene.case),
                ask=DoNotStart(step=step, rule=rule),
                rule=standing.hold.rule,
                step=step,
                fact=standing.since.id,
                deadline=deadline,
            )


def _conflict(step: str, at: Span, standing: StandingHold, scene: Scene) -> Conflict:
    """No date would do: only its record may be wrong."""
    booking, rule = scene.case.recorded[step].fact, standing.hold.rule
    assumed, named = booking == ASSUMED, name_rule(rule, scene.case.protocol)
    own = set() if booking is None or assumed else {booking}
    return Conflict(
        step=step,
        rules=(rule,),
        facts=tuple(sorted({fact.id for fact in standing.facts} | own)),
        reason=CannotHold(step=step, at=at, assumed=assumed, against=(named,)),
        repairs=tuple(query(fact.id, scene.case) for fact in standing.facts),
    )
