"""Routes by which drugs are given, however a ward writes them; and where a drug given so acts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import Field, ValidationError

from models.chart.drug_names import key_of
from models.protocol.checks.flaws import Flaw, flaw_of_type
from models.protocol.criterion import Authored
from models.protocol.data_folder import SHIPPED
from models.protocol.toml_lines import read_toml
from models.reasons.refusals.protocol_files import SpellingTaken
from models.reasons.refusals.refusal import nearest

ROUTES = "routes.toml"
OTHER = "other"
"""A route that no rule reads: it may have been any."""


class Acts(StrEnum):
    """Where a drug acts by its route, as rules tell it apart."""

    SYSTEMICALLY = "systemically"
    LOCALLY = "locally"
    INTRATHECALLY = "intrathecally"


class Route(Authored):
    """One route.

    Attributes:
        id: as a chart holds it.
        synonyms: how else a ward writes it, in any language.
    """

    id: str
    acts: Acts = Field(strict=False)
    synonyms: tuple[str, ...] = Field(default=(), strict=False)


class RoutesFile(Authored):
    """The whole file, as its author writes it."""

    schema_: Literal["dayzero.routes/1"] = Field(alias="schema")
    route: tuple[Route, ...] = Field(strict=False, min_length=1)


@dataclass(frozen=True, slots=True)
class Routes:
    """Every route.

    Attributes:
        by_id: in the order of the file.
        by_spelling: under the key of each way to write it.
    """

    by_id: Mapping[str, Route]
    by_spelling: Mapping[str, Route]

    def named(self, word: str) -> Route | None:
        """The route that a word means; None where it is no known one."""
        return self.by_spelling.get(key_of(word))

    def near(self, word: str) -> str | None:
        """The route that was perhaps meant, as a chart holds it."""
        found = nearest(key_of(word), self.by_spelling)
        return None if found is None else self.by_spelling[found].id


def acts(route: str | None) -> Acts | None:
    """Where a drug given by a route of a fact acts; None where that is not known."""
    known = routes().by_id.get(route or "")
    return None if known is None else known.acts


@cache
def routes(path: Path = SHIPPED / ROUTES) -> Routes:
    """Those that come with the program.

    Raises:
        ProtocolRefused: naming the line at fault, if the file cannot be what its author meant.
    """
    raw = path.read_bytes()
    text, document = raw.decode(), read_toml(raw, path.name)
    try:
        file = RoutesFile.model_validate(document)
    except ValidationError as error:
        flaw = flaw_of_type(error.errors(include_url=False), RoutesFile)
        raise flaw.refusal(path.name, text) from error
    for flaw in _spelled_twice(file):
        raise flaw.refusal(path.name, text)
    return Routes(
        MappingProxyType({route.id: route for route in file.route}),
        MappingProxyType(
            {key_of(word): route for route in file.route for word in (route.id, *route.synonyms)}
        ),
    )


def _spelled_twice(file: RoutesFile) -> Iterator[Flaw]:
    taken: set[str] = set()
    for index, route in enumerate(file.route):
        for key, word in (("id", route.id), *(("synonyms", word) for word in route.synonyms)):
            if key_of(word) in taken:
                yield Flaw("route", index, key, SpellingTaken(word=word))
            taken.add(key_of(word))
