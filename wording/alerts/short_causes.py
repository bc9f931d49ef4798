"""Causes in the few words of a first line: what binds, and by which rule."""

from collections.abc import Callable
from typing import Any

from models.reasons.reason import Reason
from wording.saying import say
from wording.sentences import without_stop
from wording.voice import Voice

Shortly = Callable[[Any, Voice], str]
_SHORTLY: dict[type[Reason], Shortly] = {}


def shortly(*kinds: type[Reason]) -> Callable[[Shortly], Shortly]:
    """Marks the function that says some kinds of reason in a few words."""

    def mark(function: Shortly) -> Shortly:
        _SHORTLY.update(dict.fromkeys(kinds, function))
        return function

    return mark


def say_shortly(reason: Reason, voice: Voice) -> str:
    """A cause in a few words, without a stop; as a whole where it is short by itself."""
    says = _SHORTLY.get(type(reason))
    return without_stop(say(reason, voice), voice) if says is None else says(reason, voice)


def with_rule(said: str, rule: str, voice: Voice) -> str:
    """`pegaspargase of 13 Mar needs 29 days (EX-03.5)`."""
    return voice.words("short_causes")("with_rule", cause=said, rule=rule)
