"""Spreadsheets of Excel and of LibreOffice, each value as text: dates in ISO 8601."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import partial
from io import BytesIO
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetVisibleEnum,
    load_workbook,
)

from dayzero.desk.importing.own_process import TookTooLong, TookTooMuch, in_own_process
from dayzero.lists.cells import Table
from dayzero.lists.formats.under_headings import headings_at, table_under
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import ListFlaw, SheetsToChoose
from models.reasons.refusals.refusal import shown

Rows = list[list[str]]

SECONDS: Final = 60.0
MEMORY_BYTES: Final = 1024 * 1024 * 1024
MOST_CELLS: Final = 2_000_000


def read_sheet(name: str, raw: bytes, asked: frozenset[str], sheet: str | None) -> Table:
    """The one sheet that is a list, or the one that was asked for.

    Raises:
        InputRefused: if the file cannot be read, or several sheets are lists.
    """
    sheets = _guarded(name, raw)
    chosen = _chosen(name, sheets, asked, sheet)
    several = len(sheets) > 1
    return table_under(f"{name} {chosen}" if several else name, sheets[chosen], asked)


def _guarded(name: str, raw: bytes) -> dict[str, Rows]:
    """A few kilobytes may unpack to more than the machine has, so another process reads them."""
    read = partial(sheets_in, name, raw)
    try:
        return in_own_process(read, seconds=SECONDS, memory_bytes=MEMORY_BYTES)
    except (TookTooLong, TookTooMuch) as error:
        raise InputRefused([Fault(name, ListFlaw.TOO_MUCH)]) from error


def sheets_in(name: str, raw: bytes) -> dict[str, Rows]:
    """Every sheet that is shown.

    Raises:
        InputRefused: if the file cannot be read, or has too many cells.
    """
    try:
        with load_workbook(BytesIO(raw)) as book:
            sheets = {each: book.get_sheet_by_name(each) for each in _shown(book)}
            if sum(each.total_height * each.total_width for each in sheets.values()) > MOST_CELLS:
                raise InputRefused([Fault(name, ListFlaw.TOO_MUCH)])
            return {each: _rows_of(sheet) for each, sheet in sheets.items()}
    except CalamineError as error:  # damaged, or closed by a password
        raise InputRefused([Fault(name, ListFlaw.SPREADSHEET)]) from error


def _shown(book: CalamineWorkbook) -> Iterator[str]:
    for sheet in book.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible:
            yield sheet.name


def _chosen(name: str, sheets: dict[str, Rows], asked: frozenset[str], sheet: str | None) -> str:
    if sheet in sheets:
        return str(sheet)
    lists = [each for each, rows in sheets.items() if headings_at(rows, asked) is not None]
    if sheet is None and len(lists) == 1:
        return lists[0]
    if sheet is None and not lists:
        flaw = ListFlaw.NO_HEADINGS if any(sheets.values()) else ListFlaw.EMPTY
        raise InputRefused([Fault(name, flaw)])
    known = tuple(shown(each) for each in lists or sheets)
    raise InputRefused([Fault(name, SheetsToChoose(known=known))])


def _rows_of(sheet: CalamineSheet) -> Rows:
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    _fill_merged(rows, sheet.merged_cell_ranges or ())
    return rows


def _fill_merged(rows: Rows, ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """A cell that was drawn over several rows says the same of each of them."""
    for (top, left), (bottom, right) in ranges:
        if left == right and bottom < len(rows):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]


def _text(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(timespec="seconds" if value.second else "minutes")
        case date():
            return value.isoformat()
    return str(value)
