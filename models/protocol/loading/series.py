"""Entries that stand for several of a kind: cycles, and visits that come again and again.

`n = "2 to 9"` writes an entry once for each number, both ends included; in its texts `{n}`,
`{n-1}`, `{n+1}` and `{n*3}` are that number, the one before, the one behind, three times it.
Entries of one table that stand next to each other and have the same `n` are written out
together, number by number: the start of cycle 2, its end, the start of cycle 3. Everything else
reads only what was written out.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

NUMBERS: Final = re.compile(r"(\d{1,3}) to (\d{1,3})")
MOST: Final = 200
"""How many one entry may stand for: monthly for more than fifteen years."""

KEY: Final = "n"
_NUMBER = re.compile(r"\{n(?:([*+-])(\d{1,3}))?\}")
_COUNTED: Final[Mapping[str, Any]] = {
    "*": int.__mul__,
    "+": int.__add__,
    "-": int.__sub__,
}
Document = Mapping[str, Any]


def written_out(document: Document) -> dict[str, Any]:
    """A file's tables with every entry for each of its numbers; what cannot be read stays once."""
    return {
        table: [_entry(entries[at], number) for at, number in _order(entries)]
        if _are_tables(entries)
        else entries
        for table, entries in document.items()
    }


def written_at(document: Document, table: str) -> tuple[int, ...]:
    """For each entry of a table as it is written out, its place among those in the file."""
    entries = document.get(table, ())
    return tuple(at for at, _ in _order(entries)) if _are_tables(entries) else ()


@lru_cache(maxsize=8)
def place_in_file(text: str, table: str, index: int) -> int:
    """Where an entry stands in the file, counted from 0, by its place as written out."""
    if not re.search(rf"^\s*{KEY}\s*=", text, re.MULTILINE):
        return index
    places = written_at(tomllib.loads(text), table)
    return places[index] if index < len(places) else index


def numbers_of(entry: Document) -> range | None:
    """The numbers that an entry is written for; None where they cannot be read."""
    read = NUMBERS.fullmatch(str(entry.get(KEY, "1 to 1")))
    found = range(int(read[1]), int(read[2]) + 1) if read else range(0)
    return found if 0 < len(found) <= MOST else None


def numbers_in(value: object) -> Iterator[str]:
    """Each place of a text, at any depth, at which a number is to stand."""
    if isinstance(value, str):
        yield from (found[0] for found in _NUMBER.finditer(value))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from numbers_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from numbers_in(inner)


def _are_tables(entries: object) -> bool:
    return isinstance(entries, list) and all(isinstance(one, dict) for one in entries)


def _order(entries: list[Document]) -> Iterator[tuple[int, int | None]]:
    """Each entry's place in the file with its number; None of what is no series."""
    for written, group in groupby(enumerate(entries), key=lambda each: each[1].get(KEY)):
        places = [place for place, _ in group]
        numbers = None if written is None else numbers_of(entries[places[0]])
        for number in numbers or [None]:
            yield from ((place, number) for place in places)


def _entry(entry: Document, number: int | None) -> Document:
    if number is None:
        return entry
    return {key: _filled(value, number) for key, value in entry.items() if key != KEY}


def _filled(value: Any, number: int) -> Any:
    """A value with the number in it; a text that is nothing else becomes a number."""
    if isinstance(value, Mapping):
        return {key: _filled(inner, number) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, number) for inner in value]
    if not isinstance(value, str):
        return value
    filled = _NUMBER.sub(lambda found: str(_counted(found, number)), value)
    return int(filled) if _NUMBER.fullmatch(value) else filled


def _counted(found: re.Match[str], number: int) -> int:
    sign, other = found.groups()
    counted: int = _COUNTED[sign](number, int(other)) if sign else number
    return counted
