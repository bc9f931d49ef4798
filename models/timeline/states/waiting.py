"""What a plan says of steps that must wait until a person has decided."""

from collections.abc import Iterator
from dataclasses import replace

from models.moments import Minute
from models.reasons.path.conflicts import CannotHold
from models.reasons.path.holds import DoNotStart, StepMustWait
from models.reasons.path.rules import name_rule
from models.timeline.history.holds import StandingHold
from models.timeline.history.step_records import ASSUMED
from models.timeline.results import Conflict, Missing, StepOutcome
from models.timeline.states.repairs import query
from models.timeline.states.states import Scene
from models.timeline.values import StepState
from models.timeline.verdicts.hold_reasons import hold_stands
from models.timeline.verdicts.questioned_tests import questioned_by
from models.timeline.windows.case import Case

_TO_COME = {StepState.AT_RISK, StepState.OVERDUE}


def while_waiting(outcome: StepOutcome, case: Case) -> StepOutcome:
    """A step without a time at which it could be held, where it waits or hangs on what does."""
    if outcome.step not in case.undated_for_holds and outcome.step not in case.waiting:
        return outcome
    return replace(
        outcome,
        opens=None,
        opened_by=(),
        said_opens=None,
        proposed=None,
        floats=False,
        because=(StepMustWait(step=outcome.step),),
        opens_worst=None,
    )


def hold_conflicts(scene: Scene, states: dict[str, StepState]) -> Iterator[Conflict]:
    """One for each hold for which a booked step must wait: at the first that is booked."""
    for standing in scene.case.holds:
        booked = next((s for s in standing.steps if _is_booked(s, scene, states)), None)
        if booked is not None:
            yield _conflict(booked, standing, scene)


def is_told_by_a_hold(rule: str, case: Case) -> bool:
    """Whether a rule asks for the test that a hold makes a question."""
    questioned = (questioned_by(standing, case.protocol) for standing in case.holds)
    return any(rule == evidence.rule for rules in questioned for evidence in rules)


def missing_decisions(scene: Scene, deadline: Minute | None) -> Iterator[Missing]:
    """What must be decided before the gate may be passed."""
    gate = scene.case.protocol.gate
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


def _is_booked(step: str, scene: Scene, states: dict[str, StepState]) -> bool:
    return scene.case.recorded[step].booked and states[step] in _TO_COME


def _conflict(step: str, standing: StandingHold, scene: Scene) -> Conflict:
    """No date would do: only its record may be wrong."""
    record, rule = scene.case.recorded[step], standing.hold.rule
    named, facts = name_rule(rule, scene.case.protocol), {fact.id for fact in standing.facts}
    own = set() if record.fact in {None, ASSUMED} else {record.fact or ""}
    assert record.at is not None
    return Conflict(
        step=step,
        rules=(rule,),
        facts=tuple(sorted(facts | own)),
        reason=CannotHold(
            step=step, at=record.at, assumed=record.fact == ASSUMED, against=(named,)
        ),
        repairs=tuple(query(fact.id, scene.case) for fact in standing.facts),
    )
