"""Parts of one sentence, and sentences one after the other, as a language joins them."""

import re
from collections.abc import Iterable
from functools import reduce
from string import Formatter

from wording.language import sets_latin_apart
from wording.voice import Voice

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9]")


def joined(parts: Iterable[str], joint: str, voice: Voice, topic: str = "lists") -> str:
    """Parts, each with what comes before it in one message; empty where there are none."""
    words, said = voice.words(topic), tuple(parts)
    if not said:
        return ""
    return reduce(lambda before, after: words(joint, before=before, after=after), said)


def listed(parts: Iterable[str], voice: Voice) -> str:
    """`EX-03.5, EX-03`."""
    return joined(parts, "comma", voice)


def either(parts: Iterable[str], voice: Voice) -> str:
    """`move infusion to 13 Apr, or record when dasatinib was stopped`."""
    words = voice.words("lists")
    return reduce(lambda before, after: words("or", before=before, after=after), parts)


def sentence(text: str) -> str:
    """What begins a sentence has a capital, where its letters have any."""
    return text[:1].upper() + text[1:]


def inside(text: str) -> str:
    """What began a sentence, in the middle of one."""
    return text[:1].lower() + text[1:]


def without_stop(text: str, voice: Voice) -> str:
    """A sentence as a part of another."""
    return text.removesuffix(voice.words("lists")("stop"))


def apart(text: str, voice: Voice) -> str:
    """With a space on each side on which Latin letters would meet others without one."""
    if not sets_latin_apart(voice.language) or not text:
        return text
    before, after = (" " if end.isascii() else "" for end in (text[0], text[-1]))
    return f"{before}{text}{after}"


def told(voice: Voice, topic: str, message: str, **facts: object) -> str:
    """One message of a topic with its facts, spaced where scripts meet.

    A translator writes `请记录{drug}的剂量`; a drug without a Chinese name is set apart from
    what stands beside it, 请记录 tivozanib 的剂量, and one with a Chinese name is not.

    Raises:
        MessageMissing: if the catalogue lacks it.
        KeyError: if it names a fact that is not given.
    """
    said = ""
    for literal, field, _, _ in Formatter().parse(voice.words(topic)(message)):
        said = beside(said, literal)
        if field is not None:
            said = beside(said, str(facts[field]))
    return said


def beside(before: str, after: str) -> str:
    """Two pieces of one sentence, with a space where the scripts of their ends differ."""
    ends = (before[-1:], after[:1])
    scripts = (_CHINESE.match, _LATIN.match)
    apart = any(one(ends[0]) and other(ends[1]) for one, other in (scripts, scripts[::-1]))
    return f"{before} {after}" if apart else before + after
