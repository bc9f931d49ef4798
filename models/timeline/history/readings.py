"""What a chart says of one measure or finding: the last values on record, exactly compared.

A value that cannot be compared, for want of a unit, a limit or a weight, stays unknown and
names the one fact to ask for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from models.chart.drugs import load_catalogue
from models.chart.facts import Chart, DrugFact, FindingFact, MeasurementFact
from models.moments import Minute, Span, local_day
from models.protocol import Protocol
from models.protocol.conditions import Measure
from models.reasons.questions.results import ValueWanted, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value as a limit is compared with it.

    Attributes:
        about: the id of the measure or finding.
        value: in the limit's own unit or multiple, or whether a finding is present; None
            where it cannot be compared, and then `ask` says why.
        recorded: the value as it was written down, with its unit.
    """

    about: str
    fact: str
    at: Span
    value: Fraction | bool | None
    recorded: tuple[Fraction, str] | None = None
    ask: ValueWanted | None = None


Dated = TypeVar("Dated", FindingFact, MeasurementFact)


@dataclass(frozen=True)
class Values:
    """The values of one chart that count until a moment.

    Attributes:
        until: what certainly came after it does not count; None where all count.
    """

    chart: Chart
    protocol: Protocol
    until: Minute | None

    def measured(self, measure: Measure) -> tuple[MeasurementFact, ...]:
        """The last on record; several where no telling which of them came last."""
        return _last([f for f in self.measurements if f.measure in measure.names])

    def found(self, finding: str) -> tuple[Reading, ...]:
        """What was last said of a finding; a drug that says yes cannot be unsaid."""
        names = self.protocol.finding_by_id[finding].names
        given = self._given(self.protocol.finding_by_id[finding].drug_classes)
        if given:
            return tuple(_of_drug(finding, fact, at) for fact, at in given)
        said = _last([fact for fact in self.findings if fact.finding in names])
        return tuple(_of_finding(finding, fact) for fact in said)

    @cached_property
    def measurements(self) -> tuple[MeasurementFact, ...]:
        """Those that may have been made in time."""
        return tuple(fact for fact in self.chart.measurements if self._counts(fact.at))

    @cached_property
    def findings(self) -> tuple[FindingFact, ...]:
        """Those that may have been made in time."""
        return tuple(fact for fact in self.chart.findings if self._counts(fact.at))

    def _given(self, drug_classes: tuple[str, ...]) -> tuple[tuple[DrugFact, Span], ...]:
        """Drugs of some classes that were given on an earlier day than the last that counts."""
        catalogue, named = load_catalogue(), frozenset(drug_classes)
        return tuple(
            (fact, at)
            for fact in self.chart.drugs
            if named
            and (at := fact.last or fact.first) is not None
            and any(drug.classes & named for drug in catalogue.read(fact.drug).drugs)
            and self._is_earlier(fact.first or at)
        )

    def _is_earlier(self, at: Span) -> bool:
        """What was given on the day itself is what the day was for."""
        if self.until is None:
            return True
        zone = self.chart.zone
        return local_day(at.latest, zone) < local_day(self.until, zone)

    def _counts(self, at: Span) -> bool:
        return self.until is None or at.earliest <= self.until


def _last(facts: Sequence[Dated]) -> tuple[Dated, ...]:
    begun = max((fact.at.earliest for fact in facts), default=0)
    return tuple(fact for fact in facts if fact.at.latest >= begun)


def _of_finding(finding: str, fact: FindingFact) -> Reading:
    ask = (
        ValueWanted(wanted=Wanted.KNOWN, about=finding, fact=fact.id)
        if fact.present is None
        else None
    )
    return Reading(about=finding, fact=fact.id, at=fact.at, value=fact.present, ask=ask)


def _of_drug(finding: str, fact: DrugFact, at: Span) -> Reading:
    return Reading(about=finding, fact=fact.id, at=at, value=True)


def readings_of(measure: Measure, times: str | None, values: Values) -> Iterator[Reading]:
    """Each last value of a measure that has no formula, ready to be compared."""
    for fact in values.measured(measure):
        value, ask = _multiple(measure, times, fact) if times else in_unit(measure, fact)
        yield Reading(
            about=measure.id,
            fact=fact.id,
            at=fact.at,
            value=value,
            recorded=(fact.value, fact.unit),
            ask=ask,
        )


def _multiple(
    measure: Measure, times: str, fact: MeasurementFact
) -> tuple[Fraction | None, ValueWanted | None]:
    limit = fact.uln if times == "uln" else fact.llod
    if plain(fact.unit) in {f"x{times}", f"×{times}", times}:
        return fact.value, None  # recorded as the multiple itself
    if limit is None:
        return None, ValueWanted(wanted=Wanted(times), about=measure.id, fact=fact.id)
    return fact.value / limit, None


def in_unit(measure: Measure, fact: MeasurementFact) -> tuple[Fraction | None, ValueWanted | None]:
    """The value in the measure's own unit; unknown where it was recorded in none that we know."""
    if not measure.units:
        return fact.value, None
    factor = measure.units.get(plain(fact.unit))
    if factor is None:
        return None, ValueWanted(wanted=Wanted.UNIT, about=measure.id, fact=fact.id)
    return fact.value / factor, None


def plain(unit: str) -> str:
    """A unit in small letters without spaces; both signs for micro are written u."""
    return unit.lower().replace(" ", "").replace("\u00b5", "u").replace("\u03bc", "u")


def last_said(finding: str | None, chart: Chart) -> FindingFact | None:
    """What was last said of a finding, in whatever order it was recorded; None if nothing."""
    said = [fact for fact in chart.findings if fact.finding == finding]
    return max(said, key=lambda fact: (fact.at.latest, fact.index), default=None)
