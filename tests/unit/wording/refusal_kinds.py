"""Every error that a command may end with, and what the catalogues say of refusals."""

from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po

from models.errors import DayZeroError, InputRefused, ProtocolRefused
from wording.checks.refusals import RAISING
from wording.language import CATALOGUES, ENGLISH

ROOT = Path(__file__).parents[3]
SAID_BY_THEIR_FAULTS = {InputRefused, ProtocolRefused}
"""Errors that are said by the reasons in them, and have no message of their own."""


def messages(topic: str, language: str = ENGLISH) -> dict[str, str]:
    """The messages of one topic, by id."""
    file = CATALOGUES / language / "LC_MESSAGES" / f"{topic}.po"
    with file.open("rb") as text:
        return {str(one.id): str(one.string) for one in read_po(text) if one.id}


def placeholders(message: str) -> frozenset[str]:
    """The names of the facts that a message tells."""
    return frozenset(name for _, name, _, _ in Formatter().parse(message) if name is not None)


def topics() -> list[str]:
    """The catalogues that say refusals."""
    folder = CATALOGUES / ENGLISH / "LC_MESSAGES"
    return [*sorted(file.stem for file in folder.glob("refused_*.po")), "errors"]


@cache
def errors() -> tuple[type[DayZeroError], ...]:
    """Every class of errors that a command may end with."""
    for place in RAISING:
        for file in sorted((ROOT / place).rglob("*.py")):
            if "DayZeroError):" in file.read_text():
                import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    found: list[type[DayZeroError]] = []
    waiting = list(DayZeroError.__subclasses__())
    while waiting:
        found.append(waiting.pop())
        waiting.extend(found[-1].__subclasses__())
    ours = (one for one in found if one.__module__.split(".")[0] in RAISING)
    return tuple(one for one in ours if one not in SAID_BY_THEIR_FAULTS)
