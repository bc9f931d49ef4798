"""What recorded things are called in a sentence, by the protocol's data."""

from models.protocol.populations import MUST_PREVENT
from models.protocol.vocabulary import WordKind
from wording.lexicon.units import printed
from wording.voice import Voice


def called(kind: WordKind, name: str, voice: Voice) -> str:
    """`acute GVHD`; as its id reads where it is no known word: a chart may name what none reads."""
    word = voice.protocol.lexicon.word(kind, name)
    if word is not None:
        return voice.text(word.titles)
    return printed(name) if kind is WordKind.UNIT else name.replace("_", " ")


def called_population(name: str, voice: Voice) -> str:
    """`women of childbearing potential`; a population of the file by its own title."""
    population = voice.protocol.population_by_id.get(name)
    if population is not None:
        return voice.text(population.titles)
    if name == MUST_PREVENT:
        return voice.words("tests")("who_prevents_pregnancy")
    return name.replace("_", " ")
