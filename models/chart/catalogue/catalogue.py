"""Which drug a recorded name means; an unknown or ambiguous name means none."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from types import MappingProxyType

from models.chart.catalogue.drug import ATC_CODE, Drug
from models.chart.catalogue.drug_class import DrugClasses
from models.chart.catalogue.drug_names import (
    DoseWords,
    FormWords,
    Strengths,
    in_and_outside_brackets,
    shorter_keys,
    without_dose_word,
    without_strength,
)
from models.spelling import exact_key, key_of
from models.texts import Texts

SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a recorded name says.

    Attributes:
        drugs: what it may mean: one where it is certain, several where wards mean several,
            none where the name is not known, or may mean anything.
        name: the key of the name that was found; empty where none was.
        high_dose: the name says that much was given.
    """

    drugs: tuple[Drug, ...] = ()
    name: str = ""
    high_dose: bool = False

    @property
    def drug(self) -> Drug | None:
        """The drug that it certainly means."""
        return self.drugs[0] if len(self.drugs) == 1 else None


UNKNOWN = Meaning()


@dataclass(frozen=True)
class Catalogue:
    """All drugs, and every way to write them.

    Attributes:
        drugs: in the order of the file.
        classes: likewise; what the engine knows of each.
        names: each name as the file writes it, under the key it is looked up by.
        by_key: the drug of each name and ATC code.
        by_exact_name: names whose capitals matter.
        by_root: what an ATC code of a group means where no drug lists it.
        sentences: why a known name is not resolved.
        perhaps: the drugs that such a name may mean, where the file lists them.
        high_names: keys of names that say that much was given.
        look_alikes: for each drug those that it is easily taken for, by ids.
    """

    drugs: tuple[Drug, ...]
    classes: DrugClasses
    names: Mapping[str, str]
    by_key: Mapping[str, Drug]
    by_exact_name: Mapping[str, Drug]
    by_root: Mapping[str, Drug]
    sentences: Mapping[str, Texts]
    perhaps: Mapping[str, tuple[Drug, ...]]
    high_names: frozenset[str]
    look_alikes: Mapping[str, tuple[str, ...]]
    forms: FormWords
    strengths: Strengths
    dose_words: DoseWords

    @cached_property
    def by_id(self) -> Mapping[str, Drug]:
        """Each drug under its id."""
        return MappingProxyType({drug.id: drug for drug in self.drugs})

    def find(self, name: str) -> Drug | None:
        """The drug that a name or ATC code certainly means; None where nothing is certain."""
        return self.read(name).drug

    @cached_property
    def read(self) -> Callable[[str], Meaning]:
        """What a name or ATC code says; each name is looked up once."""
        return lru_cache(maxsize=4096)(self._read)

    def ambiguous(self, name: str) -> Texts | None:
        """Why a name that people do use is not resolved, and what to write instead."""
        if self.find(name):
            return None
        written = without_strength(name, self.strengths)
        return next((self.sentences[k] for k in self._keys(written) if k in self.sentences), None)

    @cached_property
    def suggestions(self) -> Callable[[str], tuple[str, ...]]:
        """Names spelled much like one, the nearest first: to ask with, never to use."""
        return lru_cache(maxsize=4096)(self._suggestions)

    def _suggestions(self, name: str) -> tuple[str, ...]:
        near = difflib.get_close_matches(key_of(name), self.names, n=3 * SUGGESTIONS, cutoff=0.75)
        by_drug = {self.by_key[key].id: self.names[key] for key in reversed(near)}
        return tuple(reversed(by_drug.values()))[:SUGGESTIONS]

    def _read(self, name: str) -> Meaning:
        ways = dict.fromkeys((name, without_strength(name, self.strengths)))
        found = (self._certain(way) or self._of_dose(way) or self._perhaps(way) for way in ways)
        return next((meaning for meaning in found if meaning), UNKNOWN)

    def _certain(self, name: str) -> Meaning | None:
        if known := self._named(name):
            return known
        pair = [self._named(part) for part in in_and_outside_brackets(name)]
        certain = {meaning.drugs for meaning in pair if meaning is not None}
        return next((m for m in pair if m), None) if len(certain) == 1 and all(pair) else None

    def _of_dose(self, name: str) -> Meaning | None:
        """A name that begins with how much was given."""
        for words, high in ((self.dose_words.high, True), (self.dose_words.low, False)):
            rest = without_dose_word(name, words)
            known = rest and (self._named(rest) or self._perhaps(rest))
            if known:
                return replace(known, high_dose=known.high_dose or high)
        return None

    def _perhaps(self, name: str) -> Meaning | None:
        found = (key for key in self._keys(name) if key in self.perhaps)
        return next((self._meaning(key, *self.perhaps[key]) for key in found), None)

    def _named(self, name: str) -> Meaning | None:
        key = key_of(name)
        if drug := self.by_exact_name.get(exact_key(name)):
            return self._meaning(key, drug)
        if drug := self.by_key.get(key) or self._of_group(key):
            return self._meaning(key, drug)
        if key in self.sentences:
            return None
        shorter = (k for k in shorter_keys(name, self.forms) if k in self.by_key)
        return next((self._meaning(k, self.by_key[k]) for k in shorter), None)

    def _meaning(self, key: str, *drugs: Drug) -> Meaning:
        return Meaning(drugs, key, key in self.high_names)

    def _keys(self, name: str) -> tuple[str, ...]:
        return (key_of(name), *shorter_keys(name, self.forms))

    def _of_group(self, key: str) -> Drug | None:
        code = key.upper()
        if not ATC_CODE.fullmatch(code):
            return None
        groups = (code[:length] for length in (5, 4, 3))  # the narrowest group first
        return next((self.by_root[group] for group in groups if group in self.by_root), None)
