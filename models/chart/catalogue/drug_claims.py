"""What the names and codes of the catalogue stand for: one thing each, and each said once."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.chart.catalogue.class_checks import class_faults
from models.chart.catalogue.drug import Drug
from models.chart.catalogue.drug_checks import PlacedReason
from models.chart.catalogue.drug_class import DrugClasses
from models.chart.catalogue.drug_file import DrugsFile
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
from models.reasons.refusals.refusal import FaultReason
from models.spelling import exact_key, key_of
from models.texts import ENGLISH


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


def usage_faults(file: DrugsFile) -> Iterator[PlacedReason]:
    """Words that stand for two things or twice, drugs without their INN or their factor."""
    owners: dict[str, str | int] = {}
    steroids = DrugClasses(file.class_).systemic_steroids
    yield from class_faults(file)
    for claim in _claims(file):
        if other := owners.get(claim.key):
            yield claim.table, claim.index, claim.field, _second_use(claim, other)
        owners[claim.key] = claim.owner
    for index, drug in enumerate(file.drug):
        if key_of(drug.id) != key_of(drug.names[0]):
            yield "drug", index, "names", FirstNameNotInn(drug=drug.id)
        yield from _calls(index, drug)
        steroid, factor = bool(drug.classes & steroids), drug.hydrocortisone_mg
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
