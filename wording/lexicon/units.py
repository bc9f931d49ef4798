"""How a unit is printed: with the square that charts and keyboards write as a figure."""

import re

_SQUARE = re.compile(r"(?<![a-z])m2\b", re.IGNORECASE)


def printed(unit: str) -> str:
    """`mg/m²/day` of `mg/m2/day`; all else of a unit is said as it was written."""
    return _SQUARE.sub("m²", unit)
