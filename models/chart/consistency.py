"""What one fact, or several together, cannot say: found after every field has been read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from models.chart.chart import change_of
from models.chart.corrections.changes import Changes
from models.chart.corrections.constants import SITE, ConstantFact, DaysOfBirth
from models.chart.corrections.faults import (
    PlacedFault,
    change_faults,
    repeated_ids,
    restored_beside_another,
)
from models.chart.facts import DrugFact, Entry, RadiotherapyFact, StepFact, StepMark, TestFact
from models.chart.possible_values import impossible_values
from models.chart.unknown_words import unknown_words
from models.errors import Fault
from models.moments import Minute, Span, iso, local_day
from models.protocol import Protocol
from models.reasons.refusals.charts import (
    ChartFlaw,
    SiteUnknown,
    StepUnknown,
)
from models.reasons.refusals.refusal import nearest, shown
from models.reasons.refusals.times import BornLater, LiesInFuture


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What facts are held against.

    Attributes:
        ids: of every fact of the chart, None where one has none; so a fact that could
            not be read is still known to be there.
        zone: None where the chart does not say it; then nothing is compared with now.
        on_record: how many of the facts, the first ones, are recorded already.
    """

    ids: Sequence[str | None]
    protocol: Protocol
    zone: ZoneInfo | None
    now: Minute
    on_record: int = 0


def faults_of(entries: Iterable[Entry], between: Between) -> Iterator[PlacedFault]:
    """Every fault between the facts that could be read, and in each of them."""
    first: dict[str, int] = {}
    yield from repeated_ids(between.ids, first)
    changes = Changes()
    for entry in entries:
        strict = entry.index >= between.on_record
        found = (
            *change_faults(entry, first, changes, strict=strict),
            *_fact_faults(entry, between),
            *(_unreadable(entry, between.protocol) if strict else ()),
            *_future(entry, between),
        )
        changes.add(change_of(entry))
        found += tuple(restored_beside_another(entry, changes))
        yield from ((entry.index, fault) for fault in found)


def _at(fact: Entry, field: str) -> str:
    return f"facts[{fact.index}].{field}"


def _fact_faults(entry: Entry, between: Between) -> Iterator[Fault]:
    protocol = between.protocol
    match entry:
        case StepFact():
            yield from _step_faults(entry, protocol)
        case DrugFact() | RadiotherapyFact():
            yield from _course_faults(entry)
        case TestFact():
            yield from _report_faults(entry)
        case ConstantFact():
            yield from _constant_faults(entry, between)


def _report_faults(fact: TestFact) -> Iterator[Fault]:
    if fact.reported is None:
        return
    if fact.result == "pending":
        yield Fault(_at(fact, "reported"), ChartFlaw.REPORTED_WHILE_PENDING)
    elif fact.reported.latest < fact.at.earliest:
        yield Fault(_at(fact, "reported"), ChartFlaw.REPORTED_BEFORE_SAMPLE)


def _constant_faults(fact: ConstantFact, between: Between) -> Iterator[Fault]:
    sites = between.protocol.sites
    if fact.constant == SITE and fact.value not in sites:
        unknown = SiteUnknown(word=shown(str(fact.value)), first=min(sites), last=max(sites))
        yield Fault(_at(fact, "value"), unknown)
    if isinstance(fact.value, DaysOfBirth) and between.zone is not None:
        today = local_day(between.now, between.zone)
        if fact.value.first > today:
            yield Fault(_at(fact, "value"), BornLater(today=today.isoformat()))


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


def _unreadable(fact: Entry, protocol: Protocol) -> Iterator[Fault]:
    """What is refused where it is typed; on record it is asked about instead."""
    yield from unknown_words(fact, protocol)
    yield from impossible_values(fact, protocol)


def _future(fact: Entry, between: Between) -> Iterator[Fault]:
    """A span of which some minute is past may have happened."""
    if between.zone is None:
        return
    for field, at in _claimed(fact):
        if at.earliest > between.now:
            now, may_be_booked = iso(between.now, between.zone), isinstance(fact, StepFact)
            yield Fault(_at(fact, field), LiesInFuture(now=now, may_be_booked=may_be_booked))


def _claimed(fact: Entry) -> Iterator[tuple[str, Span]]:
    """The fields that say when something happened; a plan claims nothing.

    A course with a first and a last day to come is a plan as a whole, as its last day alone is;
    one that goes on claims to have begun.
    """
    if isinstance(fact, DrugFact | RadiotherapyFact):
        if fact.ongoing and fact.first is not None:
            yield "first", fact.first
    elif not isinstance(fact, StepFact) or fact.mark not in {StepMark.BOOKED, StepMark.CANCELLED}:
        yield "at", fact.at
    if isinstance(fact, TestFact) and fact.reported is not None:
        yield "reported", fact.reported
