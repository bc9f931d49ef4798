"""Errors that are shown to a person: facts, one sentence, no traceback."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from models.refusals import Refusal
from models.said import Said


class DayZeroError(Exception):
    """Base of every error that a command shows as one sentence."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of an input, and how to mend it.

    Attributes:
        path: where, as a person would point at it: `facts[2].last`.
        sentence_zh: the same in Chinese; empty where only programs and commands meet it.
        refusal: the same as facts, from which it can be said in any language.
    """

    path: str
    sentence: str
    sentence_zh: str = field(default="", compare=False)
    refusal: Refusal | None = field(default=None, compare=False)

    @property
    def said(self) -> Said:
        """The sentence in both languages; the English one twice where there is no other."""
        return Said(self.sentence, self.sentence_zh or self.sentence)

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


class InputRefused(DayZeroError):
    """An input that does not parse; nothing was read from it, nothing was changed."""

    exit_code = 2

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class Refused(DayZeroError):
    """Something that was not done, and why as facts; `wording.refusals` says it.

    Attributes:
        which: alert, link or whatever else was named.
    """

    def __init__(self, which: str, refusal: Refusal) -> None:
        super().__init__(which, refusal)
        self.which = which
        self.refusal = refusal


class ProtocolRefused(DayZeroError):
    """Protocol data that cannot be what its author meant."""

    exit_code = 2

    def __init__(self, source: str, line: int | None, sentence: str) -> None:
        super().__init__(source, line, sentence)
        self.source = source
        self.line = line
        self.sentence = sentence

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{where}: {self.sentence}"
