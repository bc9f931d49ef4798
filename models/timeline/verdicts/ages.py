"""The age at the step at which the entry asks for it."""

from models.chart.chart import Chart
from models.chart.corrections.constants import DaysOfBirth
from models.moments import Span
from models.protocol.criteria import Age
from models.reasons.questions.times import BirthDayAsked, StepDayAsked
from models.reasons.stated import stated
from models.reasons.verdicts.criteria import AgeJudged, AgeUnrecorded
from models.timeline.readings.ages import Days, at_least, at_most, days_of
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue

_ALLOWS = {VerdictValue.MET: True, VerdictValue.VIOLATION: False}


def age_verdict(age: Age, chart: Chart, judged: Span | None) -> Verdict:
    """Not applicable where the birth date or the step's date is not known."""
    born, days = chart.born, None if judged is None else days_of(judged, chart.zone)
    value = VerdictValue.NOT_APPLICABLE if born is None or days is None else _value(age, born, days)
    asks = _day_asked(age, born) if value is VerdictValue.INDETERMINATE else None
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


def _value(age: Age, born: DaysOfBirth, days: Days) -> VerdictValue:
    old_enough = at_least(age.from_years, born, days)
    young_enough = at_most(age.to_years, born, days)
    if old_enough == young_enough == {True}:
        return VerdictValue.MET
    surely_not = {False} in (old_enough, young_enough)
    return VerdictValue.VIOLATION if surely_not else VerdictValue.INDETERMINATE


def _day_asked(age: Age, born: DaysOfBirth | None) -> StepDayAsked | BirthDayAsked:
    """The day of the step where that of birth is known, and otherwise that."""
    exact = born is not None and born.first == born.last
    return StepDayAsked(step=age.step) if exact else BirthDayAsked()


def _reason(
    age: Age, value: VerdictValue, asks: StepDayAsked | BirthDayAsked | None
) -> AgeJudged | AgeUnrecorded:
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
