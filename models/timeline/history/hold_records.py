"""What a chart says for and against a hold: records that raise it, records of the same thing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.chart.chart import Chart
from models.chart.facts import FindingFact, MeasurementFact, TestFact
from models.moments import local_day
from models.protocol import Protocol
from models.protocol.holds import Hold, Trigger
from models.protocol.possible import plain_unit
from models.protocol.vocabulary import WordKind

HoldFact = FindingFact | TestFact | MeasurementFact
"""A record by which a hold can be raised."""

_AWAITED = "pending"


@dataclass(frozen=True, slots=True)
class HoldRecord:
    """One record, as a hold reads it.

    Attributes:
        raises: whether it raises the hold; False where it says the opposite, None where it
            can be read as neither.
    """

    fact: HoldFact
    raises: bool | None


def records_of(trigger: Trigger, chart: Chart, protocol: Protocol) -> Iterator[HoldRecord]:
    """Every record of the thing that a trigger names."""
    if trigger.finding is not None:
        yield from _found(trigger, trigger.finding, chart, protocol)
    elif trigger.test is not None:
        yield from _tested(trigger, chart, protocol)
    elif trigger.measure is not None:
        yield from _measured(trigger, trigger.measure, chart, protocol)


def decisions(hold: Hold, chart: Chart, protocol: Protocol) -> Iterator[FindingFact]:
    """Recorded decisions that end a hold; one that says no, or not known, ends nothing."""
    if hold.decided_by is not None:
        names = protocol.finding_by_id[hold.decided_by].names
        yield from (fact for fact in chart.findings if fact.finding in names and fact.present)


def is_ended_by(decided: Iterable[FindingFact], fact: HoldFact, chart: Chart) -> bool:
    """Whether a decision certainly ends it: one ends all of its own day, and of days before."""
    last = local_day(fact.at.latest, chart.zone)
    return any(last <= local_day(one.at.earliest, chart.zone) for one in decided)


def _found(
    trigger: Trigger, finding: str, chart: Chart, protocol: Protocol
) -> Iterator[HoldRecord]:
    names = protocol.finding_by_id[finding].names
    for fact in chart.findings:
        if fact.finding in names:
            known = fact.present is not None
            yield HoldRecord(fact, fact.present == trigger.present if known else None)


def _tested(trigger: Trigger, chart: Chart, protocol: Protocol) -> Iterator[HoldRecord]:
    for fact in chart.tests:
        if fact.test == trigger.test:
            yield HoldRecord(fact, _result_raises(fact.result, trigger, protocol))


def _result_raises(result: str, trigger: Trigger, protocol: Protocol) -> bool | None:
    """A result that is awaited, or that no word names, says nothing."""
    known = result != _AWAITED and protocol.lexicon.word(WordKind.RESULT, result) is not None
    return result == trigger.result if known else None


def _measured(
    trigger: Trigger, measure: str, chart: Chart, protocol: Protocol
) -> Iterator[HoldRecord]:
    names = protocol.measure_by_id[measure].names
    for fact in chart.measurements:
        if fact.measure in names:
            yield HoldRecord(fact, _value_raises(fact, trigger))
    if trigger.denied_by is not None:
        yield from _denied(trigger.denied_by, chart, protocol)


def _denied(finding: str, chart: Chart, protocol: Protocol) -> Iterator[HoldRecord]:
    """What says in words that a measured value is over; a yes has a trigger of its own."""
    names = protocol.finding_by_id[finding].names
    for fact in chart.findings:
        if fact.finding in names and fact.present is False:
            yield HoldRecord(fact, raises=False)


def has_known_unit(fact: MeasurementFact, trigger: Trigger) -> bool:
    """Whether a trigger has a limit in the unit in which a value is written."""
    return plain_unit(fact.unit) in trigger.at_least


def _value_raises(fact: MeasurementFact, trigger: Trigger) -> bool | None:
    """A value whose unit is not known may raise a hold, and never says the opposite."""
    limit = trigger.at_least.get(plain_unit(fact.unit))
    if limit is None:
        return True if fact.value >= min(trigger.at_least.values()) else None
    return fact.value >= limit
