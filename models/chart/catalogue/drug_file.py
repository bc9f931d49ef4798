"""The file of drugs as its author writes it, table by table."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from models.chart.catalogue.drug import Drug, Words
from models.chart.catalogue.drug_class import DrugClass
from models.chart.catalogue.drug_names import DoseWords, FormWords, Strengths
from models.texts import Texts, together


class Ambiguity(BaseModel):
    """Names that a person must write out, and the sentence that asks for it.

    Attributes:
        drugs: ids of all that wards mean by them; empty where that may be anything.
        high_dose: true where they say that much was given.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: Annotated[tuple[Words, ...], Field(min_length=1)]
    drugs: tuple[Words, ...] = ()
    high_dose: StrictBool = False
    sentence: Texts


def _read_ambiguity(ambiguity: object) -> object:
    return together(ambiguity, ("sentence",))


def _read_drug(drug: object) -> object:
    """In English it is called by its INN, the first of its names, and not written again."""
    if not isinstance(drug, dict) or not drug.get("names"):
        return drug
    return together({"name": drug["names"][0], **drug}, ("name", "note"))


def _read_class(drug_class: object) -> object:
    return together(drug_class, ("title",))


class LookAlikes(BaseModel):
    """Drugs whose names are easily taken for one another, by their ids."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    drugs: Annotated[tuple[Words, ...], Field(min_length=2)]
    source: Words


class DrugsFile(BaseModel):
    """The whole file, as its author writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_: Annotated[Literal["dayzero.drugs/1"], Field(alias="schema")]
    form_words: FormWords = FormWords()
    strengths: Strengths = Strengths()
    dose_words: DoseWords = DoseWords()
    class_: Annotated[
        tuple[Annotated[DrugClass, BeforeValidator(_read_class)], ...], Field(alias="class")
    ] = ()
    drug: Annotated[tuple[Annotated[Drug, BeforeValidator(_read_drug)], ...], Field(min_length=1)]
    ambiguous: tuple[Annotated[Ambiguity, BeforeValidator(_read_ambiguity)], ...] = ()
    look_alike: tuple[LookAlikes, ...] = ()
