"""Where a rule is stated, for the end of a sentence: the same list and number in each language."""

from typing import Protocol

from models.protocol.source import Source
from wording.catalogue import catalogue
from wording.language import Language


def say_source(source: Source, language: Language) -> str:
    """`NCT04684147 exclusion 3.5`; what no entry states is a default of the site."""
    words = catalogue(language, "sources")
    if source.list is None:
        return words("site_default")
    entry, number, included = source.entry, source.number, source.list == "inclusion"
    return words("inclusion" if included else "exclusion", entry=entry, number=number)


class Stated(Protocol):
    """A rule of a protocol, or a reason that carries where its rule is stated."""

    @property
    def source(self) -> Source:
        """Where it is stated."""

    @property
    def site_default(self) -> bool:
        """True where the value is ours."""


def cite(stated: Stated, language: Language) -> str:
    """Where a statement comes from, and whether it is ours."""
    words = catalogue(language, "sources")
    said = say_source(stated.source, language)
    if not stated.site_default or stated.source.list is None:
        return said
    return words("marked", source=said)
