"""When a step was, is booked, or can be, in a sentence."""

from models.moments import Minute
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState
from pictures.dates import say_bound, say_span
from wording.pictures.path import PathWording

DONE = frozenset({StepState.DONE, StepState.DONE_OUT_OF_WINDOW})
OVER = DONE | {StepState.MISSED, StepState.CANCELLED, StepState.NOT_APPLICABLE}
"""States after which nothing is left to do."""


def say_step(plan: Plan, outcome: StepOutcome, says: PathWording) -> str:
    """When a step was, is booked, or can be: `from 2026-04-12 until 2026-04-15`."""
    if outcome.state is StepState.NOT_APPLICABLE:
        return says.not_applicable
    if outcome.at is not None:
        template = says.done if outcome.state in DONE else says.booked
        return template.format(when=say_span(outcome.at, plan.zone, says.between))
    if outcome.state in OVER:
        return ""
    return _window(plan, outcome, says) or says.no_date


def _window(plan: Plan, outcome: StepOutcome, says: PathWording) -> str:
    if outcome.no_time_left and not outcome.floats:
        return ""
    ends = _dated(says.opens, outcome.opens, plan), _dated(says.closes, outcome.closes, plan)
    window = says.joined.join(filter(None, ends))
    proposed = _dated(says.proposed, outcome.proposed, plan)
    return says.listed.join(filter(None, (window, proposed)))


def _dated(template: str, minute: Minute | None, plan: Plan) -> str:
    return "" if minute is None else template.format(when=say_bound(minute, plan.zone))
