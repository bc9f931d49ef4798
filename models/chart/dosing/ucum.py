"""Sizes of units, written by `from_ucum` from UCUM; never by hand."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

VERSION: Final = "2.2 of 2024-06-17"
SIZES: Final[Mapping[str, tuple[str, Fraction]]] = {
    "mg": ("g", Fraction(1, 1000)),
    "g": ("g", Fraction(1, 1)),
    "ug": ("g", Fraction(1, 1000000)),
    "[IU]": ("[iU]", Fraction(1, 1)),
}
"""Each unit as so much of the one that its kind is measured in."""
