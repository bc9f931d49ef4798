"""What an alert tells already, so that no surface says it again; and what else would do. Pure."""

from collections.abc import Iterator

from models.reasons.alerts.asked import ways_of
from models.timeline.results import Alert, Conflict, Missing, Plan, Repair
from models.timeline.values import AlertKind


def tells_of(alert: Alert, missing: Missing) -> bool:
    """Whether an alert tells what keeps the gate shut: its rule, its step, or the same request."""
    if alert.ask == missing.ask:
        return True
    if missing.rule is None:
        return any(place.step == missing.step and place.rule is None for place in alert.places)
    named = missing.rule, missing.fact
    return any((place.rule, place.fact) == named for place in alert.places)


def untold(plan: Plan) -> tuple[Missing, ...]:
    """What keeps the gate shut and no alert tells of yet, as it is far."""
    missing = plan.gate.missing if plan.gate else ()
    return tuple(one for one in missing if not any(tells_of(a, one) for a in plan.alerts))


def other_ways(alert: Alert, plan: Plan) -> tuple[Repair, ...]:
    """Changes that would do as well as what an alert asks for; none where it is no conflict."""
    asked = set() if alert.ask is None else set(ways_of(alert.ask))
    offered = (repair for conflict in _conflicts(alert, plan) for repair in conflict.repairs)
    return tuple(dict.fromkeys(repair for repair in offered if repair.reason not in asked))


def _conflicts(alert: Alert, plan: Plan) -> Iterator[Conflict]:
    places = [place for place in alert.places if place.kind is AlertKind.INFEASIBLE]
    for conflict in plan.conflicts:
        if any(at.step == conflict.step and at.rule in (*conflict.rules, None) for at in places):
            yield conflict
