"""Which messages the kinds of refusals ask for, and with which facts.

A reason of `models.reasons.refusals.fields` is said by `refused_fields`; an error by `errors`.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any, get_args, get_type_hints

import models.reasons.refusals as rooms
from models.reasons.facts import defaults_of
from models.reasons.refusals.refusal import Plain, WithFacts
from wording.filled import From
from wording.refusals.saying import ERRORS, topic_of

RAISING = ("calendars", "dayzero", "exports", "models", "tasks")
"""Where errors are; most rooms are above wording, so that their text is read and not they."""

_KIND = re.compile(r'^    kind = "(\w+)"$', re.MULTILINE)
Asked = Iterator[tuple[From, frozenset[str]]]


def asked_by_reasons() -> Asked:
    """Each message that a reason may ask for, with the facts that it may tell."""
    for module in walk_packages(rooms.__path__, f"{rooms.__name__}."):
        yield from _asked_in(import_module(module.name))


def _asked_in(module: ModuleType) -> Asked:
    for one in vars(module).values():
        if not isinstance(one, type) or one.__module__ != module.__name__:
            continue
        if issubclass(one, Plain):
            yield from ((From(topic_of(one), each.value), frozenset[str]()) for each in one)
        elif issubclass(one, WithFacts) and one is not WithFacts:
            facts = _facts(one)
            yield from ((From(topic_of(one), form), facts) for form in _forms(one))


def _facts(kind: type[WithFacts]) -> frozenset[str]:
    return frozenset(kind.__struct_fields__) - {"kind"}


def _forms(kind: type[WithFacts]) -> Iterator[str]:
    """The kind; `kind.fact` for each fact that may be left out, `kind.word` for each word."""
    hints = get_type_hints(kind)
    defaults = defaults_of(kind)
    name = str(defaults["kind"])
    words = {fact: _words(hints[fact]) for fact in kind.__struct_fields__ if fact != "kind"}
    if not any(found and fact not in defaults for fact, found in words.items()):
        yield name
    for fact, found in words.items():
        left_out = fact in defaults and not found
        yield from (f"{name}.{form}" for form in ([fact] if left_out else found))


def _words(hint: Any) -> list[str]:
    """The words of a closed set; none where the fact is of another type."""
    types = [one for one in (hint, *get_args(hint)) if isinstance(one, type)]
    sets = [one for one in types if issubclass(one, StrEnum) and not issubclass(one, Plain)]
    return [word.value for one in sets for word in one]


def kinds_of_errors(root: Path) -> frozenset[str]:
    """The kinds of all errors that end a command."""
    files = (file for room in RAISING for file in (root / room).rglob("*.py"))
    return frozenset(kind for file in files for kind in _KIND.findall(file.read_text()))


def is_of_an_error(message: From, kinds: frozenset[str]) -> bool:
    """Whether an error asks for a message: its kind, or a form of it."""
    return message.topic == ERRORS and message.message.partition(".")[0] in kinds
