"""Read the drug catalogue from data; what its author got wrong is refused with its line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, ValidationError
from pydantic_core import ErrorDetails

from models.chart.catalogue.drug import Drug, Words
from models.chart.catalogue.drug_checks import PlacedReason, reference_faults
from models.chart.catalogue.drug_names import DoseWords, FormWords, Strengths
from models.errors import ProtocolRefused
from models.faults_found import value_reason
from models.protocol.loading.toml_lines import line_of, read_toml
from models.reasons.refusals.authored.drug_files import (
    AmbiguousNameMeans,
    AmbiguousNames,
    AmbiguousNameTwice,
    CalledByNoName,
    FactorWithoutSteroid,
    FirstNameNotInn,
    NameMeansAnother,
    NameTwice,
    SteroidWithoutFactor,
)
from models.reasons.refusals.authored.protocol_keys import UnreadFlaw
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.validation import DataFile, NotAFieldOf, OfField, TypeMissing
from models.spelling import exact_key, key_of
from models.texts import ENGLISH, Texts, as_written, together


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
    drug: Annotated[tuple[Annotated[Drug, BeforeValidator(_read_drug)], ...], Field(min_length=1)]
    ambiguous: tuple[Annotated[Ambiguity, BeforeValidator(_read_ambiguity)], ...] = ()
    look_alike: tuple[LookAlikes, ...] = ()


def read_drugs(path: Path) -> DrugsFile:
    """Read and check one file.

    Raises:
        ProtocolRefused: naming the line at fault, if the file cannot be what its author meant.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ProtocolRefused(str(path), None, UnreadFlaw.FILE) from error
    document = read_toml(raw, path.name)
    text = raw.decode()
    try:
        file = DrugsFile.model_validate(document)
    except ValidationError as error:
        raise _refusal(error.errors()[0], text, path.name) from error
    named = [
        *(("drug", index, "holds", drug.holds) for index, drug in enumerate(file.drug)),
        *(("ambiguous", index, "drugs", one.drugs) for index, one in enumerate(file.ambiguous)),
        *(("look_alike", index, "drugs", one.drugs) for index, one in enumerate(file.look_alike)),
    ]
    for table, index, key, reason in (*_faults(file), *reference_faults(file.drug, named)):
        raise ProtocolRefused(path.name, line_of(text, table, index, key), reason)
    return file


@dataclass(frozen=True, slots=True)
class _Claim:
    """A word of the file that may stand for one thing only, and the key that wrote it.

    Attributes:
        owner: the id of a drug, or the number of an ambiguous name, counted from 1.
    """

    table: str
    index: int
    field: str
    word: str
    owner: str | int
    key: str


def _faults(file: DrugsFile) -> Iterator[PlacedReason]:
    """Words that stand for two things or twice, drugs without their INN or their factor."""
    owners: dict[str, str | int] = {}
    for claim in _claims(file):
        if other := owners.get(claim.key):
            yield claim.table, claim.index, claim.field, _second_use(claim, other)
        owners[claim.key] = claim.owner
    for index, drug in enumerate(file.drug):
        if key_of(drug.id) != key_of(drug.names[0]):
            yield "drug", index, "names", FirstNameNotInn(drug=drug.id)
        yield from _calls(index, drug)
        steroid, factor = "steroid" in drug.classes, drug.hydrocortisone_mg
        if steroid and factor is None:
            yield "drug", index, "classes", SteroidWithoutFactor(drug=drug.id)
        if factor is not None and not steroid:
            yield "drug", index, "hydrocortisone_mg", FactorWithoutSteroid(drug=drug.id)


def _calls(index: int, drug: Drug) -> Iterator[tuple[str, int, str, FaultReason]]:
    """What a drug is called is one of its names: else nobody could record it by that."""
    for language, name in drug.called.items():
        if name not in drug.names:
            key = "name" if language == ENGLISH else f"name_{language}"
            yield "drug", index, key, CalledByNoName(word=name, drug=drug.id)


def _second_use(claim: _Claim, other: str | int) -> FaultReason:
    word, owner = claim.word, claim.owner
    if isinstance(owner, int):
        if other == owner:
            return AmbiguousNameTwice(word=word, number=owner)
        if isinstance(other, int):
            return AmbiguousNames(word=word, number=owner, other=other)
        return AmbiguousNameMeans(word=word, number=owner, other=other)
    if other == owner:
        return NameTwice(word=word, drug=owner)
    return NameMeansAnother(word=word, drug=owner, other=str(other))


def _claims(file: DrugsFile) -> Iterator[_Claim]:
    """Names and codes are looked up together; ids, exact names and groups each apart."""
    for index, drug in enumerate(file.drug):
        words = [("id", drug.id, f"id {drug.id}")]
        words += [("names", name, key_of(name)) for name in drug.names]
        words += [("atc", code, key_of(code)) for code in drug.atc]
        words += [("exact_names", name, f"exact {exact_key(name)}") for name in drug.exact_names]
        words += [("atc_roots", root, f"group {root}") for root in drug.atc_roots]
        yield from (_Claim("drug", index, *word[:2], drug.id, word[2]) for word in words)
    for index, ambiguity in enumerate(file.ambiguous):
        for name in ambiguity.names:
            yield _Claim("ambiguous", index, "names", name, index + 1, key_of(name))


def _refusal(error: ErrorDetails, text: str, source: str) -> ProtocolRefused:
    """The first fault, at the line of its key or else of its table."""
    table, *within = as_written(error["loc"])
    if within and isinstance(within[0], int):
        key = str(within[1]) if within[1:] else None
        return ProtocolRefused(source, line_of(text, str(table), within[0], key), _reason(error))
    line = line_of(text, str(table)) or line_of(text, "", key=str(table))
    return ProtocolRefused(source, line, _reason(error))


def _reason(error: ErrorDetails) -> FaultReason:
    field = ".".join(str(part) for part in as_written(error["loc"]) if not isinstance(part, int))
    match error["type"]:
        case "value_error":
            return value_reason(error)
        case "missing":
            return TypeMissing(field=field)
        case "unexpected_keyword_argument" | "extra_forbidden":
            return NotAFieldOf(field=field, file=DataFile.DRUGS)
    return OfField(field=field, why=value_reason(error))
