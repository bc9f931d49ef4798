"""What was done of steps that are held again, judged by how all stood at that time."""

from collections import Counter
from dataclasses import replace

from models.timeline.alerts.alerts import alerts_on, most_urgent_first, told_apart
from models.timeline.history.pasts import Past
from models.timeline.planning.held_again import held_again
from models.timeline.planning.judging import judge_without_moves
from models.timeline.results import Earlier, Plan, StepOutcome
from models.timeline.states.step_outcomes import outcome_of
from models.timeline.values import StepState
from models.timeline.windows.case import Case

_DONE = {StepState.DONE, StepState.DONE_OUT_OF_WINDOW}


def with_earlier(made: Plan, case: Case) -> Plan:
    """The same plan with what was done before; each step says for which time it is held."""
    if not case.pasts:
        return made
    before = _earlier(case)
    times = Counter[str]()

    def counted(outcome: StepOutcome) -> StepOutcome:
        times[outcome.step] += 1
        return replace(outcome, time=times[outcome.step])

    known = tuple(alert for each in before for alert in each.alerts)
    alerts = (*known, *told_apart(made.alerts, {alert.key for alert in known}))
    return replace(
        made,
        earlier=tuple(replace(each, steps=tuple(map(counted, each.steps))) for each in before),
        steps=tuple(map(counted, made.steps)),
        alerts=most_urgent_first(alerts),
    )


def _earlier(case: Case) -> tuple[Earlier, ...]:
    """Judged once, as "now" is nothing to it."""
    if not case.judged_before:
        taken: list[str] = []
        for past in case.pasts:
            then = _judged_then(past, case)
            alerts = told_apart(then.alerts, taken)
            taken += [alert.key for alert in alerts]
            case.judged_before.append(replace(then, alerts=alerts))
    return tuple(case.judged_before)


def _judged_then(past: Past, case: Case) -> Earlier:
    """An earlier time, judged by how all stood when the step was held.

    What was done for a product that was lost still has its alerts; a screening that is
    repeated is judged anew.
    """
    held = past.recorded[past.repeat.step].at
    situation = judge_without_moves(case.as_it_stood(past), held.latest if held else 0)
    scene, states = situation.scene, situation.states
    done = [s for s in case.protocol.step if s.id in past.steps and states[s.id] in _DONE]
    names = {step.id for step in done}
    alerts = alerts_on(situation, names) if past.loss else ()
    return Earlier(
        rule=past.repeat.rule,
        steps=tuple(outcome_of(step, scene, states) for step in done),
        verdicts=tuple(verdict for verdict in situation.verdicts if verdict.step in names),
        alerts=alerts,
        lost=past.loss.id if past.loss else None,
        reason=held_again(past, case),
    )
