"""Why a step is held again, in one sentence, and as typed facts."""

from models.reasons.path.repeats import HeldAgain, ProductLost
from models.reasons.path.rules import name_rule
from models.timeline.history.standing import Past
from models.timeline.windows.case import Case
from models.timeline.words import cite, say_when


def say_again(past: Past, case: Case) -> str:
    """What was held before, what became of it, and the protocol's word on it."""
    repeat, steps, zone = past.repeat, case.protocol.step_by_id, case.chart.zone
    held = past.standing[repeat.step]
    when = f" of {say_when(held.at, zone)}" if held.at else ""
    step = f"{steps[repeat.step].titles.english}{when} ({held.fact})"
    why = f"{repeat.texts.english} ({repeat.rule}, {cite(repeat)})"
    if past.loss is None:
        return f"The {step} is held again; {why}."
    mark = f"{past.loss.mark.value} {say_when(past.loss.at, zone)} ({past.loss.id})"
    return (
        f"The product of the {step} was lost: {steps[past.loss.step].titles.english} {mark}; {why}."
    )


def held_again(past: Past, case: Case) -> HeldAgain | ProductLost:
    """The same as typed facts."""
    repeat, loss, held = past.repeat, past.loss, past.standing[past.repeat.step]
    rule = name_rule(repeat.rule, case.protocol)
    if loss is None:
        return HeldAgain(
            step=repeat.step,
            at=held.at,
            fact=held.fact,
            rule=rule,
            source=repeat.source,
            site_default=repeat.site_default,
        )
    return ProductLost(
        step=repeat.step,
        at=held.at,
        fact=held.fact,
        lost=loss.step,
        lost_at=loss.at,
        lost_by=loss.id,
        rule=rule,
        source=repeat.source,
        site_default=repeat.site_default,
    )
