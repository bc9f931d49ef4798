"""Which drug a recorded name means; an unknown or ambiguous name means none."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from models.chart.drug import ATC_CODE, Drug
from models.chart.drug_file import DrugsFile, read_drugs
from models.chart.drug_names import (
    FormWords,
    in_and_outside_brackets,
    shorter_keys,
)
from models.protocol.data_folder import DRUGS, data_folder
from models.spelling import exact_key, key_of
from models.texts import Texts

__all__ = ["Catalogue", "Drug", "load_catalogue"]

SUGGESTIONS = 3


@dataclass(frozen=True)
class Catalogue:
    """All drugs, and every way to write them.

    Attributes:
        drugs: in the order of the file.
        names: each name as the file writes it, under the key it is looked up by.
        by_key: the drug of each name and ATC code.
        by_exact_name: names whose capitals matter.
        by_root: what an ATC code of a group means where no drug lists it.
        sentences: why a known name is not resolved.
    """

    drugs: tuple[Drug, ...]
    names: Mapping[str, str]
    by_key: Mapping[str, Drug]
    by_exact_name: Mapping[str, Drug]
    by_root: Mapping[str, Drug]
    sentences: Mapping[str, Texts]
    forms: FormWords

    @cached_property
    def by_id(self) -> Mapping[str, Drug]:
        """Each drug under its id."""
        return MappingProxyType({drug.id: drug for drug in self.drugs})

    def find(self, name: str) -> Drug | None:
        """The drug that a name or ATC code certainly means; None where nothing is certain."""
        if drug := self._named(name):
            return drug
        pair = {self._named(part) for part in in_and_outside_brackets(name)}
        return pair.pop() if len(pair) == 1 else None

    def ambiguous(self, name: str) -> Texts | None:
        """Why a name that people do use is not resolved, and what to write instead."""
        if self.find(name):
            return None
        keys = (key_of(name), *shorter_keys(name, self.forms))
        return next((self.sentences[key] for key in keys if key in self.sentences), None)

    def suggestions(self, name: str) -> tuple[str, ...]:
        """Names spelled much like this one, the nearest first: to ask with, never to use."""
        near = difflib.get_close_matches(key_of(name), self.names, n=3 * SUGGESTIONS, cutoff=0.75)
        by_drug = {self.by_key[key].id: self.names[key] for key in reversed(near)}
        return tuple(reversed(by_drug.values()))[:SUGGESTIONS]

    def _named(self, name: str) -> Drug | None:
        if drug := self.by_exact_name.get(exact_key(name)):
            return drug
        key = key_of(name)
        if drug := self.by_key.get(key) or self._of_group(key):
            return drug
        if key in self.sentences:
            return None
        shorter = (self.by_key.get(key) for key in shorter_keys(name, self.forms))
        return next((drug for drug in shorter if drug), None)

    def _of_group(self, key: str) -> Drug | None:
        code = key.upper()
        if not ATC_CODE.fullmatch(code):
            return None
        groups = (code[:length] for length in (5, 4, 3))  # the narrowest group first
        return next((self.by_root[group] for group in groups if group in self.by_root), None)


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
    drugs = file.drug
    names = {key_of(name): name for drug in drugs for name in drug.names}
    codes = {key_of(code): drug for drug in drugs for code in drug.atc}
    by_name = {key_of(name): drug for drug in drugs for name in drug.names}
    exact = {exact_key(name): drug for drug in drugs for name in drug.exact_names}
    roots = {root: drug for drug in drugs for root in drug.atc_roots}
    sentences = {key_of(name): entry.sentence for entry in file.ambiguous for name in entry.names}
    return Catalogue(
        drugs=drugs,
        names=MappingProxyType(names),
        by_key=MappingProxyType(codes | by_name),
        by_exact_name=MappingProxyType(exact),
        by_root=MappingProxyType(roots),
        sentences=MappingProxyType(sentences),
        forms=file.form_words,
    )
