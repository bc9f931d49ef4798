"""The words that charts hold and people read: what each is called, and how else it is written.

Events, findings, measures and tests are a protocol's own; what belongs to no trial lies in a
file beside it. Names of drugs are the catalogue's.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Literal, TypeVar

from pydantic import Field

from models.protocol.criterion import Authored
from models.spelling import key_of
from models.texts import Texts

ROUTES = frozenset({"intrathecal"})
"""The only route that rules tell from the others by name; `systemic` sorts the rest."""


class WordKind(StrEnum):
    """What a word is a word for; no two words of one kind share a spelling."""

    EVENT = "event"
    FINDING = "finding"
    MEASURE = "measure"
    TEST = "test"
    PHASE = "phase"
    ROUTE = "route"
    FIELD = "field"
    PURPOSE = "purpose"
    SPECIMEN = "specimen"
    RESULT = "result"
    SEVERITY = "severity"
    UNIT = "unit"
    DRUG_CLASS = "drug_class"


OF_THE_PROTOCOL = (
    WordKind.EVENT,
    WordKind.FINDING,
    WordKind.MEASURE,
    WordKind.TEST,
    WordKind.PHASE,
)
OF_NO_TRIAL = tuple(kind for kind in WordKind if kind not in OF_THE_PROTOCOL)


class Word(Authored):
    """One thing that a chart may name.

    Attributes:
        id: as a chart holds it.
        titles: what it is called inside a sentence.
        synonyms: how else a ward writes it, in any language.
    """

    id: str
    titles: Texts = Field(alias="title")
    synonyms: tuple[str, ...] = Field(default=(), strict=False)

    @property
    def spellings(self) -> Iterator[tuple[str, str]]:
        """Every way to write it, each beside the key of the file that has it."""
        yield "id", self.id
        yield from self.titles.written("title")
        yield from (("synonyms", name) for name in self.synonyms)


class Acts(StrEnum):
    """Where a drug acts by its route, as rules tell it apart."""

    SYSTEMICALLY = "systemically"
    LOCALLY = "locally"
    INTRATHECALLY = "intrathecally"


class Route(Word):
    """A way in which drugs are given.

    Attributes:
        acts: where a drug given so acts.
    """

    acts: Acts = Field(strict=False)


class Vocabulary(Authored):
    """The words that belong to no trial, each kind in the order in which it is offered.

    Attributes:
        unit: those that are words; every other unit is said as it is.
        drug_class: those that rules name.
    """

    schema_: Literal["dayzero.vocabulary/1"] = Field(alias="schema")
    route: tuple[Route, ...] = Field(strict=False)
    field: tuple[Word, ...] = Field(strict=False)
    purpose: tuple[Word, ...] = Field(strict=False)
    specimen: tuple[Word, ...] = Field(strict=False)
    result: tuple[Word, ...] = Field(strict=False)
    severity: tuple[Word, ...] = Field(strict=False)
    unit: tuple[Word, ...] = Field(strict=False)
    drug_class: tuple[Word, ...] = Field(strict=False)

    @cached_property
    def routes(self) -> Mapping[str, Route]:
        """Each route under the key of every way to write it."""
        return by_spelling(self.route)


Kind = TypeVar("Kind", bound=Word)


def by_spelling(words: Iterable[Kind]) -> Mapping[str, Kind]:
    """Each word under every way to write it."""
    return {key_of(spelling): word for word in words for _, spelling in word.spellings}
