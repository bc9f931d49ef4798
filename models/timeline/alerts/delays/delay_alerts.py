"""Alerts on steps that are late, or will be soon."""

from collections.abc import Iterator

from models.moments import Minute, end_of, local_day
from models.protocol.path import Step
from models.timeline.alerts.delays.delay_causes import (
    ask_after_delay,
    ask_of_what_comes,
    cause_of_delay,
    what_comes,
)
from models.timeline.alerts.delays.delay_severities import (
    severity_of_delay,
    severity_of_last_chance,
)
from models.timeline.alerts.delays.lapses import gate_of_lapse, lapse_told_at
from models.timeline.alerts.drafts import Draft, Role, Sign, by_date, by_rule, draft, echo
from models.timeline.alerts.questions.done_without import asked_instead
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert
from models.timeline.states.announcing import announced_from
from models.timeline.states.scene import Scene
from models.timeline.values import AlertKind, Severity, StepState


def overdue_alerts(situation: Situation) -> Iterator[Draft]:
    instead = asked_instead(situation.scene.case)
    for step in situation.scene.case.protocol.step:
        tested = step.evidence is not None and step.anchor in situation.scene.case.done
        asked_for = tested or step.id in instead
        if situation.states[step.id] is not StepState.OVERDUE or asked_for:
            continue
        latest = _latest(step, situation)
        if latest is not None:
            yield _of_delay(step, _overdue(step, latest, situation), situation)


def _of_delay(step: Step, alert: Alert, situation: Situation) -> Draft:
    """Where nothing is planned around its booking any more, what it waits for tells of it."""
    told, gate = lapse_told_at(step.id, situation), gate_of_lapse(step.id, situation)
    if told and gate and step.id != gate.before:
        return echo(alert, *map(by_date, told))
    return draft(alert, Role.CAUSE, *_of_its_test(step))


def _overdue(step: Step, latest: Minute, situation: Situation) -> Alert:
    return Alert(
        key=situation.key(AlertKind.OVERDUE, step.id),
        kind=AlertKind.OVERDUE,
        severity=severity_of_delay(step, latest, situation),
        cause=cause_of_delay(step, situation),
        ask=ask_after_delay(step, situation),
        step=step.id,
        deadline=latest,
        overtaken=situation.scene.overtaken(step),
    )


def _of_its_test(step: Step) -> tuple[Sign, ...]:
    """A test that is late, or comes, is the test that its rule asks for."""
    test = () if step.evidence is None else (by_rule(step.evidence),)
    return (by_date(step.id), *test)


def _latest(step: Step, situation: Situation) -> Minute | None:
    case = situation.scene.case
    at = case.recorded[step.id].at
    if at is not None:
        return at.latest
    closes = situation.scene.own_closing(step)
    if closes is not None:
        return closes
    later = [case.recorded[name] for name in case.done if step.id in case.protocol.before[name]]
    return min((record.at.latest for record in later if record.at), default=None)


def due_soon_alerts(situation: Situation) -> Iterator[Draft]:
    """What is booked or must be done soon, until it is over or its last day is."""
    scene = situation.scene
    for step in scene.case.protocol.step:
        state = situation.states[step.id]
        if state not in {StepState.BOOKED, StepState.DUE, StepState.PLANNED} or step.passive:
            continue
        ends = _ends(step, situation)
        if ends is None or not announced_from(ends, scene) <= scene.now <= _over(step, ends, scene):
            continue
        yield draft(_coming(step, ends, situation), Role.COMING, by_date(step.id))


def _coming(step: Step, ends: Minute, situation: Situation) -> Alert:
    booked = situation.scene.case.recorded[step.id].at is not None
    return Alert(
        key=situation.key(AlertKind.DUE_SOON, step.id),
        kind=AlertKind.DUE_SOON,
        severity=Severity.INFO if booked else severity_of_last_chance(step, ends, situation),
        cause=what_comes(step, ends, situation),
        ask=ask_of_what_comes(step, ends, situation),
        cause_asks=True,
        step=step.id,
        rule=step.evidence,
        deadline=_deadline(step, ends, situation.scene),
        booked=booked,
    )


def _over(step: Step, ends: Minute, scene: Scene) -> Minute:
    """A booking's own end; what must be done can be recorded to the end of its last day."""
    at, zone = scene.case.recorded[step.id].at, scene.case.chart.zone
    return at.latest if at is not None else end_of(local_day(ends, zone), zone)


def _deadline(step: Step, ends: Minute, scene: Scene) -> Minute:
    """What is booked for a day is due all that day, and not over once it begins."""
    at, zone = scene.case.recorded[step.id].at, scene.case.chart.zone
    return ends if at is None else min(at.latest, end_of(local_day(ends, zone), zone))


def _ends(step: Step, situation: Situation) -> Minute | None:
    case = situation.scene.case
    at = case.recorded[step.id].at
    return at.earliest if at is not None else situation.scene.last_chance(step)
