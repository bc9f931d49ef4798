"""Single changes that would mend a conflict; a washout is never shortened."""

from collections.abc import Iterable, Iterator

from models.chart.facts import DrugFact, Fact, RadiotherapyFact
from models.moments import Minute
from models.reasons.alerts.moves import CheckFact, MoveStep, RecordEnd
from models.timeline.exposures.exposed import recorded
from models.timeline.history.step_records import ASSUMED
from models.timeline.network.solver import Bounds, Trail
from models.timeline.results import Repair
from models.timeline.states.states import Scene
from models.timeline.values import VerdictValue
from models.timeline.windows.case import Case
from models.timeline.windows.windows import first_slot, latest_slot, unbooked

KINDS = ("move_planned", "move_booking", "repeat_evidence", "window_deviation", "query_fact")
"""In the order in which they hurt least."""


def in_order(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Each once, those that hurt least first."""
    return tuple(sorted(dict.fromkeys(repairs), key=lambda repair: KINDS.index(repair.kind)))


def moves(step: str, scene: Scene) -> Iterator[Repair]:
    """The nearest date at which a booked step would hold; with all other bookings if one does."""
    if _no_date_helps(step, scene):
        return iter(())
    bounds = (unbooked(step, scene.case, scene.now), scene.windows.of(step))
    slots = (_nearest(step, each, scene) for each in bounds)
    slot = next((slot for slot in slots if slot is not None), None)
    return iter(() if slot is None else (_move(step, slot, scene),))


def moves_for_others(step: str, scene: Scene) -> Iterator[Repair]:
    """The same, but only a date at which all other bookings, counted from it or not, would hold."""
    if _no_date_helps(step, scene):
        return iter(())
    slot = _nearest(step, unbooked(step, scene.case, scene.now), scene)
    return iter(() if slot is None else (_move(step, slot, scene),))


def _no_date_helps(step: str, scene: Scene) -> bool:
    """An exposure goes on, a test is positive, or it must wait: a date would be offered in vain."""
    return step in scene.case.waiting or any(
        verdict.value is VerdictValue.VIOLATION and verdict.clears_at is None
        for verdict in scene.verdicts.get(step, ())
        if not scene.case.protocol.group_of(verdict.rule)
    )


def _nearest(step: str, bounds: Bounds, scene: Scene) -> Minute | None:
    known, at = scene.case.protocol.step_by_id[step], scene.case.recorded[step].at
    lower, upper = bounds.lower.get(step), bounds.upper.get(step)
    late = at is not None and upper is not None and at.earliest > upper
    return (latest_slot if late else first_slot)(known, scene.case, lower, upper)


def _move(step: str, slot: Minute, scene: Scene) -> Repair:
    record = scene.case.recorded[step]
    by = 0 if record.at is None else abs(slot - record.at.earliest)
    return Repair(
        kind="move_planned" if record.fact == ASSUMED else "move_booking",
        reason=MoveStep(step=step, since=record.at, to=slot),
        step=step,
        to=slot,
        by_minutes=by,
    )


def query(fact_id: str, case: Case) -> Repair:
    """A recorded fact may be wrong, or not all; nothing else is offered for what stays put."""
    fact = next(fact for fact in case.chart.standing if fact.id == fact_id)
    asked = RecordEnd if _goes_on(fact) else CheckFact
    reason = asked(fact=fact_id, named=recorded(fact))
    return Repair(kind="query_fact", fact=fact_id, reason=reason)


def facts_behind(trails: Iterable[Trail], case: Case) -> set[str]:
    """The recorded facts that bounds rest on; what is assumed is none."""
    facts = set()
    for trail in trails:
        record = case.recorded.get(trail.reason.via or "")
        facts |= {trail.reason.fact, record.fact if record else None}
    return {fact for fact in facts if fact not in {None, ASSUMED}}


def _goes_on(fact: Fact) -> bool:
    """True of a drug or radiotherapy without a last day, known or planned."""
    return isinstance(fact, DrugFact | RadiotherapyFact) and fact.last is None
