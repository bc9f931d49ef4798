"""How long a washout is: one length, or the shorter or the longer of two."""

from typing import Literal, Protocol

from models.protocol.arithmetic.quantity import Quantity
from wording.catalogue import catalogue
from wording.dates.lengths import say_quantity
from wording.language import Language


class Gapped(Protocol):
    """Anything that asks for a length of time, or for one of two."""

    @property
    def gap(self) -> Quantity:
        """The length."""

    @property
    def or_gap(self) -> Quantity | None:
        """The other one; None where there is one alone."""

    @property
    def whichever(self) -> Literal["shorter", "longer"] | None:
        """Which of the two counts."""


def say_gap(asked: Gapped, language: Language) -> str:
    """`14 days`; `the shorter of 14 days and 5 half-lives`."""
    gap = say_quantity(asked.gap, language)
    if asked.or_gap is None:
        return gap
    words, other = catalogue(language, "dates"), say_quantity(asked.or_gap, language)
    if asked.whichever == "shorter":
        return words("gap.shorter_of", gap=gap, other=other)
    return words("gap.longer_of", gap=gap, other=other)
