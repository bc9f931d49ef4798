"""One line on what a new fact moved in a subject's plan; pure."""

from models.timeline.results import Plan, StepOutcome
from models.timeline.words import say_minute, say_when


def what_moved(before: Plan, after: Plan, day_zero: str) -> str:
    """Say how Day 0 stood and stands, how many other steps moved, and which is held again."""
    then = standing(before.step(day_zero), before)
    now = standing(after.step(day_zero), after)
    title = after.step(day_zero).title.lower()
    line = f"{title}: {then} → {now}" if then != now else f"{title}: still {now}"
    others = _moved(before, after) - {day_zero}
    if others:
        line = f"{line}; {len(others)} other step{'s'[: len(others) > 1]} moved"
    return ". ".join((line, *_held_again(before, after)))


def _held_again(before: Plan, after: Plan) -> list[str]:
    """Why a step is held again that was not before."""
    known = {earlier.text for earlier in before.earlier}
    return [earlier.text for earlier in after.earlier if earlier.text not in known]


def standing(outcome: StepOutcome, plan: Plan) -> str:
    """State and date of a step in a few words, on the site's clock."""
    state = outcome.state.replace("_", " ")
    if outcome.at is not None:
        return f"{state} {say_when(outcome.at, plan.zone)}"
    if outcome.opens is not None:
        return f"{state}, not before {say_minute(outcome.opens, plan.zone)}"
    return state


def _moved(before: Plan, after: Plan) -> set[str]:
    then = {outcome.step: _place(outcome) for outcome in before.steps}
    return {outcome.step for outcome in after.steps if then[outcome.step] != _place(outcome)}


def _place(outcome: StepOutcome) -> tuple[object, ...]:
    return outcome.time, outcome.state, outcome.at, outcome.opens, outcome.closes
