"""Why a step is held again, as typed facts."""

from models.reasons.path.repeats import HeldAgain, ProductLost
from models.reasons.path.rules import name_rule
from models.timeline.history.pasts import Past
from models.timeline.windows.case import Case


def held_again(past: Past, case: Case) -> HeldAgain | ProductLost:
    """What was held before, what became of it, and the rule by which it is held again."""
    repeat, loss, held = past.repeat, past.loss, past.recorded[past.repeat.step]
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
