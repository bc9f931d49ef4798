"""What recorded things are called in a sentence, by the protocol's data."""

from models.protocol.vocabulary import WordKind
from wording.lexicon.units import printed
from wording.voice import Voice


def called(kind: WordKind, name: str, voice: Voice) -> str:
    """`acute GVHD`; as its id reads where it is no known word: a chart may name what none reads."""
    word = voice.protocol.lexicon.word(kind, name)
    if word is not None:
        return voice.text(word.titles)
    return printed(name) if kind is WordKind.UNIT else name.replace("_", " ")
