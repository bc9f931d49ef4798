"""The age at the step at which the entry asks for it."""

from datetime import date

from models.chart.facts import Chart
from models.moments import Span, local_day
from models.protocol.criteria import Age
from models.reasons.questions.times import StepDayAsked
from models.reasons.stated import stated
from models.reasons.verdicts.criteria import AgeJudged, AgeUnrecorded
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue

_ALLOWS = {VerdictValue.MET: True, VerdictValue.VIOLATION: False}


def age_verdict(age: Age, chart: Chart, judged: Span | None) -> Verdict:
    """Not applicable where the birth date or the step's date is not known."""
    years = years_at(chart.born, judged, chart) if chart.born and judged else None
    value = VerdictValue.NOT_APPLICABLE if years is None else _value(age, years)
    asks = StepDayAsked(step=age.step) if value is VerdictValue.INDETERMINATE else None
    return Verdict(
        rule=age.rule,
        step=age.step,
        fact=None,
        value=value,
        reason=_reason(age, value, asks),
        asks=asks,
        judged_at=judged,
        site_default=age.site_default,
    )


def years_at(born: date, judged: Span, chart: Chart) -> tuple[int, int]:
    """Completed years on the first and on the last day that the step may be on."""
    days = (local_day(judged.earliest, chart.zone), local_day(judged.latest, chart.zone))
    first, last = (
        day.year - born.year - ((day.month, day.day) < (born.month, born.day)) for day in days
    )
    return first, last


def _value(age: Age, years: tuple[int, int]) -> VerdictValue:
    within = {age.from_years <= number <= age.to_years for number in years}
    if len(within) > 1:
        return VerdictValue.INDETERMINATE
    return VerdictValue.MET if True in within else VerdictValue.VIOLATION


def _reason(age: Age, value: VerdictValue, asks: StepDayAsked | None) -> AgeJudged | AgeUnrecorded:
    told, years = stated(age), (age.from_years, age.to_years)
    if value is VerdictValue.NOT_APPLICABLE:
        return AgeUnrecorded(stated=told, step=age.step, from_years=years[0], to_years=years[1])
    return AgeJudged(
        stated=told,
        step=age.step,
        from_years=years[0],
        to_years=years[1],
        allows=_ALLOWS.get(value),
        asks=asks,
    )
