"""What codes of LOINC, SNOMED CT, CVX and UCUM mean in charts: read from the data beside it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

_FILE: Final = Path(__file__).with_name("codes.toml")
_ATC: Final = "whocc.no/atc"

Concept = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Each code under its system.

    Attributes:
        at_once: events that are over in a day.
    """

    meant: Mapping[str, Mapping[str, str]]
    specimens: Mapping[str, str]
    units: Mapping[str, str]
    at_once: frozenset[str]

    def meaning(self, concept: Concept) -> str | None:
        """What one of its codes means; None where none is known."""
        found = (self._of(coding) for coding in codings_of(concept))
        return next((meant for meant in found if meant is not None), None)

    def specimen(self, concept: Concept) -> str | None:
        """What a test is of, where its code says so."""
        found = (self.specimens.get(str(one.get("code"))) for one in codings_of(concept))
        return next((each for each in found if each is not None), None)

    def _of(self, coding: Concept) -> str | None:
        system = str(coding.get("system", "")).removesuffix("/")
        return self.meant.get(system, {}).get(str(coding.get("code")))


@cache
def known_codes() -> Codes:
    """The codes that come with the program."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Codes(
        meant=data["codes"],
        specimens=data["specimens"],
        units=data["units"],
        at_once=frozenset(data["happened"]["at_once"]),
    )


def codings_of(concept: Concept) -> list[Concept]:
    """The codes of a concept."""
    return list(concept.get("coding", ()))


def names_of(concept: Concept) -> Iterator[str]:
    """What it is called, as its maker wrote it first."""
    if concept.get("text"):
        yield str(concept["text"])
    yield from (str(one["display"]) for one in codings_of(concept) if one.get("display"))


def atc_codes(concept: Concept) -> Iterator[str]:
    """Its ATC codes."""
    for coding in codings_of(concept):
        if _ATC in str(coding.get("system", "")) and coding.get("code"):
            yield str(coding["code"])
