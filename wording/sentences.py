"""Parts of one sentence, and sentences one after the other, as a language joins them."""

from collections.abc import Iterable
from functools import reduce

from wording.voice import Voice

_WITHOUT_SPACES = frozenset({"zh"})
"""Languages that put a space only where their own letters meet Latin ones."""


def joined(parts: Iterable[str], joint: str, voice: Voice, topic: str = "lists") -> str:
    """Parts, each with what comes before it in one message; empty where there are none."""
    words, said = voice.words(topic), tuple(parts)
    if not said:
        return ""
    return reduce(lambda before, after: words(joint, before=before, after=after), said)


def listed(parts: Iterable[str], voice: Voice) -> str:
    """`EX-03.5, EX-03`."""
    return joined(parts, "comma", voice)


def numbered(sentences: Iterable[str], voice: Voice) -> str:
    """One as it is; several numbered, as each may hold commas and semicolons of its own."""
    said = tuple(without_stop(text, voice) for text in sentences)
    if len(said) == 1:
        return said[0]
    words = voice.words("lists")
    counted = (words("numbered", number=number, text=text) for number, text in enumerate(said, 1))
    return joined(counted, "semicolon", voice)


def sentence(text: str) -> str:
    """What begins a sentence has a capital, where its letters have any."""
    return text[:1].upper() + text[1:]


def without_stop(text: str, voice: Voice) -> str:
    """A sentence as a part of another."""
    return text.removesuffix(voice.words("lists")("stop"))


def apart(text: str, voice: Voice) -> str:
    """With a space on each side on which Latin letters would meet others without one."""
    if voice.language not in _WITHOUT_SPACES or not text:
        return text
    before, after = (" " if end.isascii() else "" for end in (text[0], text[-1]))
    return f"{before}{text}{after}"
