"""A text that the data gives in several languages: a title, a name, a note, a sentence.

Its author writes the English under a key and each other language beside it: `title`,
`title_zh`, `title_de`. Which languages there are is the data's own matter.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

ENGLISH = "en"
_LANGUAGE = r"[a-z]{2,3}(?:_[A-Za-z]{2,4})?"


@dataclass(frozen=True, slots=True)
class Texts(Mapping[str, str]):
    """One text in each language that its author gave, by the language's folder of catalogues.

    Attributes:
        english: always there; what is read where another language is not.
        others: every other language with its text.
    """

    english: str
    others: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, language: str) -> str:
        return self.english if language == ENGLISH else dict(self.others)[language]

    def __iter__(self) -> Iterator[str]:
        yield ENGLISH
        yield from (language for language, _ in self.others)

    def __len__(self) -> int:
        return 1 + len(self.others)

    def written(self, key: str) -> Iterator[tuple[str, str]]:
        """Each text beside the key that its author writes it under: `title`, `title_zh`."""
        yield key, self.english
        yield from ((f"{key}_{language}", text) for language, text in self.others)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Reads what `together` has put under one key, each text by the key it is written under."""
        written = core_schema.dict_schema(
            core_schema.str_schema(), core_schema.str_schema(strict=True, min_length=1)
        )
        return core_schema.no_info_wrap_validator_function(_read, written)


def _read(value: Any, read: core_schema.ValidatorFunctionWrapHandler) -> Texts:
    if isinstance(value, Texts):
        return value
    key, *others = read(value).items()
    return Texts(key[1], tuple((name.removeprefix(f"{key[0]}_"), text) for name, text in others))


def together(written: object, keys: tuple[str, ...]) -> object:
    """A table with the languages of each of these keys put together under the key.

    A key whose English is missing is left out whole: it is the English that is to be told.
    """
    if not isinstance(written, dict):
        return written
    table = dict(written)
    for key in keys:
        english = table.pop(key, None)
        others = {name: table.pop(name) for name in written if is_of(key, name)}
        if english is not None:
            table[key] = english if isinstance(english, Texts) else {key: english, **others}
    return table


def is_of(key: str, name: str) -> bool:
    """Whether a name is a key in another language than English: `title_zh` of `title`."""
    return re.fullmatch(rf"{key}_{_LANGUAGE}", name) is not None


def as_written(place: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """A place in the read data as its author wrote it: `step, 3, title_zh`."""
    following = (*place[1:], None)
    return tuple(
        part
        for part, inner in zip(place, following, strict=True)
        if not (isinstance(inner, str) and isinstance(part, str) and _again(part, inner))
    )


def _again(key: str, inner: str) -> bool:
    return inner == key or is_of(key, inner)
