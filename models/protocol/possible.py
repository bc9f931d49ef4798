"""What a living body can have: the widest range of a value, in each unit that it is written in.

It is no limit of normal and no criterion: outside it a digit, a point or the unit is wrong.
"""

import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator

from models.protocol.criterion import Authored

ANY_UNIT = "any"


def _exact(text: object) -> object:
    """An exact decimal in quotes, as "1.5"; anything else is left for the type to refuse."""
    return Fraction(text) if isinstance(text, str) and text.replace(".", "", 1).isdigit() else text


Exact = Annotated[Fraction, BeforeValidator(_exact)]


class Range(Authored):
    """From the least to the most, both included."""

    least: Exact
    most: Exact

    def __contains__(self, value: Fraction) -> bool:
        return self.least <= value <= self.most

    def in_units_of(self, factor: Fraction) -> "Range":
        """The same, where `factor` of another unit makes one of its own."""
        return Range(least=self.least * factor, most=self.most * factor)


def plain_unit(unit: str) -> str:
    """A unit in small letters of plain width without spaces; both signs for micro are u."""
    plain = unicodedata.normalize("NFKC", unit)
    return plain.lower().replace(" ", "").replace("\u00b5", "u").replace("\u03bc", "u")


def is_multiple(unit: str, limit: str) -> bool:
    """Whether a value was recorded as a multiple of `limit` itself: ×ULN, xLLOD."""
    return plain_unit(unit) in {f"x{limit}", f"×{limit}", limit}


def range_in(
    unit: str, own: str, ranges: Mapping[str, Range], units: Mapping[str, Fraction]
) -> Range | None:
    """The range of a value written in a unit; None where nothing is said of that unit.

    Args:
        own: the unit in which the limits of its criteria are written.
        ranges: by unit, or for every unit under `any`.
        units: how much of each other unit makes one of its own.
    """
    name = plain_unit(unit)
    if any(is_multiple(unit, limit) for limit in ("uln", "llod")):
        return None
    if name in ranges:
        return ranges[name]
    if name in units and plain_unit(own) in ranges:
        return ranges[plain_unit(own)].in_units_of(units[name])
    return ranges.get(ANY_UNIT)
