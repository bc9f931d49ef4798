"""Which function says which kind of reason: one for each, found by the reason's type."""

from collections.abc import Callable
from typing import Any, TypeVar

from models.reasons.reason import Reason
from wording.voice import Voice

Kind = TypeVar("Kind", bound=Reason)
Says = Callable[[Kind, Voice], str]
_SAYS: dict[type[Reason], Callable[[Any, Voice], str]] = {}


def says(
    kind: type[Kind],
) -> Callable[[Callable[[Kind, Voice], str]], Callable[[Kind, Voice], str]]:
    """Marks the one function that says a kind of reason."""

    def mark(function: Says[Kind]) -> Says[Kind]:
        if kind in _SAYS:
            raise SaidTwice(kind)
        _SAYS[kind] = function
        return function

    return mark


class SaidTwice(TypeError):
    """Two functions say one kind of reason."""

    def __init__(self, kind: type[Reason]) -> None:
        super().__init__(kind)
        self.kind = kind


def say(reason: Reason, voice: Voice) -> str:
    """A reason as words, in the voice's language.

    Raises:
        KeyError: if nothing says this kind of reason; a test holds that there is none.
    """
    return _SAYS[type(reason)](reason, voice)


def say_if_any(reason: Reason | None, voice: Voice) -> str:
    """A reason as words; empty where there is none."""
    return "" if reason is None else say(reason, voice)


def kinds_said() -> frozenset[type[Reason]]:
    """Every kind of reason that a function says."""
    return frozenset(_SAYS)
