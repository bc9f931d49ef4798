"""Alerts on steps outside the window that the path leaves them, and on dead ends."""

from collections.abc import Iterator

from models.moments import Minute, Span
from models.protocol.path import Step
from models.reasons.alerts.asks import RecordDeviation
from models.reasons.alerts.delays import BookedOutsideWindow, DoneOutsideWindow
from models.reasons.path.rules import name_rule
from models.timeline.alerts.situation import Situation, any_of
from models.timeline.results import Alert, Conflict, Repair
from models.timeline.states.states import outside_path
from models.timeline.values import AlertKind, Severity, StepState
from models.timeline.windows.chain_reasons import what_binds
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
    done = f"{step.titles.english.capitalize()} was done {far} {side} its window"
    return Alert(
        key=situation.key(AlertKind.WINDOW_VIOLATED, step.id, breach.link.rule),
        kind=AlertKind.WINDOW_VIOLATED,
        severity=Severity.WARNING,
        text=f"{done}: {breach.link.texts.english} ({breach.link.rule}, {cite(breach.link)})."
        f" Record {step.titles.english} as a protocol deviation.",
        cause=_breached(step, breach, situation),
        ask=RecordDeviation(step=step.id),
        step=step.id,
        rule=breach.link.rule,
    )


def _breached(step: Step, breach: Breach, situation: Situation) -> DoneOutsideWindow:
    return DoneOutsideWindow(
        step=step.id,
        at=breach.at,
        limit=breach.limit,
        early=breach.early,
        rule=name_rule(breach.link.rule, situation.scene.case.protocol),
        source=breach.link.source,
        site_default=breach.link.site_default,
    )


def booking_alerts(situation: Situation) -> Iterator[Alert]:
    scene = situation.scene
    for step in scene.case.protocol.step:
        at = scene.case.standing[step.id].at
        live = situation.states[step.id] is StepState.AT_RISK
        if at is None or not live or not outside_path(step.id, at, scene.windows):
            continue
        early = _too_early(step, at, situation)
        rule, text = _outside(step, at, situation, early=early)
        binds = what_binds(step.id, scene.windows.path[step.id], scene.case, lower=early)
        yield Alert(
            key=situation.key(AlertKind.WINDOW_VIOLATED, step.id, rule),
            kind=AlertKind.WINDOW_VIOLATED,
            severity=Severity.WARNING,
            text=text,
            cause=BookedOutsideWindow(step=step.id, at=at, because=binds),
            ask=situation.ask_to_move(step.id),
            step=step.id,
            rule=rule,
            deadline=at.earliest,
            to=situation.nearest_move(step.id),
        )


def _too_early(step: Step, at: Span, situation: Situation) -> bool:
    opens = situation.scene.windows.path[step.id].lower.get(step.id)
    return opens is not None and at.latest < opens


def _outside(step: Step, at: Span, situation: Situation, *, early: bool) -> tuple[str, str]:
    """The rule next to the step, and a sentence that goes back to where its window comes from."""
    scene = situation.scene
    bounds = scene.windows.path[step.id]
    rules = binding_rules(step.id, bounds, lower=early)
    because = "; ".join(dict.fromkeys(causes(step.id, bounds, scene.case, lower=early)))
    when = say_when(at, scene.case.chart.zone)
    text = f"{step.titles.english.capitalize()} on {when} is outside its window: {because}."
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
            cause=conflict.reason,
            ask=any_of(repair.reason for repair in conflict.repairs),
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
