"""Alerts on steps that were missed or cancelled while all that follows waits for them."""

from collections.abc import Iterator, Mapping

from models.chart.facts import StepMark
from models.moments import Minute
from models.protocol.path import Step
from models.reasons.alerts.bookings import BookAgain
from models.reasons.alerts.delays import Lost, StepLost
from models.timeline.alerts.drafts import Draft, Role, by_date, draft
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert
from models.timeline.states.announcing import announced_from
from models.timeline.values import AlertKind, Severity, StepState

_LOST: Mapping[StepMark | None, Lost] = {
    StepMark.MISSED: "missed",
    StepMark.CANCELLED: "cancelled",
}


def lost_step_alerts(situation: Situation) -> Iterator[Draft]:
    """One for each: no date is due any more, so nothing else would ever tell of it."""
    for step in situation.scene.case.protocol.step:
        lost = _LOST.get(situation.scene.case.recorded[step.id].mark)
        if lost and _waited_for(step, situation) and not _made_anew(step, situation):
            yield _lost(step, lost, situation)


def _lost(step: Step, lost: Lost, situation: Situation) -> Draft:
    made_from = _made_again_from(step, situation)
    deadline = _first_in_vain(step, situation) or _last_days(step, situation)
    alert = Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, step.id, lost),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=Severity.WARNING if deadline is None else Severity.CRITICAL,
        cause=StepLost(step=step.id, mark=lost),
        ask=BookAgain(step=step.id, made_from=made_from.id if made_from else None),
        step=step.id,
        deadline=deadline,
    )
    again = () if made_from is None else (by_date(made_from.id),)
    return draft(alert, Role.CAUSE, by_date(step.id), *again)


def _first_in_vain(step: Step, situation: Situation) -> Minute | None:
    """When the first of the bookings begins that cannot be kept without it; None without any.

    Nothing waits once the path has ended: what was booked on it is cancelled.
    """
    before = situation.scene.case.protocol.before
    waiting = (s for s in situation.scene.windows.lapsed if step.id in before[s])
    kept = (s for s in waiting if situation.states[s] is not StepState.CANCELLED)
    begins = (situation.booking(name) for name in kept)
    return min((minute for minute in begins if minute is not None), default=None)


def _last_days(step: Step, situation: Situation) -> Minute | None:
    """When the course behind a gate must begin for the aim as it is booked, once that is near."""
    scene = situation.scene
    aims = (gate.towards for gate in scene.case.protocol.gate if gate.before == step.id)
    if all(situation.booking(aim) is None for aim in aims):
        return None
    ends = scene.last_chance(step)
    return ends if ends is not None and scene.now >= announced_from(ends, scene) else None


def _waited_for(step: Step, situation: Situation) -> bool:
    """A later step is blocked by it; a visit or a test of its own holds nothing up."""
    later = (s.id for s in situation.scene.case.protocol.step if step.id in s.after)
    blocked = any(situation.states[name] is StepState.BLOCKED for name in later)
    return (blocked or _first_in_vain(step, situation) is not None) and step.evidence is None


def _made_anew(step: Step, situation: Situation) -> bool:
    """Its product was lost, and the next one has its date already: nothing is forgotten."""
    made_from = _made_again_from(step, situation)
    return made_from is not None and situation.scene.case.recorded[made_from.id].at is not None


def _made_again_from(step: Step, situation: Situation) -> Step | None:
    """The step that makes a lost product anew; None where nothing was lost."""
    case = situation.scene.case
    again = (past.repeat.step for past in case.pasts if past.repeat.lost == step.id)
    return next((case.protocol.step_by_id[name] for name in again), None)
