"""Which column of a table is what: said by a person, kept from an earlier list, or guessed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from dayzero.lists.cells import Cell, Row, Table, column_letters
from dayzero.lists.headings import domain_of, fields_of_lists, is_field, meaning_of
from dayzero.lists.words import list_words, plain
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import FieldUnknown, HeadingUnknown, PairUnread
from models.reasons.refusals.refusal import shown

NOT_READ: Final = "-"
"""Said in place of a field of a column that is not to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What each column of one table is.

    Attributes:
        fields: of each heading that is read.
        guessed: whether any of it rests on nothing but its words.
    """

    fields: Mapping[str, str]
    guessed: bool

    def not_read(self, table: Table) -> tuple[str, ...]:
        """The headings that nothing is read from."""
        return tuple(one for one in table.headings if one and one not in self.fields)


def pairs_in(option: str, written: Iterable[str]) -> dict[str, str]:
    """`HEADING=FIELD`, each once.

    Raises:
        InputRefused: if one has nothing before or after the sign.
    """
    pairs = {}
    for each in written:
        before, _, after = each.rpartition("=")
        if not before.strip() or not after.strip():
            raise InputRefused([Fault(option, PairUnread(word=shown(each)))])
        pairs[before.strip()] = after.strip()
    return pairs


def layout_of(table: Table, said: Mapping[str, str], kept: Mapping[str, str] | None) -> Layout:
    """What was said counts first, then what was kept; what neither knows is guessed."""
    spoken = {plain(heading): field for heading, field in said.items()}
    fields, guessed = dict[str, str](), False
    for heading in filter(None, table.headings):
        known = spoken.get(plain(heading)) or (kept or {}).get(heading)
        field = known or (NOT_READ if kept is not None else meaning_of(heading) or NOT_READ)
        if field != NOT_READ and field not in fields.values():
            fields[heading] = field
            guessed = guessed or not (known or table.settled)
    return Layout(fields=fields, guessed=guessed)


def refuse_unknown(said: Mapping[str, str], tables: Iterable[Table]) -> None:
    """Each heading that was named is of a list, and each field is one.

    Raises:
        InputRefused: naming what is not.
    """
    headings = {plain(heading) for table in tables for heading in table.headings}
    faults = [
        Fault("--column", HeadingUnknown(word=shown(heading)))
        for heading in said
        if plain(heading) not in headings
    ]
    for field in said.values():
        if field != NOT_READ and not is_field(field):
            unknown = FieldUnknown(word=shown(field), known=fields_of_lists())
            faults.append(Fault("--column", unknown))
    if faults:
        raise InputRefused(faults)


def rows_of(table: Table, layout: Layout) -> Iterator[Row]:
    """Each row by what its cells mean; what no field was given to is left behind here."""
    places = [
        (place, layout.fields[heading])
        for place, heading in enumerate(table.headings)
        if heading in layout.fields
    ]
    series = domain_of(table.headings)
    for number, cells in table.rows:
        filled = {
            field: Cell(cells[place].strip(), _place(table, place, number))
            for place, field in places
            if place < len(cells) and _says_something(field, cells[place])
        }
        yield Row(
            name=table.name,
            spot=f"row {number}",
            cells=filled,
            series=series,
            european=table.european,
        )


def _place(table: Table, place: int, number: int) -> str:
    """As a spreadsheet counts; in a standard's own table by the name of the variable."""
    if table.settled:
        return f"{table.name} row {number} {table.headings[place]}"
    return f"{table.name} {column_letters(place)}{number}"


def _says_something(field: str, text: str) -> bool:
    if field == "unit" and normalize("NFKC", text).strip() == "%":
        return True  # the one unit without a letter; any other lone sign means an empty cell
    return bool(plain(text)) and not list_words().says("blank", text)
