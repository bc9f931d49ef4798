"""What a plan says of one step: its state, its window, what binds it, and why."""

from collections.abc import Mapping
from dataclasses import replace

from models.moments import NEVER, Minute
from models.protocol.path import Step
from models.timeline.network.solver import solve
from models.timeline.results import StepOutcome
from models.timeline.states.repeating import serves
from models.timeline.states.scene import Scene
from models.timeline.states.waiting import while_waiting
from models.timeline.values import StepState
from models.timeline.windows.case import Case
from models.timeline.windows.chain_reasons import because
from models.timeline.windows.chains import binding_rules
from models.timeline.windows.day_numbers import day_number
from models.timeline.windows.done_windows import (
    done_closed_by,
    done_closes,
    done_opened_by,
    done_opens,
)
from models.timeline.windows.lapsed_bookings import network_at
from models.timeline.windows.undated import forbidden_while
from models.timeline.windows.windows import suggested_instead


def bare_outcome(step: Step, case: Case, states: Mapping[str, StepState]) -> StepOutcome:
    """A step with its state alone, as far as that is all that is asked."""
    return StepOutcome(
        step=step.id,
        titles=step.titles,
        state=states[step.id],
        day=day_number(step, case),
        site_default=step.id in case.protocol.defaulted_steps,
    )


def outcome_of(step: Step, scene: Scene, states: Mapping[str, StepState]) -> StepOutcome:
    """A step with its window, what binds it and why."""
    case = scene.case
    base = bare_outcome(step, case, states)
    if states[step.id] is StepState.NOT_APPLICABLE:
        return base
    base = _with_washouts(base, case)
    if case.recorded[step.id].done:
        return replace(
            base,
            at=case.recorded[step.id].at,
            booked_by=case.recorded[step.id].fact,
            opens=(opens := done_opens(step.id, case)),
            not_before=opens,
            opened_by=done_opened_by(step.id, case),
            closes=done_closes(step.id, case),
            closed_by=done_closed_by(step.id, case),
        )
    return while_waiting(_with_window(base, scene), case)


def _with_washouts(outcome: StepOutcome, case: Case) -> StepOutcome:
    floor = case.binding.floors.get(outcome.step)
    if floor is None:
        return outcome
    minute = None if floor.minute >= NEVER else floor.minute
    return replace(outcome, clears_at=minute, cleared_by=floor.causes)


def _with_window(outcome: StepOutcome, scene: Scene) -> StepOutcome:
    case, windows, step = scene.case, scene.windows, outcome.step
    bounds = windows.of(step)
    holdable = _holdable(outcome, scene)
    tested = scene.tested.get(step)
    at = case.recorded[step].at
    if at is None and tested is not None:
        at = next(test.at for test in case.chart.tests if test.id == tested.fact)
    return replace(
        outcome,
        at=at,
        booked_by=tested.fact
        if tested and case.recorded[step].at is None
        else case.recorded[step].fact,
        opens=bounds.lower.get(step) if holdable else None,
        not_before=None if step in windows.undated else bounds.lower.get(step),
        opened_by=_opened_by(step, scene),
        closes=bounds.upper.get(step),
        closed_by=binding_rules(step, bounds, lower=False),
        proposed=_proposed(step, scene) if holdable else None,
        said_opens=case.said.lower.get(step),
        floats=step not in windows.undated and windows.floats(step),
        because=because(step, windows, case),
        opens_worst=_worst(step, case, scene.now) if holdable else None,
    )


def _opened_by(step: str, scene: Scene) -> tuple[str, ...]:
    """What binds its opening; where no date is safe, the rule that forbids every one."""
    if step not in scene.windows.undated:
        return binding_rules(step, scene.windows.of(step))
    forbidding = forbidden_while(scene.case).get(step)
    return () if forbidding is None else (forbidding.washout.rule,)


def _holdable(outcome: StepOutcome, scene: Scene) -> bool:
    """Whether there is a time at which the step can really be held."""
    bounds, step = scene.windows.of(outcome.step), outcome.step
    if outcome.state is StepState.CANCELLED or step in scene.windows.undated:
        return False
    opens, closes = bounds.lower.get(step), bounds.upper.get(step)
    if closes is not None and serves(step, scene):
        opens = bounds.first.get(step)  # past that, what was given must be given again
    return opens is None or closes is None or opens <= closes


def _proposed(step: str, scene: Scene) -> Minute | None:
    """The planner's own date; for a booked step the one it would suggest without the booking."""
    if scene.case.recorded[step].booked:
        return suggested_instead(step, scene.case, scene.windows, scene.now)
    return scene.windows.proposed.get(step)


def _worst(step: str, case: Case, now: Minute) -> Minute | None:
    """The opening of Day 0 if manufacturing takes as long as it may; None elsewhere."""
    if step != case.protocol.day_zero:
        return None
    network = replace(network_at(case, now), worst=True, free=step)
    return solve(network).lower.get(step)
