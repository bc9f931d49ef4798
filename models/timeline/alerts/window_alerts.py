"""Alerts on steps outside the window that the path leaves them, and on dead ends."""

from collections.abc import Iterator

from models.moments import Minute
from models.protocol.path import Step
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert, Conflict, Repair
from models.timeline.states.states import outside_path
from models.timeline.values import AlertKind, Severity, StepState
from models.timeline.windows.chains import binding_rules, causes
from models.timeline.windows.done_windows import Breach, breaches
from models.timeline.words import cite, say_beyond, say_when


def deviation_alerts(situation: Situation) -> Iterator[Alert]:
    case = situation.scene.case
    for step in case.protocol.step:
        if not case.standing[step.id].done or case.standing[step.id].fact is None:
            continue
        if step.same_as and case.standing[step.id] == case.standing[step.same_as]:
            continue
        for breach in breaches(step.id, case):
            yield _deviation(step, breach, situation)


def _deviation(step: Step, breach: Breach, situation: Situation) -> Alert:
    side = "before" if breach.early else "after"
    far = say_beyond(breach.at, breach.limit, situation.scene.case.chart.zone)
    done = f"{step.title.capitalize()} was done {far} {side} its window"
    return Alert(
        key=situation.key(AlertKind.WINDOW_VIOLATED, step.id, breach.link.rule),
        kind=AlertKind.WINDOW_VIOLATED,
        severity=Severity.WARNING,
        text=f"{done}: {breach.link.text} ({breach.link.rule}, {cite(breach.link)})."
        " Record it as a protocol deviation.",
        step=step.id,
        rule=breach.link.rule,
    )


def booking_alerts(situation: Situation) -> Iterator[Alert]:
    scene = situation.scene
    for step in scene.case.protocol.step:
        at = scene.case.standing[step.id].at
        live = situation.states[step.id] is StepState.AT_RISK
        if at is None or not live or not outside_path(step.id, at, scene.windows):
            continue
        rule, text = _outside(step, situation)
        yield Alert(
            key=situation.key(AlertKind.WINDOW_VIOLATED, step.id, rule),
            kind=AlertKind.WINDOW_VIOLATED,
            severity=Severity.WARNING,
            text=text,
            step=step.id,
            rule=rule,
            deadline=at.earliest,
            to=situation.nearest_move(step.id),
        )


def _outside(step: Step, situation: Situation) -> tuple[str, str]:
    """The rule next to the step, and a sentence that goes back to where its window comes from."""
    scene = situation.scene
    bounds, at = scene.windows.path[step.id], scene.case.standing[step.id].at
    opens = bounds.lower.get(step.id)
    early = at is not None and opens is not None and at.latest < opens
    rules = binding_rules(step.id, bounds, lower=early)
    because = "; ".join(dict.fromkeys(causes(step.id, bounds, scene.case, lower=early)))
    when = say_when(at, scene.case.chart.zone) if at else ""
    text = f"{step.title.capitalize()} on {when} is outside its window: {because}."
    return rules[0], f"{text} {situation.say_moves(step.id)}".strip()


def infeasible_alerts(situation: Situation) -> Iterator[Alert]:
    """Conflicts with what would mend them; quietly where a louder alert tells the cause."""
    told = {StepState.AT_RISK, StepState.DUE, StepState.OVERDUE}
    for conflict in situation.conflicts_told:
        louder = situation.states[conflict.step] in told
        repairs = " ".join(repair.text for repair in conflict.repairs)
        move = next((repair for repair in conflict.repairs if repair.to is not None), None)
        yield Alert(
            key=situation.conflict_key(conflict),
            kind=AlertKind.INFEASIBLE,
            severity=Severity.INFO if louder else Severity.CRITICAL,
            text=f"{conflict.text} {repairs}".strip(),
            step=conflict.step,
            rule=conflict.rules[0] if conflict.rules else None,
            deadline=_mendable_until(conflict, move, situation),
            booked=situation.booking(conflict.step) is not None,
            to=None if move is None else move.to,
            move=None if move is None or move.step == conflict.step else move.step,
        )


def _mendable_until(conflict: Conflict, move: Repair | None, situation: Situation) -> Minute | None:
    """The end of the window, or the booking that would have to move, whichever comes first."""
    steps = (conflict.step, None if move is None else move.step)
    bookings = (situation.booking(step) for step in steps)
    return min((at for at in (conflict.closes, *bookings) if at is not None), default=None)
