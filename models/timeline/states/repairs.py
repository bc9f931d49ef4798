"""What would mend a conflict, but for moves: those are tried first (`moving`)."""

from collections.abc import Collection, Iterable, Iterator

from models.chart.facts import DrugFact, Fact, RadiotherapyFact
from models.reasons.alerts.moves import CheckFact, RecordEnd
from models.timeline.exposures.exposed import recorded
from models.timeline.history.step_records import ASSUMED
from models.timeline.network.bounds import Trail
from models.timeline.results import Repair
from models.timeline.windows.case import Case

KINDS = (
    *("move_planned", "move_booking", "repeat_evidence"),
    *("repeat_step", "window_deviation", "query_fact"),
)
"""In the order in which they hurt least."""


def in_order(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Each once, those that hurt least first."""
    return tuple(sorted(dict.fromkeys(repairs), key=lambda repair: KINDS.index(repair.kind)))


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


def queries(facts: Collection[str], case: Case) -> Iterator[Repair]:
    """Dates among some facts that are not ours to move: they may have changed."""
    for step in case.protocol.step:
        record = case.recorded[step.id]
        if record.booked and not step.ours and record.fact and record.fact in facts:
            yield query(record.fact, case)


def _goes_on(fact: Fact) -> bool:
    """True of a drug or radiotherapy without a last day, known or planned."""
    return isinstance(fact, DrugFact | RadiotherapyFact) and fact.last is None
