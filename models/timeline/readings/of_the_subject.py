"""Weight and age as a condition reads them: what a chart says once of its subject."""

from collections.abc import Iterator
from fractions import Fraction

from models.moments import Span
from models.protocol.conditions import Measure
from models.reasons.questions.results import ValueWanted, Wanted
from models.timeline.readings.ages import completed_years, days_of
from models.timeline.readings.readings import Reading, Values


def weight_of(measure: Measure, values: Values) -> Iterator[Reading]:
    """As it was recorded last, unless it was measured; one that no body has is asked for again."""
    chart, judged = values.chart, values.judged
    if chart.weight_kg is None or judged is None or values.measured(measure):
        return
    within = values.protocol.constants.get("weight_kg")
    can_be = within is None or chart.weight_kg in within
    ask = None if can_be else ValueWanted(wanted=Wanted.WEIGHT, about=measure.id)
    value = chart.weight_kg if can_be else None
    yield Reading(about=measure.id, fact=None, at=judged, value=value, ask=ask)


def age_of(measure: Measure, values: Values) -> Iterator[Reading]:
    """In completed years on the day of the step; asked where that day or birth decides it."""
    born, judged = values.chart.born, values.judged
    if born is None or judged is None:
        return
    years = completed_years(born, days_of(judged, values.chart.zone))
    if len(years) == 1:
        yield _aged(measure, judged, Fraction(years.pop()), None)
    else:
        yield _aged(measure, judged, None, ValueWanted(wanted=Wanted.BORN, about=measure.id))


def _aged(
    measure: Measure, judged: Span, years: Fraction | None, ask: ValueWanted | None
) -> Reading:
    return Reading(about=measure.id, fact=None, at=judged, value=years, ask=ask)
