"""What the subjects are called of whom a step, a link or a rule is asked."""

from models.protocol import Protocol
from models.protocol.populations import ALL, MAY_BEAR, MUST_PREVENT
from wording.catalogue import catalogue
from wording.language import Language
from wording.texts import in_language


def population_called(name: str, protocol: Protocol, language: Language) -> str:
    """`women of childbearing potential`; by its id where its version has left."""
    population, words = protocol.population_by_id.get(name), catalogue(language, "populations")
    if population is not None:
        return in_language(population.titles, language)
    if name == MAY_BEAR:
        return words("may_bear")
    return words("must_prevent") if name == MUST_PREVENT else name.replace("_", " ")


def only_of(text: str, population: str, protocol: Protocol, language: Language) -> str:
    """What is asked, and of whom, where that is not everybody."""
    if population == ALL:
        return text
    called = population_called(population, protocol, language)
    return catalogue(language, "populations")("only", text=text, population=called)
