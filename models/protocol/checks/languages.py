"""Texts in other languages than the protocol's own title, which says what its data speaks."""

from collections.abc import Collection, Iterable, Iterator

from pydantic import BaseModel

from models.protocol.checks.flaws import Flaw
from models.protocol.site import Site
from models.protocol.types import Protocol
from models.protocol.vocabulary import Vocabulary
from models.reasons.refusals.authored.protocol_keys import KeyMissing, KeyUnknown
from models.reasons.refusals.refusal import nearest
from models.texts import ENGLISH, Texts

Place = tuple[str, int | None, str, str, Texts]
"""A table, the place in it, the key whose line is told, the key of the text itself, the text."""


def language_flaws(data: Protocol | Vocabulary, languages: Collection[str]) -> Iterator[Flaw]:
    """Titles that lack one of the languages, or are in one that the others lack."""
    for table in type(data).model_fields:
        found = getattr(data, table)
        if isinstance(found, tuple):
            for index, entry in enumerate(found):
                yield from _of_entry(table, index, entry, languages)
        elif isinstance(found, BaseModel) and not isinstance(found, Vocabulary):
            yield from _of_entry(table, None, found, languages)


def site_language_flaws(sites: Iterable[Site], languages: Collection[str]) -> Iterator[Flaw]:
    """The same of the sites' names; a city may be left out where the name tells it."""
    for index, site in enumerate(sites):
        yield from _of_text(("site", index, "name", "name", site.names), languages)


def _of_entry(
    table: str, index: int | None, entry: object, languages: Collection[str]
) -> Iterator[Flaw]:
    if isinstance(entry, BaseModel):
        for line, key, texts in _texts_in(entry):
            yield from _of_text((table, index, line, key, texts), languages)


def _texts_in(entry: BaseModel) -> Iterator[tuple[str, str, Texts]]:
    """Each text of an entry, and of what it holds: the entry's key, the text's own, the text."""
    for name, field in type(entry).model_fields.items():
        key, value = field.alias or name, getattr(entry, name)
        if isinstance(value, Texts):
            yield key, key, value
        elif isinstance(value, BaseModel):
            yield from ((key, inner, texts) for _, inner, texts in _texts_in(value))


def _of_text(place: Place, languages: Collection[str]) -> Iterator[Flaw]:
    """What is too much comes first: a misspelt language is also a missing one."""
    table, index, line, key, texts = place
    wanted = {f"{key}_{language}" for language in languages if language != ENGLISH}
    written = {name for name, _ in texts.written(key)} - {key}
    for other in sorted(written - wanted):
        where = other if line == key else line
        yield Flaw(table, index, where, KeyUnknown(key=other, near=nearest(other, wanted)))
    for lacking in sorted(wanted - written):
        yield Flaw(table, index, line, KeyMissing(key=lacking))
