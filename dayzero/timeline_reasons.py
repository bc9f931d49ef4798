"""Why each open step is where it is: Day 0 all the way back to a fact, the others in short."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from models.moments import Minute, local_day
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState
from models.timeline.words import say_minute, say_when

_SETTLED = {
    StepState.DONE,
    StepState.DONE_OUT_OF_WINDOW,
    StepState.CANCELLED,
    StepState.MISSED,
    StepState.NOT_APPLICABLE,
}


def why_day_zero(plan: Plan) -> Iterator[str]:
    """What holds Day 0 where it is, back to a recorded fact or to now; nothing once settled."""
    for step in plan.steps:
        if step.day == 0 and step.state not in _SETTLED:
            own = (*_booking(step, plan), *_window(step, plan), *_washouts(step, plan))
            yield f"{step.title}: {'; '.join(own)}"
            yield from (f"└ {sentence}" for sentence in step.why)
            yield from _longest(step, plan)


def why_others(plan: Plan) -> Iterator[tuple[str, str]]:
    """The title of each other open step beside its booking, its window and what binds it."""
    for step in plan.steps:
        if step.day != 0 and step.state not in _SETTLED:
            yield step.title, "; ".join((*_booking(step, plan), *_window(step, plan)))


def _booking(step: StepOutcome, plan: Plan) -> Iterator[str]:
    if step.at is not None:
        yield f"booked for {say_when(step.at, plan.zone)} ({step.booked_by})"


def _window(step: StepOutcome, plan: Plan) -> Iterator[str]:
    opens = "" if step.opens is None else say_minute(step.opens, plan.zone)
    closes = "" if step.closes is None else say_end(step.closes, plan.zone)
    opened, closed = _by(step.opened_by), _by(step.closed_by)
    if step.opens is not None and step.closes is not None and step.opens > step.closes:
        yield f"no time is left, as it opens {opens}{opened} and closes {closes}{closed}"
    elif opens and closes:
        yield f"from {opens}{'' if opened == closed else opened} until {closes}{closed}"
    elif opens or closes:
        yield f"from {opens}{opened}" if opens else f"until {closes}{closed}"


def _by(rules: tuple[str, ...]) -> str:
    return f" ({', '.join(rules)})" if rules else ""


def _washouts(step: StepOutcome, plan: Plan) -> Iterator[str]:
    if step.clears_at is not None:
        causes = ", ".join(f"{cause.rule} {cause.fact}" for cause in step.cleared_by)
        yield f"washouts are over from {say_minute(step.clears_at, plan.zone)} ({causes})"


def _longest(step: StepOutcome, plan: Plan) -> Iterator[str]:
    if step.opens_worst is not None and step.opens_worst != step.opens:
        worst = say_minute(step.opens_worst, plan.zone)
        yield f"└ if manufacturing takes longest: from {worst}"


def say_end(minute: Minute, zone: ZoneInfo) -> str:
    """The last minute of a window; a day's last minute is said as the day."""
    day = local_day(minute, zone)
    return day.isoformat() if local_day(minute + 1, zone) > day else say_minute(minute, zone)
