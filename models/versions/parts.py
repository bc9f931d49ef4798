"""The parts of a protocol that speak of steps, and which step each of them is about."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from models.protocol import Protocol
from models.protocol.criterion import Authored

GUARDED: Final[Mapping[str, Callable[[Any], str]]] = {
    "link": lambda link: link.step,
    "washout": lambda washout: washout.anchor,
    "evidence": lambda test: test.anchor,
    "interval": lambda interval: interval.step,
    "lifetime_dose": lambda dose: dose.step,
    "condition": lambda condition: condition.step,
}
"""Each list of rules, and the step whose date keeps or breaks one of them."""

WORDS: Final = ("phase", "event", "test", "measure", "finding")
"""Each list of what a chart may record."""

GROUPS: Final = ("population",)
"""Each list of whom something is asked of."""

BESIDE: Final = ("repeat", "hold", "closing", "across_subjects")
"""Each list that speaks of steps and judges none of them."""


def rebuilt(protocol: Protocol, **changed: object) -> Protocol:
    """The protocol with some parts exchanged, and nothing that was worked out of the old ones."""
    fields = {name: getattr(protocol, name) for name in Protocol.model_fields}
    return Protocol.model_construct(**{**fields, **changed})


def rules_about(step: str, protocol: Protocol) -> tuple[Any, ...]:
    """Every rule that the step's date keeps or breaks."""
    return tuple(
        rule
        for name, about in GUARDED.items()
        for rule in getattr(protocol, name)
        if about(rule) == step
    )


def names_in(statement: object) -> frozenset[str]:
    """Every word of a statement that could be a step's id."""
    return frozenset(_words(statement))


def _words(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Authored):
        for name in type(part).model_fields:
            yield from _words(getattr(part, name))
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _words(each)


def word_ids(protocol: Protocol) -> frozenset[str]:
    """Every word that a chart may use by this version, phases included."""
    return frozenset(word.id for name in WORDS for word in getattr(protocol, name))


def all_words(newest: Protocol, older: Iterable[Protocol]) -> dict[str, tuple[Any, ...]]:
    """Whatever any of the versions lets a chart record, or asks of some; the newest defines it."""
    versions, names = [newest, *older], (*WORDS, *GROUPS)
    return {name: _together(getattr(each, name) for each in versions) for name in names}


def _together(lists: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    known: dict[str, Any] = {}
    for words in lists:
        for word in words:
            known.setdefault(word.id, word)
    return tuple(known.values())
