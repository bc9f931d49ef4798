"""The units of doses as wards write them: any spelling, but only the size that it says.

Their sizes come from UCUM, in a table that is written when the program is built (see
`from_ucum`); their spellings from the data.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from models.chart.dosing.spellings import Per, key_of_unit, spellings
from models.chart.dosing.ucum import SIZES

_MILLIGRAM = SIZES["mg"][1]
_JOINTS = re.compile(r"([/·⋅∙*])")
_PRODUCTS = frozenset("·⋅∙*")
_INVERSE = "-"


class Substance(StrEnum):
    """What a dose measures: its mass, or what it does."""

    MASS = "g"
    ACTIVITY = "[iU]"


@dataclass(frozen=True, slots=True)
class DoseUnit:
    """A unit of a dose.

    Attributes:
        size: how many milligrams, or international units, it is.
        body: a kilogram or a square metre of the body; None for the subject as a whole.
        daily: what was given in a whole day, and not in one administration.
    """

    substance: Substance
    size: Fraction
    body: Per | None = None
    daily: bool = False


def read_unit(written: str) -> DoseUnit | None:
    """What a unit means, exactly; None for whatever is not certainly one of a dose."""
    amount, *rest = _JOINTS.split(_with_slashes(key_of_unit(written)))
    ucum, pers = spellings().amounts.get(amount), _given_for(rest)
    bodies = [per for per in pers if per in {Per.KILOGRAM, Per.SQUARE_METRE}]
    times = [per for per in pers if per in {Per.DAY, Per.ADMINISTRATION}]
    if ucum is None or None in pers or len(bodies) > 1 or len(times) > 1:
        return None
    return _unit(ucum, bodies[0] if bodies else None, daily=Per.DAY in times)


def _with_slashes(key: str) -> str:
    for word in spellings().slash:
        key = key.replace(word, "/")
    return key


def _unit(ucum: str, body: Per | None, *, daily: bool) -> DoseUnit:
    base, size = SIZES[ucum]
    substance = Substance(base)
    in_milligrams = size / _MILLIGRAM if substance is Substance.MASS else size
    return DoseUnit(substance, in_milligrams, body, daily)


def _given_for(rest: list[str]) -> list[Per | None]:
    """What follows the amount, as `/`, `m2`, `/`, `day`; a product is no quotient.

    But `mg/m2·day` and `mg·m-2` are how a quotient is written as well.
    """
    known, quotient = spellings().pers, False
    found: list[Per | None] = []
    for joint, word in zip(rest[::2], rest[1::2], strict=True):
        quotient = quotient or joint not in _PRODUCTS
        found.append(known.get(word) if quotient or _INVERSE in word else None)
    return found


def times_in(written: str) -> int | None:
    """How often a day "q12h" is; None where it says no number of times."""
    return spellings().frequencies.get(key_of_unit(written))
