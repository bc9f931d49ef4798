"""Why a date is where it is: the chain of constraints back to a recorded fact or to now."""

from collections.abc import Iterable, Iterator

from models.timeline.history.standing import ASSUMED
from models.timeline.network.network import FREE_SLOTS, NOW, WORKING_DAYS
from models.timeline.network.solver import Bounds, Reason, Trail
from models.timeline.windows.case import Case
from models.timeline.words import cite, say_minute, say_when

_SNAPPED = {
    WORKING_DAYS: " on the site's working days",
    FREE_SLOTS: " at a free slot of the site",
}


_ROUNDED = {
    WORKING_DAYS: ", rounded to the site's working days",
    FREE_SLOTS: _SNAPPED[FREE_SLOTS],
}


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


def why(step: str, bounds: Bounds, case: Case) -> tuple[str, ...]:
    """The chain in sentences, each with its rule and source."""
    return tuple(_sentence(link, case) for link in chain(step, bounds))


def causes(step: str, bounds: Bounds, case: Case, *, lower: bool = True) -> Iterator[str]:
    """What a bound rests on, from its root to the step, each in a few words."""
    for link in told_once(chain(step, bounds, lower=lower)):
        yield _in_short(link, case)


def told_once(links: Iterable[Trail]) -> Iterable[Trail]:
    """A chain from its root on; of a rule that it goes along twice, where the site's days bind."""
    told: dict[tuple[str, str | None], Trail] = {}
    for link in reversed(tuple(links)):
        place = link.reason.rule, link.reason.fact
        if place not in told or link.reason.snapped:
            told[place] = link
    return told.values()


def _in_short(link: Trail, case: Case) -> str:
    reason = link.reason
    if reason.rule == NOW:
        return f"{case.protocol.step_by_id[link.step].titles.english} is not done yet"
    known = case.protocol.link_by_rule[reason.rule]
    snapped = _ROUNDED[reason.snapped] if reason.snapped else ""
    return f"{known.texts.english}{snapped} ({cite(known)})"


def _sentence(link: Trail, case: Case) -> str:
    title = case.protocol.step_by_id[link.step].titles.english
    when = say_minute(link.minute, case.chart.zone)
    return f"{title} not before {when}: {_because(link.reason, case)}"


def _because(reason: Reason, case: Case) -> str:
    if reason.rule == NOW and reason.fact is not None:
        return f"fact {reason.fact} goes on, counted as if it stopped now"
    if reason.rule == NOW:
        return "it is not done yet"
    if reason.fact is not None:
        source = cite(case.protocol.criterion_by_rule[reason.rule])
        return f"washout {reason.rule} of fact {reason.fact} ({source})"
    known = case.protocol.link_by_rule[reason.rule]
    stated = f"{known.texts.english} ({reason.rule}, {cite(known)})"
    snapped = _SNAPPED[reason.snapped] if reason.snapped else ""
    return f"{stated}, counted from {_from(reason, case)}{snapped}"


def _from(reason: Reason, case: Case) -> str:
    standing = case.standing[reason.via or ""]
    title = case.protocol.step_by_id[reason.via or ""].titles.english
    if standing.at is None:
        return title
    said = say_when(standing.at, case.chart.zone)
    if standing.fact == ASSUMED:
        return f"{title} assumed {said}"
    return f"{title} {'done' if standing.done else 'booked'} {said} ({standing.fact})"
