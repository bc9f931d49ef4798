"""Which fields a fact of each kind has, what they are called, and what is wrong with them."""

from collections.abc import Iterator, Mapping
from functools import reduce

from pydantic import BaseModel, ValidationError

from models.chart.corrections.fields import FIELDS_OF_CONSTANT, ConstantFields, RetractionFields
from models.chart.field_faults import below, reason_for
from models.chart.fields import (
    DoseFields,
    DrugFields,
    EventFields,
    FactFields,
    Field_,
    FindingFields,
    MeasurementFields,
    OtherTrialFields,
    RadiotherapyFields,
    StepFields,
    TestFields,
)
from models.errors import Fault

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


def faults_in(error: ValidationError, model: type[BaseModel], path: str = "") -> Iterator[Fault]:
    """Each fault that pydantic found, as a path and a reason."""
    for detail in error.errors(include_url=False):
        at = reduce(below, detail["loc"], path)
        yield Fault(at or "chart", reason_for(detail, names_beside(model, detail["loc"])))
