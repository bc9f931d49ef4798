"""What recorded things are called in a sentence: events, findings, tests, fields, units.

One place for all of them, by kind and id. What the lexicon does not know is said as its id
reads: a chart may name what no protocol reads.
"""

from wording.catalogue import MessageMissing, catalogue
from wording.language import Language


def event(name: str, language: Language) -> str:
    """`acute GVHD`."""
    return _named("event", name, language)


def finding(name: str, language: Language) -> str:
    """`prior malignancy`; of those that no condition of the protocol has a title for."""
    return _named("finding", name, language)


def measure(name: str, language: Language) -> str:
    """`induction cycles`; likewise."""
    return _named("measure", name, language)


def test(name: str, language: Language) -> str:
    """`pregnancy test`."""
    return _named("test", name, language)


def result(name: str, language: Language) -> str:
    """`negative`."""
    return _named("result", name, language)


def field(name: str | None, language: Language) -> str:
    """`CNS`; of radiotherapy, also where its field is not recorded."""
    return _named("field", name or "not_recorded", language)


def severity(name: str, language: Language) -> str:
    """`mild`."""
    return _named("severity", name, language)


def unit(name: str, language: Language) -> str:
    """`months`; a unit of a laboratory is the same in every language."""
    return _known("unit", name, language) or name


def drug_class(name: str, language: Language) -> str:
    """`anthracycline`."""
    return _named("drug_class", name, language)


def _named(kind: str, name: str, language: Language) -> str:
    return _known(kind, name, language) or name.replace("_", " ")


def _known(kind: str, name: str, language: Language) -> str | None:
    try:
        return catalogue(language, "lexicon")(f"{kind}.{name}")
    except MessageMissing:
        return None
