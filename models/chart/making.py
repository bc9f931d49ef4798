"""From the fields of one fact to the fact, with its numbers exact."""

from fractions import Fraction
from functools import singledispatch

from models.chart.corrections.changes import RetractionFact
from models.chart.corrections.constants import ConstantFact, ConstantValue
from models.chart.corrections.fields import (
    BornFields,
    ChildbearingFields,
    ConstantFields,
    RetractionFields,
    SexFields,
    SiteFields,
    WeightFields,
)
from models.chart.facts import (
    Dose,
    DrugFact,
    Entry,
    EventFact,
    FindingFact,
    MeasurementFact,
    OtherTrial,
    RadiotherapyFact,
    StepFact,
    TestFact,
)
from models.chart.fields import (
    DoseFields,
    DrugFields,
    EventFields,
    FactFields,
    FindingFields,
    MeasurementFields,
    OtherTrialFields,
    RadiotherapyFields,
    StepFields,
    TestFields,
)


def _exact(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


@singledispatch
def make_fact(fields: FactFields, index: int) -> Entry:
    """Make the fact that the fields describe; `index` is its place in the chart's list."""
    raise TypeError(type(fields), index)


@make_fact.register
def _(fields: StepFields, index: int) -> Entry:
    return StepFact(
        id=fields.id,
        index=index,
        corrects=fields.corrects,
        step=fields.step,
        mark=fields.state,
        at=fields.at,
    )


@make_fact.register
def _(fields: DrugFields, index: int) -> Entry:
    dose = fields.dose
    return DrugFact(
        id=fields.id,
        index=index,
        corrects=fields.corrects,
        drug=fields.drug,
        purpose=fields.purpose,
        route=fields.route,
        dose=None if dose is None else _dose(dose),
        first=fields.first,
        last=fields.last,
        ongoing=fields.ongoing,
        other_trial=_other_trial(fields.other_trial),
        cumulative_mg_m2=_exact(fields.cumulative_mg_m2),
    )


def _dose(fields: DoseFields) -> Dose:
    return Dose(Fraction(fields.value), fields.unit, fields.times_per_day)


def _other_trial(fields: OtherTrialFields | None) -> OtherTrial | None:
    if fields is None:
        return None
    return OtherTrial(
        marketed=fields.marketed,
        half_life_hours=_exact(fields.half_life_hours),
        half_life_source=fields.half_life_source,
    )


@make_fact.register
def _(fields: RadiotherapyFields, index: int) -> Entry:
    return RadiotherapyFact(
        id=fields.id,
        index=index,
        corrects=fields.corrects,
        field=fields.field,
        first=fields.first,
        last=fields.last,
        ongoing=fields.ongoing,
    )


@make_fact.register
def _(fields: TestFields, index: int) -> Entry:
    return TestFact(
        id=fields.id,
        index=index,
        corrects=fields.corrects,
        test=fields.test,
        at=fields.at,
        result=fields.result,
        specimen=fields.specimen,
        reported=fields.reported,
    )


@make_fact.register
def _(fields: EventFields, index: int) -> Entry:
    return EventFact(
        id=fields.id,
        index=index,
        corrects=fields.corrects,
        event=fields.event,
        at=fields.at,
        severity=fields.severity,
    )


@make_fact.register
def _(fields: MeasurementFields, index: int) -> Entry:
    return MeasurementFact(
        id=fields.id,
        index=index,
        corrects=fields.corrects,
        measure=fields.measure,
        value=Fraction(fields.value),
        unit=fields.unit,
        uln=_exact(fields.uln),
        llod=_exact(fields.llod),
        at=fields.at,
    )


@make_fact.register
def _(fields: FindingFields, index: int) -> Entry:
    return FindingFact(
        id=fields.id,
        index=index,
        corrects=fields.corrects,
        finding=fields.finding,
        present=fields.present,
        at=fields.at,
    )


@make_fact.register
def _(fields: ConstantFields, index: int) -> Entry:
    return ConstantFact(
        id=fields.id,
        index=index,
        corrects=fields.corrects,
        constant=fields.constant,
        value=_value(fields),
        at=fields.at,
    )


def _value(fields: ConstantFields) -> ConstantValue:
    match fields:
        case WeightFields():
            return Fraction(fields.value)
        case SexFields() | ChildbearingFields() | BornFields() | SiteFields():
            return fields.value
    raise TypeError(type(fields))


@make_fact.register
def _(fields: RetractionFields, index: int) -> Entry:
    return RetractionFact(id=fields.id, index=index, corrects=fields.corrects, at=fields.at)
