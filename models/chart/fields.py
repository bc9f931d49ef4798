"""The fields of a chart as the contract names them; an unknown field is refused."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from models.chart.facts import Purpose, StepMark
from models.chart.values import (
    Amount,
    Born,
    Drug,
    HalfLifeHours,
    Label,
    Name,
    Number,
    Prose,
    Subject,
    TimesADay,
    Timezone,
    Unit,
    When,
)
from models.recorded_dates import goes_on


class Field_(BaseModel):  # noqa: N801  "Field" is pydantic's own word
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ChartFields(Field_):
    """The chart without its facts."""

    schema_: Literal["dayzero.chart/1"] = Field(alias="schema")
    subject: Subject
    site: str
    timezone: Timezone | None = None
    protocol: str
    sex: Literal["female", "male"]
    childbearing_potential: bool | None = None
    born: Born | None = None
    weight_kg: Amount | None = None
    facts: list[object]  # each is read by itself, so that one fault hides no other


class FactFields(Field_):
    """What every fact may carry; a correction says what it replaces and why."""

    id: Name
    kind: str
    corrects: Name | None = None
    reason: Prose | None = None


class StepFields(FactFields):
    step: str
    state: Annotated[StepMark, Field(strict=False)]
    at: When


class DoseFields(Field_):
    value: Amount
    unit: Unit
    times_per_day: TimesADay | None = None


class OtherTrialFields(Field_):
    marketed: bool | None = None
    half_life_hours: HalfLifeHours | None = None
    half_life_source: Prose | None = None


class CourseFields(FactFields):
    """What lasts: from a first to a last day, known or planned, or it goes on."""

    @model_validator(mode="before")
    @classmethod
    def _goes_on(cls, fields: object) -> object:
        """Systems for clinical data write that there is no last day yet in its place."""
        if not isinstance(fields, dict) or not goes_on(fields.get("last")):
            return fields
        return {**fields, "last": None, "ongoing": True}


class DrugFields(CourseFields):
    drug: Drug
    purpose: Annotated[Purpose, Field(strict=False)] | None = None
    route: Label | None = None
    text: Prose | None = None
    dose: DoseFields | None = None
    first: When | None = None
    last: When | None = None
    ongoing: bool = False
    other_trial: OtherTrialFields | None = None
    cumulative_mg_m2: Number | None = None


class RadiotherapyFields(CourseFields):
    field: Literal["non_cns", "cns", "mediastinal", "total_body"] | None = None
    first: When | None = None
    last: When | None = None
    ongoing: bool = False


class TestFields(FactFields):
    __test__ = False  # pytest would collect a class of this name

    test: Literal["pregnancy", "cd19"]
    at: When
    result: Literal["negative", "positive", "pending"]
    specimen: Label | None = None
    reported: When | None = None


class EventFields(FactFields):
    event: Label
    at: When
    severity: Label | None = None
    text: Prose | None = None


class MeasurementFields(FactFields):
    measure: Label
    value: Number
    unit: Label
    uln: Amount | None = None
    llod: Amount | None = None
    at: When


class FindingFields(FactFields):
    finding: Label
    present: bool | None
    at: When


class ConstantFields(FactFields):
    """Another value of a field of the chart's own; it says why by itself."""

    constant: Literal["sex", "childbearing_potential", "born", "weight_kg", "site"]
    value: object
    at: When
    reason: Prose


class SexFields(ConstantFields):
    value: Literal["female", "male"]


class ChildbearingFields(ConstantFields):
    value: bool | None


class BornFields(ConstantFields):
    value: Born


class WeightFields(ConstantFields):
    value: Amount


class SiteFields(ConstantFields):
    value: str


FIELDS_OF_CONSTANT: Mapping[str, type[ConstantFields]] = {
    "sex": SexFields,
    "childbearing_potential": ChildbearingFields,
    "born": BornFields,
    "weight_kg": WeightFields,
    "site": SiteFields,
}


class RetractionFields(FactFields):
    """A fact is taken back."""

    corrects: Name
    reason: Prose
    at: When


FIELDS_OF_KIND: Mapping[str, type[FactFields]] = {
    "step": StepFields,
    "drug": DrugFields,
    "radiotherapy": RadiotherapyFields,
    "test": TestFields,
    "event": EventFields,
    "measurement": MeasurementFields,
    "finding": FindingFields,
    "constant": ConstantFields,
    "retraction": RetractionFields,
}
_INSIDE: Mapping[str | int, type[Field_]] = {"dose": DoseFields, "other_trial": OtherTrialFields}


def fields_of(document: Mapping[str, object]) -> type[FactFields]:
    """The fields that a fact of a known kind has; the value of a constant is of its own type."""
    kind, constant = document["kind"], document.get("constant")
    if kind == "constant" and isinstance(constant, str) and constant in FIELDS_OF_CONSTANT:
        return FIELDS_OF_CONSTANT[constant]
    return FIELDS_OF_KIND[str(kind)]


def names_beside(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The names that fields may have where this one is."""
    inside = _INSIDE.get(location[-2], model) if location[1:] else model
    return [field.alias or name for name, field in inside.model_fields.items()]
