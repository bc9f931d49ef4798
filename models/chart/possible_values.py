"""Values that no body can have: refused where they are typed, as the unit or a digit is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from models.chart.corrections.constants import ConstantFact
from models.chart.facts import Entry, MeasurementFact
from models.errors import Fault
from models.protocol import Protocol
from models.protocol.possible import Range
from models.reasons.refusals.charts import ValueImpossible
from models.reasons.refusals.refusal import shown


def impossible_values(entry: Entry, protocol: Protocol) -> Iterator[Fault]:
    """Each field whose number cannot be right in its unit."""
    for number in _numbers(entry, protocol):
        if number.within is not None and number.value not in number.within:
            yield Fault(f"facts[{entry.index}].{number.field}", _reason(number))


@dataclass(frozen=True, slots=True)
class _Number:
    """One number of a fact, and what it can be; None where nothing is said of that."""

    field: str
    value: Fraction
    within: Range | None
    name: str
    unit: str


def _numbers(entry: Entry, protocol: Protocol) -> Iterator[_Number]:
    if isinstance(entry, ConstantFact) and isinstance(entry.value, Fraction):
        within = protocol.constants.get(entry.constant)
        yield _Number("value", entry.value, within, entry.constant, "")
    if not isinstance(entry, MeasurementFact):
        return
    measure, unit = protocol.measure_by_id.get(entry.measure), entry.unit
    if measure is not None:
        yield _Number("value", entry.value, measure.range_in(unit), measure.id, unit)
        upper = measure.range_of_uln_in(unit)
        if entry.uln is not None:
            yield _Number("uln", entry.uln, upper, measure.id, unit)


def _reason(number: _Number) -> ValueImpossible:
    within = number.within or Range(least=number.value, most=number.value)
    return ValueImpossible(
        value=number.value,
        unit=shown(number.unit),
        name=number.name,
        least=within.least,
        most=within.most,
    )
