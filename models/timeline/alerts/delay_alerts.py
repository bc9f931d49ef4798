"""Alerts on steps that are late, or will be soon."""

from collections.abc import Iterator

from models.moments import Minute, end_of, local_day
from models.protocol.path import Step
from models.timeline.alerts.delay_causes import (
    ask_after_delay,
    ask_of_what_comes,
    cause_of_delay,
    what_comes,
)
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert
from models.timeline.states.announcing import announced_from
from models.timeline.states.states import Scene
from models.timeline.values import AlertKind, Severity, StepState
from models.timeline.words import say_minute, say_when

_DAY = 24 * 60


def overdue_alerts(situation: Situation) -> Iterator[Alert]:
    for step in situation.scene.case.protocol.step:
        asked_for = step.evidence is not None and step.anchor in situation.scene.case.done
        if situation.states[step.id] is not StepState.OVERDUE or asked_for:
            continue
        latest, since = _latest(step, situation)
        if latest is None:
            continue
        late, overtaken = situation.scene.now - latest, situation.scene.overtaken(step)
        yield Alert(
            key=situation.key(AlertKind.OVERDUE, step.id),
            kind=AlertKind.OVERDUE,
            severity=_severity_of_delay(step, late, overtaken=overtaken),
            text=f"{step.titles.english.capitalize()} is overdue: {since}."
            f" {_mend(step, situation)}",
            cause=cause_of_delay(step, situation),
            ask=ask_after_delay(step, situation),
            step=step.id,
            deadline=latest,
            overtaken=overtaken,
        )


def _mend(step: Step, situation: Situation) -> str:
    if situation.scene.overtaken(step):
        return f"Record when {step.titles.english} was done."
    return f"Record {step.titles.english} if it was done; otherwise book it again."


def _latest(step: Step, situation: Situation) -> tuple[Minute | None, str]:
    case = situation.scene.case
    at = case.standing[step.id].at
    if at is not None:
        return at.latest, f"it was booked for {say_when(at, case.chart.zone)}"
    closes = situation.scene.own_closing(step)
    if closes is not None:
        return closes, f"its window closed on {say_minute(closes, case.chart.zone)}"
    later = [case.standing[name] for name in case.done if step.id in case.protocol.before[name]]
    passed = min((standing.at.latest for standing in later if standing.at), default=None)
    return passed, "a later step is recorded as done"


def _severity_of_delay(step: Step, late: int, *, overtaken: bool) -> Severity:
    """A step of the last hours may only wait to be recorded."""
    if late < _DAY:
        return Severity.INFO
    return Severity.WARNING if overtaken or step.phase == "follow-up" else Severity.CRITICAL


def due_soon_alerts(situation: Situation) -> Iterator[Alert]:
    """What is booked or must be done soon, until it is over or its last day is."""
    scene = situation.scene
    for step in scene.case.protocol.step:
        state = situation.states[step.id]
        if state not in {StepState.BOOKED, StepState.DUE, StepState.PLANNED} or step.passive:
            continue
        ends = _ends(step, situation)
        if ends is None or not announced_from(ends, scene) <= scene.now <= _over(step, ends, scene):
            continue
        booked = scene.case.standing[step.id].at is not None
        yield Alert(
            key=situation.key(AlertKind.DUE_SOON, step.id),
            kind=AlertKind.DUE_SOON,
            severity=Severity.INFO if booked else _severity_of_last_chance(step, ends, situation),
            text=f"{step.titles.english.capitalize()} {_what_is_due(step, ends, situation)}",
            cause=what_comes(step, ends, situation),
            ask=ask_of_what_comes(step, ends, situation),
            cause_asks=True,
            step=step.id,
            rule=step.evidence,
            deadline=_deadline(step, ends, scene),
            booked=booked,
        )


def _over(step: Step, ends: Minute, scene: Scene) -> Minute:
    """A booking's own end; what must be done can be recorded to the end of its last day."""
    at, zone = scene.case.standing[step.id].at, scene.case.chart.zone
    return at.latest if at is not None else end_of(local_day(ends, zone), zone)


def _deadline(step: Step, ends: Minute, scene: Scene) -> Minute:
    """What is booked for a day is due all that day, and not over once it begins."""
    at, zone = scene.case.standing[step.id].at, scene.case.chart.zone
    return ends if at is None else min(at.latest, end_of(local_day(ends, zone), zone))


def _severity_of_last_chance(step: Step, ends: Minute, situation: Situation) -> Severity:
    """It rises on the last working day: what is not done then is not done in time.

    Where that is the test for an infusion whose lymphodepletion has begun, no slip is left.
    """
    scene = situation.scene
    case, zone = scene.case, scene.case.chart.zone
    if local_day(scene.now, zone) < local_day(ends, zone):
        return Severity.INFO
    gate = case.protocol.gate
    no_return = case.standing[gate.before].done and step.anchor == gate.towards
    return Severity.CRITICAL if step.evidence and no_return else Severity.WARNING


def _what_is_due(step: Step, ends: Minute, situation: Situation) -> str:
    """What is due when, and why that is the last time where the window lasts longer."""
    case = situation.scene.case
    zone = case.chart.zone
    if (at := case.standing[step.id].at) is not None:
        return f"is booked for {say_when(at, zone)}."
    said = f"must be done by {say_minute(ends, zone)}"
    closes = situation.scene.own_closing(step)
    if closes is None or local_day(closes, zone) == local_day(ends, zone):
        return f"{said}."
    return (
        f"{said}, the last working time: its window closes on {local_day(closes, zone)},"
        " and the site does not work on the days between."
    )


def _ends(step: Step, situation: Situation) -> Minute | None:
    case = situation.scene.case
    at = case.standing[step.id].at
    return at.earliest if at is not None else situation.scene.last_chance(step)
