"""The catalogue of drugs that is in force: read from its file and checked once."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from models.chart.catalogue.catalogue import Catalogue
from models.chart.catalogue.drug_file import DrugsFile, read_drugs
from models.protocol.loading.data_folder import DRUGS, data_folder
from models.spelling import exact_key, key_of


def load_catalogue(path: Path | None = None) -> Catalogue:
    """The drug catalogue, read and checked once; the one in force unless a file is named.

    Raises:
        ProtocolRefused: with the file, the line and a sentence, for the first thing wrong.
    """
    return _read_once(path or data_folder() / DRUGS)


@lru_cache(maxsize=8)
def _read_once(path: Path) -> Catalogue:
    return _catalogue(read_drugs(path))


def _catalogue(file: DrugsFile) -> Catalogue:
    drugs, by_id = file.drug, {drug.id: drug for drug in file.drug}
    names = {key_of(name): name for drug in drugs for name in drug.names}
    codes = {key_of(code): drug for drug in drugs for code in drug.atc}
    by_name = {key_of(name): drug for drug in drugs for name in drug.names}
    exact = {exact_key(name): drug for drug in drugs for name in drug.exact_names}
    roots = {root: drug for drug in drugs for root in drug.atc_roots}
    sentences = {key_of(name): entry.sentence for entry in file.ambiguous for name in entry.names}
    perhaps = {
        key_of(name): tuple(by_id[drug] for drug in entry.drugs)
        for entry in file.ambiguous
        for name in entry.names
        if entry.drugs
    }
    return Catalogue(
        drugs=drugs,
        names=MappingProxyType(names),
        by_key=MappingProxyType(codes | by_name),
        by_exact_name=MappingProxyType(exact),
        by_root=MappingProxyType(roots),
        sentences=MappingProxyType(sentences),
        perhaps=MappingProxyType(perhaps),
        high_names=frozenset(key_of(name) for name in _saying_high(file)),
        look_alikes=MappingProxyType(_look_alikes(file)),
        forms=file.form_words,
        strengths=file.strengths,
        dose_words=file.dose_words,
    )


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
