"""The fields of what changes a chart: another value of its own fields, a fact taken back."""

from collections.abc import Mapping
from typing import Literal

from models.chart.fields import FactFields
from models.chart.values import Amount, Born, Name, Prose, When


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
