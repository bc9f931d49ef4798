"""Values that nobody measures and the entry names by their formula, worked out exactly.

Cockcroft and Gault: (140 − age) × kg ÷ (72 × creatinine in mg/dL), × 0.85 for a woman.
Bazett: QT ÷ √RR, RR in seconds (NCT04684147 exclusion 12c, "QTcB=QT/RR1/2").
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import isqrt

from models.chart.chart import Chart
from models.chart.facts import MeasurementFact
from models.protocol.conditions import Measure
from models.reasons.questions.results import ValueWanted, Wanted
from models.timeline.readings.ages import days_of, oldest_on
from models.timeline.readings.measured import in_unit, readings_of
from models.timeline.readings.of_the_subject import age_of, weight_of
from models.timeline.readings.readings import Reading, Values

_WOMAN = Fraction(85, 100)
_DIGITS = 10**12  # of a root that is no fraction; a limit is never one of those


def worked_out(measure: Measure, values: Values) -> Iterator[Reading]:
    """Each value of a measure as it follows from what was recorded; none where nothing was."""
    if measure.formula == "cockcroft_gault":
        yield from _clearances(measure, values)
    elif measure.formula == "bazett":
        yield from _corrected_intervals(measure, values)
    elif measure.formula == "weight":
        yield from weight_of(measure, values)
    elif measure.formula == "age":
        yield from age_of(measure, values)


def _clearances(measure: Measure, values: Values) -> Iterator[Reading]:
    chart = values.chart
    for creatinine in readings_of(values.protocol.measure_by_id["creatinine"], None, values):
        reading = replace(creatinine, about=measure.id, recorded=None)
        milligrams = creatinine.value
        if milligrams is None:
            yield creatinine
        elif not milligrams:
            yield _asking(
                creatinine, ValueWanted(wanted=Wanted.VALUE, about="creatinine", fact=reading.fact)
            )
        elif chart.weight_kg is None or not _can_weigh(chart.weight_kg, values):
            yield _asking(creatinine, ValueWanted(wanted=Wanted.WEIGHT, about=measure.id))
        elif not (ages := _ages_at(reading, chart)):
            yield _asking(creatinine, ValueWanted(wanted=Wanted.BORN, about=measure.id))
        else:
            for age in ages:
                whole = (140 - age) * chart.weight_kg / (72 * milligrams)
                yield replace(reading, value=whole * (_WOMAN if chart.sex == "female" else 1))


def _can_weigh(kilograms: Fraction, values: Values) -> bool:
    within = values.protocol.constants.get("weight_kg")
    return within is None or kilograms in within


def _ages_at(reading: Reading, chart: Chart) -> list[int]:
    """In completed years, on the first and the last day on which it may have been measured.

    Empty where no birth date is known that is exact enough.
    """
    born = chart.born
    if born is None:
        return []
    days = days_of(reading.at, chart.zone)
    ages = {oldest_on(day, on) for day in (born.first, born.last) for on in (days.first, days.last)}
    return sorted(ages) if len(ages) == 1 or born.first == born.last else []


def _corrected_intervals(measure: Measure, values: Values) -> Iterator[Reading]:
    for interval in readings_of(values.protocol.measure_by_id["qt"], None, values):
        if interval.value is None:
            yield interval
        else:
            yield from _corrected(
                replace(interval, about=measure.id), Fraction(interval.value), values
            )


def _corrected(reading: Reading, interval: Fraction, values: Values) -> Iterator[Reading]:
    """By each rate that may be of the same electrocardiogram."""
    rates = tuple(_seconds_between_beats(reading, values))
    if not rates:
        ask = ValueWanted(wanted=Wanted.RATE, about=reading.about, fact=reading.fact)
        yield _asking(replace(reading, about="qt"), ask)
    for seconds in rates:
        yield replace(reading, recorded=None, value=_root(interval**2 / seconds))


def _seconds_between_beats(interval: Reading, values: Values) -> Iterator[Fraction]:
    """Each RR that may be of the same electrocardiogram, measured or from the heart rate."""
    for name, over in (("rr", Fraction(1, 1000)), ("heart_rate", None)):
        measure = values.protocol.measure_by_id[name]
        for fact in values.measurements:
            if fact.measure in measure.names and _same_time(fact, interval):
                value, _ = in_unit(measure, fact)
                if value:
                    yield value * over if over else 60 / value


def _same_time(fact: MeasurementFact, interval: Reading) -> bool:
    return fact.at.earliest <= interval.at.latest and interval.at.earliest <= fact.at.latest


def _root(square: Fraction) -> Fraction:
    """The root, exact where it is a fraction, else to twelve digits."""
    above, below = isqrt(square.numerator), isqrt(square.denominator)
    if above**2 == square.numerator and below**2 == square.denominator:
        return Fraction(above, below)
    return Fraction(isqrt(int(square * _DIGITS**2)), _DIGITS)


def _asking(reading: Reading, ask: ValueWanted) -> Reading:
    """What was measured, from which nothing follows before the answer."""
    return replace(reading, value=None, ask=ask)
