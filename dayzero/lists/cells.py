"""A list as it came: tables of cells, and rows of which each cell has a meaning."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from models.errors import Fault
from models.reasons.refusals.refusal import FaultReason

_LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says, and where a person finds it: `cm.csv B12`."""

    text: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet or file under its headings.

    Attributes:
        name: of the file, and of the sheet where there are several.
        headings: each once; empty ones have no name.
        rows: the number of each in the file, counted from 1, and its cells.
        european: its cells are parted by semicolons, as where a comma is the decimal sign.
        settled: what its columns mean is a standard's, and not guessed.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    european: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, or one resource, by what its cells mean; blank cells are left out.

    Attributes:
        name: of the file, and of the sheet where there are several.
        spot: where in it, as the audit keeps it: `row 12`.
        series: what its id counts in, such as the domain CM; empty where nothing says it.
    """

    name: str
    spot: str
    cells: Mapping[str, Cell]
    series: str = ""
    european: bool = False

    @property
    def place(self) -> str:
        """Where a person finds it: `cm.csv row 12`."""
        return f"{self.name} {self.spot}"

    def text(self, *fields: str) -> str | None:
        """What the first of these cells that is not blank says."""
        return next((self.cells[name].text for name in fields if name in self.cells), None)

    def where(self, *fields: str) -> str:
        """Where the first of these cells is; the row where it has none of them."""
        return next((self.cells[name].place for name in fields if name in self.cells), self.place)


@dataclass(frozen=True, slots=True)
class Aside:
    """What was left out of a row, and why; nothing is refused for it."""

    place: str
    why: FaultReason


@dataclass(slots=True)
class Heard:
    """What came up while lists were read.

    Attributes:
        faults: for which everything is refused.
        asides: what is left out and told.
    """

    faults: list[Fault] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)


def column_letters(place: int) -> str:
    """What spreadsheets call a column, counted from 0: `A`, `Z`, `AA`."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
