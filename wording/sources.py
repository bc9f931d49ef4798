"""Where a rule is stated, for the end of a sentence: the same list and number in each language."""

from models.protocol.criterion import Sourced
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


def cite(stated: Sourced, language: Language) -> str:
    """Where a statement comes from, and whether it is ours."""
    words = catalogue(language, "sources")
    said = say_source(stated.source, language)
    if not stated.site_default or stated.source.list is None:
        return said
    return words("marked", source=said)
