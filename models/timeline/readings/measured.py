"""Each last value of a measure as its limit counts it: in its own unit, or as a multiple."""

from collections.abc import Iterator
from fractions import Fraction

from models.chart.facts import MeasurementFact
from models.protocol.conditions import Measure
from models.protocol.possible import is_multiple, plain_unit
from models.reasons.questions.results import ValueWanted, Wanted
from models.timeline.readings.readings import Reading, Values


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
    if _is_impossible(measure, fact):
        return None, ValueWanted(wanted=Wanted.VALUE, about=measure.id, fact=fact.id)
    if is_multiple(fact.unit, times):
        return fact.value, None  # recorded as the multiple itself
    if not measure.knows(fact.unit):
        return None, ValueWanted(wanted=Wanted.UNIT, about=measure.id, fact=fact.id)
    limit = _possible_uln(measure, fact) if times == "uln" else fact.llod
    if limit is None:
        return None, ValueWanted(wanted=Wanted(times), about=measure.id, fact=fact.id)
    return fact.value / limit, None


def in_unit(measure: Measure, fact: MeasurementFact) -> tuple[Fraction | None, ValueWanted | None]:
    """The value in the measure's own unit; unknown where it was recorded in none that we know."""
    if _is_impossible(measure, fact):
        return None, ValueWanted(wanted=Wanted.VALUE, about=measure.id, fact=fact.id)
    factor = measure.units.get(plain_unit(fact.unit)) if measure.units else Fraction(1)
    if factor is None or not measure.knows(fact.unit):
        return None, ValueWanted(wanted=Wanted.UNIT, about=measure.id, fact=fact.id)
    return fact.value / factor, None


def _is_impossible(measure: Measure, fact: MeasurementFact) -> bool:
    """A value on record that no body can have: a digit or the unit is wrong."""
    within = measure.range_in(fact.unit)
    return within is not None and fact.value not in within


def _possible_uln(measure: Measure, fact: MeasurementFact) -> Fraction | None:
    within = measure.range_of_uln_in(fact.unit)
    impossible = within is not None and fact.uln is not None and fact.uln not in within
    return None if impossible else fact.uln
