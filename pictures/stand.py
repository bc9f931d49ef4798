"""What a list says of a subject, found once by each pass."""

from models.moments import Minute
from models.protocol import Protocol
from models.records.store import Stand
from models.timeline.results import Plan, StepOutcome
from pictures.margins import margin_of
from pictures.path import Path, next_step
from pictures.path_sentences import OVER


def stand_of(plan: Plan, protocol: Protocol, path: Path) -> Stand:
    """Where a subject stands.

    Args:
        path: of the same plan, in any language and below any ceiling.
    """
    following = None if plan.ended is not None else next_step(plan, protocol)
    infusion = plan.step(protocol.day_zero)
    step_from, step_to = _span(following)
    day_zero_from, day_zero_to = _span(infusion)
    margin = None if infusion.state in OVER else margin_of(plan, protocol)
    return Stand(
        word=path.word.value,
        phase=path.phase,
        zone=plan.zone.key,
        step=following.step if following else None,
        step_from=step_from,
        step_to=step_to,
        day_zero_from=day_zero_from,
        day_zero_to=day_zero_to,
        day_zero_set=infusion.at is not None,
        margin=margin.kind.value if margin else None,
        margin_minutes=margin.minutes if margin else None,
        margin_rule=margin.rule if margin else None,
        ended=plan.ended,
    )


def _span(outcome: StepOutcome | None) -> tuple[Minute | None, Minute | None]:
    """Its booking or its day; else what is suggested."""
    if outcome is None:
        return None, None
    if outcome.at is not None:
        return outcome.at.earliest, outcome.at.latest
    return outcome.proposed, outcome.proposed
