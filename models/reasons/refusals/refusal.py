"""What every reason of a refusal has in common, and how much it repeats of what was written."""

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum

from models.reasons.facts import Facts

SHOWN = 40  # characters of an input that a refusal repeats


class Plain(StrEnum):
    """A reason that has no facts; its value names it, and the message that says it."""


class WithFacts(Facts, frozen=True):
    """A reason with facts: words as they were written, numbers, days and other reasons.

    A subclass has a last field `kind: Literal["…"] = "…"`, which names the message that says
    it. A fact with a default (`None`, `False`) that is given asks for a message of its own,
    `kind.fact`, and one of a closed set of words (a `StrEnum`) for `kind.word`.
    """

    kind: str


FaultReason = Plain | WithFacts


class ValueRefused(ValueError):
    """A value that cannot be what was meant; readers of typed data hand it on with its place."""

    def __init__(self, reason: FaultReason) -> None:
        super().__init__(reason)
        self.reason = reason


def shown(text: str, most: int = SHOWN) -> str:
    """What an input said, cut to a length that fits a sentence and safe for a terminal."""
    cut = f"{text[:most]}…" if len(text) > most else text
    return one_line(cut)


def one_line(text: str) -> str:
    """A text without line ends, half characters or anything else that does not print."""
    return "".join(character if character.isprintable() else "�" for character in text)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was perhaps meant; None where none is near."""
    return next(iter(get_close_matches(word[:SHOWN], known, n=1)), None)
