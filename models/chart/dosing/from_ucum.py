"""Write `ucum.py`, the sizes of the units of doses, from the essence of UCUM.

`python -m models.chart.dosing.from_ucum` writes the table, and is run by hand once a new
version of UCUM is out; a test holds that the table is what this writes. UCUM's essence comes
with the development package `ucumvert`, of which nothing is used at run time: with it comes
`pint`, which takes over a second to start, longer than a whole plan.
"""

from collections.abc import Iterator
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from xml.etree.ElementTree import Element, parse

CODES = ("mg", "g", "ug", "[IU]")
"""The units in which drugs are given, as UCUM writes them."""

_TABLE = Path(__file__).with_name("ucum.py")
_PACKAGE = "ucumvert"
_SPACE = "{http://unitsofmeasure.org/ucum-essence}"


def table() -> str:
    """The module that the essence of UCUM makes."""
    essence = _essence()
    lines = [
        '"""Sizes of units, written by `from_ucum` from UCUM; never by hand."""',
        "",
        "from collections.abc import Mapping",
        "from fractions import Fraction",
        "from typing import Final",
        "",
        f'VERSION: Final = "{essence.get("version")} of {essence.get("revision-date")}"',
        "SIZES: Final[Mapping[str, tuple[str, Fraction]]] = {",
        *(f"    {line}," for line in _sizes(essence)),
        "}",
        '"""Each unit as so much of the one that its kind is measured in."""',
    ]
    return "\n".join(lines) + "\n"


def _essence() -> Element:
    package = find_spec(_PACKAGE)
    if package is None or package.origin is None:
        raise ModuleNotFoundError(name=_PACKAGE)
    return parse(Path(package.origin).with_name("vendor") / "ucum-essence.xml").getroot()  # noqa: S314


def _sizes(essence: Element) -> Iterator[str]:
    for code in CODES:
        base, size = _size(code, essence)
        yield f'"{code}": ("{base}", Fraction({size.numerator}, {size.denominator}))'


def _size(code: str, essence: Element) -> tuple[str, Fraction]:
    """A unit in the one that its kind is measured in: an atom, or a prefixed one."""
    atoms = {atom.get("Code", ""): atom for atom in essence if atom.tag != f"{_SPACE}prefix"}
    if code in atoms:
        return _of_atom(atoms[code], essence)
    for prefix in essence.iter(f"{_SPACE}prefix"):
        atom = code.removeprefix(prefix.get("Code", ""))
        if atom != code and atom in atoms:
            base, size = _of_atom(atoms[atom], essence)
            return base, _value(prefix) * size
    raise KeyError(code)


def _of_atom(atom: Element, essence: Element) -> tuple[str, Fraction]:
    """A base unit is its own; an arbitrary one is comparable with nothing else."""
    if atom.tag == f"{_SPACE}base-unit":
        return atom.get("Code", ""), Fraction(1)
    made_of = atom.find(f"{_SPACE}value")
    unit = "1" if made_of is None else made_of.get("Unit", "1")
    if unit == "1":
        return atom.get("Code", ""), Fraction(1)
    base, size = _size(unit, essence)
    return base, _value(atom) * size


def _value(element: Element) -> Fraction:
    value = element.find(f"{_SPACE}value")
    return Fraction("1" if value is None else value.get("value", "1"))


if __name__ == "__main__":
    _TABLE.write_text(table())
