"""Where a list's headings are: trackers have titles and notes above them."""

from collections.abc import Sequence
from typing import Final

from dayzero.lists.cells import Table
from dayzero.lists.headings import meaning_of
from dayzero.lists.words import plain
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import ListFlaw

_LOOKED_AT: Final = 30
_FEWEST: Final = 2

Cells = Sequence[Sequence[str]]


def table_under(name: str, rows: Cells, asked: frozenset[str], *, european: bool = False) -> Table:
    """The table below the row of which most cells are known headings.

    Raises:
        InputRefused: if there is none.
    """
    place = headings_at(rows, asked)
    if place is None:
        filled = any(cell.strip() for row in rows for cell in row)
        flaw = ListFlaw.NO_HEADINGS if filled else ListFlaw.EMPTY
        raise InputRefused([Fault(name, flaw)])
    below = enumerate(rows[place + 1 :], start=place + 2)
    kept = tuple((number, tuple(row)) for number, row in below if any(c.strip() for c in row))
    return Table(name=name, headings=_each_once(rows[place]), rows=kept, european=european)


def headings_at(rows: Cells, asked: frozenset[str]) -> int | None:
    """The place of the row of headings, counted from 0; None where no row is one."""
    known = [sum(_is_heading(cell, asked) for cell in row) for row in rows[:_LOOKED_AT]]
    enough = 1 if asked else _FEWEST
    most = max(known, default=0)
    return known.index(most) if most >= enough else None


def _is_heading(cell: str, asked: frozenset[str]) -> bool:
    return plain(cell) in asked or meaning_of(cell) is not None


def _each_once(row: Sequence[str]) -> tuple[str, ...]:
    """A second column of one name is told apart by its number."""
    seen: dict[str, int] = {}
    named = []
    for cell in row:
        heading = " ".join(cell.split())
        seen[heading] = seen.get(heading, 0) + 1
        named.append(f"{heading} ({seen[heading]})" if heading and seen[heading] > 1 else heading)
    return tuple(named)
