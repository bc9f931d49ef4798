"""Files that were read as lists: each as a table with what its columns are, or as rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import import_module

from dayzero.lists.cells import Aside, Row, Table
from dayzero.lists.formats.dataset_json import read_dataset
from dayzero.lists.formats.kinds import FileKind, kind_of
from dayzero.lists.formats.sheets import read_sheet
from dayzero.lists.formats.text_table import read_text_table
from dayzero.lists.kept_layouts import KeptLayouts
from dayzero.lists.layout import Layout, layout_of, refuse_unknown, rows_of
from dayzero.lists.words import plain
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import ListFlaw

LARGEST_LIST_BYTES = 50_000_000

Files = Iterable[tuple[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What a person said of the columns, and what was said before.

    Attributes:
        said: the field of a heading.
        accepted: whether what is guessed may count.
    """

    said: Mapping[str, str] = field(default_factory=dict)
    kept: KeptLayouts
    accepted: bool = False
    sheet: str | None = None


@dataclass(slots=True)
class ReadLists:
    """What files came to, before anybody's subject was looked for.

    Attributes:
        tables: those that have columns, each with what they are.
        digests: the SHA-256 of each file, by the name that its rows carry.
    """

    tables: list[tuple[Table, Layout]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)


def are_lists(files: Files) -> bool:
    """Whether files are lists, and not charts of our own form.

    Raises:
        InputRefused: if they are both: one command is recorded whole, by one way.
    """
    lists = {name: kind_of(name, raw) is not FileKind.CHART for name, raw in files}
    if any(lists.values()) and not all(lists.values()):
        charts = [name for name, is_list in lists.items() if not is_list]
        raise InputRefused([Fault(name, ListFlaw.BESIDE_CHARTS) for name in charts])
    return any(lists.values())


def read_lists(files: Files, columns: Columns) -> ReadLists:
    """Read every file.

    Raises:
        InputRefused: if one cannot be read, or what was said of its columns is not so.
    """
    read = ReadLists()
    for name, raw in files:
        if len(raw) > LARGEST_LIST_BYTES:
            raise InputRefused([Fault(name, ListFlaw.TOO_LARGE)])
        for row in _rows(name, raw, columns, read):
            read.digests[row.name] = sha256(raw).hexdigest()
            read.rows.append(row)
    refuse_unknown(columns.said, (table for table, _ in read.tables))
    return read


def refuse_guesses(read: ReadLists, *, accepted: bool) -> None:
    """What was guessed counts once somebody has looked at it.

    Raises:
        InputRefused: naming each list of which a column is only guessed.
    """
    guessed = [table.name for table, layout in read.tables if layout.guessed]
    if guessed and not accepted:
        raise InputRefused([Fault(name, ListFlaw.COLUMNS_GUESSED) for name in guessed])


def _rows(name: str, raw: bytes, columns: Columns, read: ReadLists) -> Iterator[Row]:
    if kind_of(name, raw) is FileKind.FHIR:
        yield from _resources(name, raw, read)
        return
    table = _table(name, raw, columns)
    layout = layout_of(table, columns.said, columns.kept.find(table.headings))
    read.tables.append((table, layout))
    yield from rows_of(table, layout)


def _resources(name: str, raw: bytes, read: ReadLists) -> Iterator[Row]:
    """The models of HL7 take half a second to import: only who brings in FHIR waits for them."""
    found = import_module("dayzero.lists.formats.fhir.bundle").read_fhir(name, raw)
    read.asides += found.asides
    read.faults += found.faults
    yield from found.rows


def _table(name: str, raw: bytes, columns: Columns) -> Table:
    asked = frozenset(map(plain, columns.said))
    match kind_of(name, raw):
        case FileKind.SPREADSHEET:
            return read_sheet(name, raw, asked, columns.sheet)
        case FileKind.DATASET_JSON:
            return read_dataset(name, raw)
    return read_text_table(name, raw, asked)
