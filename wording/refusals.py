"""Why something was not done, in each language: one message for each kind of refusal."""

import re
from collections.abc import Iterator
from dataclasses import fields

from models.errors import DayZeroError, Fault, Refused
from models.refusals import Refusal
from wording.catalogue import catalogue
from wording.language import ENGLISH, Language
from wording.lists import say_list

_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=A)(?=[A-Z])")


def refused(path: str, refusal: Refusal) -> Fault:
    """A fault of one field for a reason that has facts."""
    english, chinese = (say_refusal(refusal, language) for language in (ENGLISH, "zh"))
    return Fault(path, english, chinese, refusal)


def say_refusal(refusal: Refusal, language: Language) -> str:
    """Why something was not done."""
    facts = {name: _fact(getattr(refusal, name), language) for name in _names(type(refusal))}
    return catalogue(language, "refusals")(message_of(type(refusal)), **facts)


def say_fault(fault: Fault, language: Language) -> str:
    """What is wrong with a field; in English where its reason has no facts yet."""
    if fault.refusal is not None:
        return say_refusal(fault.refusal, language)
    return fault.said.zh if language == "zh" else fault.sentence


def say_error(error: DayZeroError, language: Language) -> str:
    """What a command ends with."""
    if isinstance(error, Refused):
        return f"{error.which}: {say_refusal(error.refusal, language)}"
    return str(error)


def message_of(kind: type[Refusal]) -> str:
    """`not_a_dose`, for `NotADose`."""
    return _INSIDE.sub("_", kind.__name__).lower()


def _names(kind: type[Refusal]) -> Iterator[str]:
    return (each.name for each in fields(kind))


def _fact(value: object, language: Language) -> object:
    return say_list(value, language) if isinstance(value, tuple) else value
