"""What one fact, or several together, cannot say: found after every field has been read."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from models.chart.facts import (
    DrugFact,
    EventFact,
    Fact,
    FindingFact,
    MeasurementFact,
    RadiotherapyFact,
    StepFact,
    StepMark,
    TestFact,
)
from models.chart.ward_words import near_route
from models.errors import Fault
from models.moments import Minute, Span, iso
from models.protocol import Protocol
from models.protocol.vocabulary import Vocabulary
from models.reasons.refusals.charts import (
    ChartFlaw,
    CorrectedAlready,
    CorrectsLater,
    CorrectsNothing,
    DuplicateId,
    EventUnknown,
    RouteUnknown,
    StepUnknown,
)
from models.reasons.refusals.refusal import FaultReason, nearest, shown
from models.reasons.refusals.times import LiesInFuture

_LIKELY_TYPO = 0.8
PlacedFault = tuple[int, Fault]
"""A fault, and the index of its fact: faults are told in the chart's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What facts are held against.

    Attributes:
        ids: of every fact of the chart, None where one has none; so a fact that could
            not be read is still known to be there.
        zone: None where the chart does not say it; then nothing is compared with now.
        on_record: ids of facts that were recorded before, of which words are not judged anew.
    """

    ids: Sequence[str | None]
    protocol: Protocol
    zone: ZoneInfo | None
    now: Minute
    on_record: Container[str] = frozenset()


def faults_of(facts: Iterable[Fact], between: Between) -> Iterator[PlacedFault]:
    """Every fault between the facts that could be read, and in each of them."""
    first: dict[str, int] = {}
    yield from _repeated_ids(between.ids, first)
    corrected: dict[str, str] = {}
    for fact in facts:
        found = (
            *_correction_faults(fact, first, corrected),
            *_fact_faults(fact, between.protocol),
            *(
                ()
                if fact.id in between.on_record
                else _unknown_words(fact, between.protocol.vocabulary)
            ),
            *_future(fact, between),
        )
        yield from ((fact.index, fault) for fault in found)


def _at(fact: Fact, field: str) -> str:
    return f"facts[{fact.index}].{field}"


def _repeated_ids(ids: Iterable[str | None], first: dict[str, int]) -> Iterator[PlacedFault]:
    """Each second use of an id; fills in where each was used first."""
    for index, name in enumerate(ids):
        if name is None:
            continue
        if name in first:
            reason = DuplicateId(word=shown(name), first=first[name])
            yield index, Fault(f"facts[{index}].id", reason)
        first.setdefault(name, index)


def _correction_faults(
    fact: Fact, first: Mapping[str, int], corrected: dict[str, str]
) -> Iterator[Fault]:
    if fact.corrects is None:
        return
    if reason := _correction_fault(fact, fact.corrects, first, corrected):
        yield Fault(_at(fact, "corrects"), reason)
    corrected.setdefault(fact.corrects, fact.id)


def _correction_fault(
    fact: Fact, corrects: str, first: Mapping[str, int], corrected: Mapping[str, str]
) -> FaultReason | None:
    if corrects == fact.id:
        return ChartFlaw.CORRECTS_ITSELF
    if corrects not in first:
        return CorrectsNothing(word=corrects)
    if first[corrects] > fact.index:
        return CorrectsLater(word=corrects)
    if corrects in corrected:
        return CorrectedAlready(word=corrects, by=corrected[corrects])
    return None


def _fact_faults(fact: Fact, protocol: Protocol) -> Iterator[Fault]:
    if isinstance(fact, StepFact):
        yield from _step_faults(fact, protocol)
    elif isinstance(fact, DrugFact | RadiotherapyFact):
        yield from _course_faults(fact)
    elif isinstance(fact, EventFact):
        yield from _event_faults(fact, protocol)


def _step_faults(fact: StepFact, protocol: Protocol) -> Iterator[Fault]:
    if fact.step in protocol.step_by_id:
        return
    reason = StepUnknown(
        word=shown(fact.step),
        protocol=protocol.id,
        known=tuple(protocol.order),
        near=nearest(fact.step, protocol.order),
    )
    yield Fault(_at(fact, "step"), reason)


def _course_faults(fact: DrugFact | RadiotherapyFact) -> Iterator[Fault]:
    if fact.ongoing and fact.last is not None:
        yield Fault(_at(fact, "ongoing"), ChartFlaw.ONGOING_WITH_LAST)
    if not fact.ongoing and fact.last is None:
        yield Fault(_at(fact, "last"), ChartFlaw.LAST_MISSING)
    if fact.first and fact.last and fact.first.earliest > fact.last.latest:
        yield Fault(_at(fact, "last"), ChartFlaw.LAST_BEFORE_FIRST)


def _unknown_words(fact: Fact, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Words that no rule reads: another, or `other`, is to be recorded."""
    if isinstance(fact, DrugFact) and fact.unread_route is not None:
        near = near_route(fact.unread_route, vocabulary)
        known = tuple(route.id for route in vocabulary.route)
        reason = RouteUnknown(word=shown(fact.unread_route), known=known, near=near)
        yield Fault(_at(fact, "route"), reason)


def _event_faults(fact: EventFact, protocol: Protocol) -> Iterator[Fault]:
    if fact.event in protocol.known_events:
        return
    near = get_close_matches(fact.event, protocol.known_events, n=1, cutoff=_LIKELY_TYPO)
    if near:
        yield Fault(_at(fact, "event"), EventUnknown(word=fact.event, near=near[0]))


def _future(fact: Fact, between: Between) -> Iterator[Fault]:
    claimed = _claimed(fact)
    if claimed is None or between.zone is None:
        return
    field, at = claimed
    if at.earliest > between.now:
        now, may_be_booked = iso(between.now, between.zone), isinstance(fact, StepFact)
        yield Fault(_at(fact, field), LiesInFuture(now=now, may_be_booked=may_be_booked))


def _claimed(fact: Fact) -> tuple[str, Span] | None:
    """The field that says when something happened; a plan claims nothing.

    A course with a first and a last day to come is a plan as a whole, as its last day alone is;
    one that goes on claims to have begun.
    """
    if isinstance(fact, StepFact):
        return None if fact.mark in {StepMark.BOOKED, StepMark.CANCELLED} else ("at", fact.at)
    if isinstance(fact, TestFact | EventFact | MeasurementFact | FindingFact):
        return ("at", fact.at)
    if fact.ongoing and fact.first is not None:
        return ("first", fact.first)
    return None
