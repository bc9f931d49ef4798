"""What one fact, or several together, cannot say: found after every field has been read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from models.chart.wording import nearest, quoted
from models.errors import Fault
from models.moments import Minute, Span, iso
from models.protocol import Protocol

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
    """

    ids: Sequence[str | None]
    protocol: Protocol
    zone: ZoneInfo | None
    now: Minute


def faults_of(facts: Iterable[Fact], between: Between) -> Iterator[PlacedFault]:
    """Every fault between the facts that could be read, and in each of them."""
    first: dict[str, int] = {}
    yield from _repeated_ids(between.ids, first)
    corrected: dict[str, str] = {}
    for fact in facts:
        found = (
            *_correction_faults(fact, first, corrected),
            *_fact_faults(fact, between.protocol),
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
            sentence = f"{quoted(name)} is already the id of facts[{first[name]}]; give it its own"
            yield index, Fault(f"facts[{index}].id", sentence)
        first.setdefault(name, index)


def _correction_faults(
    fact: Fact, first: Mapping[str, int], corrected: dict[str, str]
) -> Iterator[Fault]:
    if fact.corrects is None:
        return
    if sentence := _correction_fault(fact, fact.corrects, first, corrected):
        yield Fault(_at(fact, "corrects"), sentence)
    corrected.setdefault(fact.corrects, fact.id)


def _correction_fault(
    fact: Fact, corrects: str, first: Mapping[str, int], corrected: Mapping[str, str]
) -> str | None:
    if corrects == fact.id:
        return "names the fact itself; name the fact that it corrects"
    if corrects not in first:
        return f"“{corrects}” is not a fact of this chart; name the one to correct"
    if first[corrects] > fact.index:
        return f"“{corrects}” is not recorded before this fact; a correction comes after"
    if corrects in corrected:
        later = corrected[corrects]
        return f"“{corrects}” is already corrected by “{later}”; correct “{later}”"
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
    hint = nearest(fact.step, protocol.order, f"use one of {', '.join(protocol.order)}")
    yield Fault(_at(fact, "step"), f"{quoted(fact.step)} is not a step of {protocol.id}; {hint}")


def _course_faults(fact: DrugFact | RadiotherapyFact) -> Iterator[Fault]:
    if fact.ongoing and fact.last is not None:
        yield Fault(_at(fact, "ongoing"), "is true beside a last date; keep one of the two")
    if not fact.ongoing and fact.last is None:
        yield Fault(_at(fact, "last"), "is missing; give the last date, or “ongoing”: true")
    if fact.first and fact.last and fact.first.earliest > fact.last.latest:
        yield Fault(
            _at(fact, "last"),
            "lies before “first”; correct one of the two",
            "早于首次日期；请更正其中之一",
        )


def _event_faults(fact: EventFact, protocol: Protocol) -> Iterator[Fault]:
    if fact.event in protocol.known_events:
        return
    near = get_close_matches(fact.event, protocol.known_events, n=1, cutoff=_LIKELY_TYPO)
    if near:
        sentence = f"“{fact.event}” is not a known event; did you mean “{near[0]}”?"
        yield Fault(_at(fact, "event"), sentence)


def _future(fact: Fact, between: Between) -> Iterator[Fault]:
    claimed = _claimed(fact)
    if claimed is None or between.zone is None:
        return
    field, at = claimed
    if at.earliest > between.now:
        remedy, remedy_zh = "correct it", "请更正"
        if isinstance(fact, StepFact):
            remedy += " or record the step as “booked”"
            remedy_zh += "，或将步骤记录为“已预约”"
        now = iso(between.now, between.zone)
        sentence = f"lies after {now} (now), so it cannot have happened; {remedy}"
        said_zh = f"晚于现在（{now}），不可能已经发生；{remedy_zh}"
        yield Fault(_at(fact, field), sentence, said_zh)


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
