"""What a chart says of one measure or finding: the last values on record, exactly compared.

A value that cannot be compared, for want of a unit, a limit or a weight, stays unknown and
names the one fact to ask for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from models.chart.catalogue.drugs import load_catalogue
from models.chart.chart import Chart
from models.chart.facts import DrugFact, EventFact, FindingFact, MeasurementFact
from models.moments import Minute, Span, local_day
from models.protocol import Protocol
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.arithmetic.shifts import last_day_within
from models.protocol.conditions import FindingName, Measure
from models.reasons.questions.results import ValueWanted, Wanted
from models.timeline.readings.ages import Days, days_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value as a limit is compared with it.

    Attributes:
        about: the id of the measure or finding.
        fact: None of what the chart's own head says.
        value: in the limit's own unit or multiple, or whether a finding is present; None
            where it cannot be compared, and then `ask` says why.
        recorded: the value as it was written down, with its unit.
        stated: somebody answered yes or no; a drug or an event says it by itself.
    """

    about: str
    fact: str | None
    at: Span
    value: Fraction | bool | None
    recorded: tuple[Fraction, str] | None = None
    ask: ValueWanted | None = None
    stated: bool = False


Dated = TypeVar("Dated", FindingFact, MeasurementFact, Reading)


@dataclass(frozen=True)
class Values:
    """The values of one chart that count until a moment.

    Attributes:
        until: what certainly came after it does not count; None where all count.
        judged: when the step is, was or would be that asks for them; None where it has no date.
    """

    chart: Chart
    protocol: Protocol
    until: Minute | None
    judged: Span | None = None

    def measured(self, measure: Measure) -> tuple[MeasurementFact, ...]:
        """The last on record; several where no telling which of them came last."""
        return last_of([f for f in self.measurements if f.measure in measure.names])

    def found(self, finding: str) -> tuple[Reading, ...]:
        """What was last said of a finding; all that ever was, of what counts for life.

        A drug or an event that says yes cannot be unsaid.
        """
        named = self.protocol.finding_by_id[finding]
        given = tuple(self._given(named))
        said = [_of_finding(finding, fact) for fact in self.findings if fact.finding in named.names]
        if named.for_life:
            return (*given, *said)
        return given or last_of(said)

    def measured_as(self, reading: Reading) -> str | None:
        """The measure that its record names; None of what is no measurement."""
        names = (fact.measure for fact in self.measurements if fact.id == reading.fact)
        measured = next(names, None)
        known = (one.id for one in self.protocol.measure if measured in one.names)
        return next(known, None) if measured else None

    def is_for_life(self, finding: str | None) -> bool:
        """Whether a yes is remembered, whatever is said later."""
        named = self.protocol.finding_by_id.get(finding or "")
        return named is not None and named.for_life

    def is_older_than(self, max_age: Quantity, reading: Reading) -> bool:
        """Whether it may be too old for the step that asks for it; the last day is included."""
        if self.judged is None:
            return False
        if max_age.elapsed:
            return self.judged.latest > reading.at.earliest + max_age.minutes
        last = last_day_within(self._days(reading).first, max_age)
        return local_day(self.judged.latest, self.chart.zone) > last

    def is_on_a_later_day(self, reading: Reading, other: Reading) -> bool:
        """Whether it certainly is."""
        return self._days(reading).first > self._days(other).last

    def may_be_on_a_later_day(self, reading: Reading, other: Reading) -> bool:
        """Whether it is for some of the days that are left open."""
        return self._days(reading).last > self._days(other).first

    def may_be_of_one_day(self, reading: Reading, other: Reading) -> bool:
        """Whether no telling which of two came last, by their days."""
        one, two = self._days(reading), self._days(other)
        return one.first <= two.last and two.first <= one.last

    def _days(self, reading: Reading) -> Days:
        return days_of(reading.at, self.chart.zone)

    @cached_property
    def measurements(self) -> tuple[MeasurementFact, ...]:
        """Those that may have been made in time."""
        return tuple(fact for fact in self.chart.measurements if self._counts(fact.at))

    @cached_property
    def findings(self) -> tuple[FindingFact, ...]:
        """Those that may have been made in time."""
        return tuple(fact for fact in self.chart.findings if self._counts(fact.at))

    def _given(self, named: FindingName) -> Iterator[Reading]:
        """Drugs and events that say yes, of an earlier day than the last that counts."""
        for drug, at in self._drugs_of(frozenset(named.drug_classes)):
            yield _of_drug(named.id, drug, at)
        for event in self.chart.events:
            if event.event in named.events and self._is_earlier(event.at):
                yield _of_event(named.id, event, value=True)
            elif event.event in named.perhaps_events and self._is_earlier(event.at):
                yield _of_event(named.id, event, value=None)

    def _drugs_of(self, classes: frozenset[str]) -> Iterator[tuple[DrugFact, Span]]:
        if not classes or not self.chart.drugs:
            return
        catalogue = load_catalogue()
        for fact in self.chart.drugs:
            at = fact.last or fact.first
            if at is None or not self._is_earlier(fact.first or at):
                continue
            if any(drug.classes & classes for drug in catalogue.read(fact.drug).drugs):
                yield fact, at

    def _is_earlier(self, at: Span) -> bool:
        """What was given on the day itself is what the day was for."""
        if self.until is None:
            return True
        zone = self.chart.zone
        return local_day(at.latest, zone) < local_day(self.until, zone)

    def _counts(self, at: Span) -> bool:
        return self.until is None or at.earliest <= self.until


def last_of(dated: Sequence[Dated]) -> tuple[Dated, ...]:
    """The newest; several where no telling which of them came last."""
    begun = max((one.at.earliest for one in dated), default=0)
    return tuple(one for one in dated if one.at.latest >= begun)


def _of_finding(finding: str, fact: FindingFact) -> Reading:
    ask = _known(finding, fact.id) if fact.present is None else None
    return Reading(
        about=finding, fact=fact.id, at=fact.at, value=fact.present, ask=ask, stated=True
    )


def _known(finding: str, fact: str) -> ValueWanted:
    return ValueWanted(wanted=Wanted.KNOWN, about=finding, fact=fact)


def _of_drug(finding: str, fact: DrugFact, at: Span) -> Reading:
    return Reading(about=finding, fact=fact.id, at=at, value=True)


def _of_event(finding: str, fact: EventFact, *, value: bool | None) -> Reading:
    """What an event says of a finding; None where it only may say yes."""
    ask = _known(finding, fact.id) if value is None else None
    return Reading(about=finding, fact=fact.id, at=fact.at, value=value, ask=ask)


def last_said(finding: str | None, chart: Chart, protocol: Protocol) -> FindingFact | None:
    """What the newest evidence says of a finding, in whatever order it was recorded.

    A yes of what counts for life is not unsaid by a later no. Where no telling which came
    last, and two do not say the same, it is not known. None if nothing was said.
    """
    said = [fact for fact in chart.findings if fact.finding == finding]
    named = protocol.finding_by_id.get(finding or "")
    for_life = named is not None and named.for_life
    counting = _remembered(said, chart) if for_life else ()
    counting = counting or last_of(said)
    newest = max(counting, key=lambda fact: (fact.at.latest, fact.index), default=None)
    if newest is None or len({fact.present for fact in counting}) == 1:
        return newest
    return replace(newest, present=None)


def _remembered(said: Sequence[FindingFact], chart: Chart) -> tuple[FindingFact, ...]:
    """Each yes, but where a no that may be of the same day says that one of the two is a slip."""
    denied = [days_of(fact.at, chart.zone) for fact in said if fact.present is False]
    sure = (fact for fact in said if fact.present)
    return tuple(fact for fact in sure if not _meets(days_of(fact.at, chart.zone), denied))


def _meets(days: Days, others: Sequence[Days]) -> bool:
    return any(days.first <= other.last and other.first <= days.last for other in others)
