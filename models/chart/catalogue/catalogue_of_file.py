"""From the file of drugs to the catalogue: each name under the key it is looked up by."""

from collections.abc import Iterator
from types import MappingProxyType

from models.chart.catalogue.catalogue import Catalogue
from models.chart.catalogue.drug import Drug
from models.chart.catalogue.drug_class import DrugClasses
from models.chart.catalogue.drug_file import DrugsFile
from models.spelling import exact_key, key_of


def catalogue_of(file: DrugsFile) -> Catalogue:
    """The catalogue of a file that was checked."""
    drugs = file.drug
    names = {key_of(name): name for drug in drugs for name in drug.names}
    codes = {key_of(code): drug for drug in drugs for code in drug.atc}
    by_name = {key_of(name): drug for drug in drugs for name in drug.names}
    exact = {exact_key(name): drug for drug in drugs for name in drug.exact_names}
    roots = {root: drug for drug in drugs for root in drug.atc_roots}
    sentences = {key_of(name): entry.sentence for entry in file.ambiguous for name in entry.names}
    return Catalogue(
        drugs=drugs,
        classes=DrugClasses(file.class_),
        names=MappingProxyType(names),
        by_key=MappingProxyType(codes | by_name),
        by_exact_name=MappingProxyType(exact),
        by_root=MappingProxyType(roots),
        sentences=MappingProxyType(sentences),
        perhaps=MappingProxyType(_perhaps(file)),
        high_names=frozenset(key_of(name) for name in _saying_high(file)),
        look_alikes=MappingProxyType(_look_alikes(file)),
        forms=file.form_words,
        strengths=file.strengths,
        dose_words=file.dose_words,
    )


def _perhaps(file: DrugsFile) -> dict[str, tuple[Drug, ...]]:
    by_id = {drug.id: drug for drug in file.drug}
    return {
        key_of(name): tuple(by_id[drug] for drug in entry.drugs)
        for entry in file.ambiguous
        for name in entry.names
        if entry.drugs
    }


def _saying_high(file: DrugsFile) -> Iterator[str]:
    for drug in file.drug:
        yield from drug.high_dose_names
    for entry in file.ambiguous:
        yield from entry.names if entry.high_dose else ()


def _look_alikes(file: DrugsFile) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in file.look_alike:
        for drug in group.drugs:
            others = (other for other in group.drugs if other != drug)
            found[drug] = tuple(dict.fromkeys((*found.get(drug, ()), *others)))
    return found
