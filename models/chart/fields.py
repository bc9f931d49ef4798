"""The fields of a chart as the contract names them; an unknown field is refused."""

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
    Word,
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

    test: Word
    text: Prose | None = None
    at: When
    result: Literal["negative", "positive", "pending"]
    specimen: Label | None = None
    reported: When | None = None


class EventFields(FactFields):
    event: Word
    text: Prose | None = None
    at: When
    severity: Label | None = None


class MeasurementFields(FactFields):
    measure: Word
    text: Prose | None = None
    value: Number
    unit: Label
    uln: Amount | None = None
    llod: Amount | None = None
    at: When


class FindingFields(FactFields):
    finding: Word
    text: Prose | None = None
    present: bool | None
    at: When
