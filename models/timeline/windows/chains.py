"""Why a date is where it is: the chain of constraints back to a recorded fact or to now."""

from collections.abc import Iterable, Iterator

from models.timeline.network.bounds import Bounds, Trail


def chain(step: str, bounds: Bounds, *, lower: bool = True) -> Iterator[Trail]:
    """Walk from a step's bound to where it comes from: a fact, a booking, or now."""
    trail = bounds.trail(step, lower=lower)
    while trail is not None:
        yield trail
        trail = trail.reason.trail


def binding_rules(step: str, bounds: Bounds, *, lower: bool = True) -> tuple[str, ...]:
    """The rules that bind one bound of a step, ties included, in a stable order."""
    reasons = (bounds.lower_why if lower else bounds.upper_why).get(step, [])
    rules = {reason.rule for reason in reasons}
    return tuple(sorted(rules | {reason.snapped for reason in reasons if reason.snapped}))


def told_once(links: Iterable[Trail]) -> Iterable[Trail]:
    """A chain from its root on; of a rule that it goes along twice, where the site's days bind."""
    told: dict[tuple[str, str | None], Trail] = {}
    for link in reversed(tuple(links)):
        place = link.reason.rule, link.reason.fact
        if place not in told or link.reason.snapped:
            told[place] = link
    return told.values()
