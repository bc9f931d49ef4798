"""Drugs whose names begin as somebody types: to choose from, never to use unasked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from models.chart.catalogue.catalogue import Catalogue
from models.chart.catalogue.drug import Drug
from models.spelling import key_of

MOST: Final = 8
_SHORTEST: Final = 2  # letters; of one, half the catalogue begins with it
_LETTERS_OF_ATC: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A drug, and the name of it that was met."""

    drug: Drug
    name: str


def search_drugs(typed: str, catalogue: Catalogue) -> tuple[Found, ...]:
    """At most eight drugs, each once: what the text means, then whose names it begins.

    Names, trade names, Chinese names, abbreviations and ATC codes are all looked through.
    """
    wanted = key_of(typed)
    if not wanted or (wanted.isascii() and len(wanted) < _SHORTEST):
        return ()
    found: dict[str, Found] = {}
    for one in (*_meant(typed, catalogue), *_begun(wanted, catalogue)):
        found.setdefault(one.drug.id, one)
    return tuple(found.values())[:MOST]


def _meant(typed: str, catalogue: Catalogue) -> Iterator[Found]:
    for drug in catalogue.read(typed).drugs:
        yield Found(drug, typed)


def _begun(wanted: str, catalogue: Catalogue) -> list[Found]:
    """The shortest names first: of what is typed they say the most."""
    names = [(key, name) for key, name in catalogue.names.items() if wanted in key]
    names.sort(key=lambda one: (not one[0].startswith(wanted), len(one[0]), one[0]))
    found = [Found(catalogue.by_key[key], name) for key, name in names]
    return [*found, *_of_code(wanted.upper(), catalogue)]


def _of_code(code: str, catalogue: Catalogue) -> Iterator[Found]:
    if len(code) < _LETTERS_OF_ATC or not code[1].isdigit():
        return
    for drug in catalogue.drugs:
        for one in drug.atc:
            if one.startswith(code):
                yield Found(drug, one)
