"""What a chart says of one measure or finding: the last values on record, exactly compared.

A value that cannot be compared, for want of a unit, a limit or a weight, stays unknown and
names the one fact to ask for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from models.chart.facts import Chart, FindingFact, MeasurementFact
from models.moments import Minute, Span
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
        """What was last said of a finding."""
        names = self.protocol.finding_by_id[finding].names
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
