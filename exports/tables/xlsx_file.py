"""A table as an XLSX workbook of one sheet; pure."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from exports.tables.formulas import is_formula
from exports.tables.table import Cell, Table

ONLY_WHAT_IS_WRITTEN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
WIDTHS = {datetime: 17, date: 11, int: 8}
WIDEST, NARROWEST = 60, 6


def xlsx_file(table: Table) -> bytes:
    """Times are real ones, shown as ISO without a weekday; texts are texts, whatever they say.

    The same table gives the same bytes.
    """
    out = BytesIO()
    book = Workbook(out, ONLY_WHAT_IS_WRITTEN)
    book.set_properties({"created": table.as_of.replace(tzinfo=None)})
    sheet = book.add_worksheet(table.name)
    formats = _formats(book)
    for place, column in enumerate(table.columns):
        cells = [row.get(column) for row in table.rows]
        sheet.set_column(place, place, _width(table.titles[column], cells))
        sheet.write_string(0, place, table.titles[column], formats[type(None)])
        for line, cell in enumerate(cells, start=1):
            _write(sheet, (line, place), cell, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    book.close()
    return out.getvalue()


def _formats(book: Workbook) -> dict[type, Any]:
    return {
        type(None): book.add_format({"bold": True}),
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
        date: book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        str: book.add_format({"quote_prefix": True}),
    }


def _write(sheet: Any, place: tuple[int, int], cell: Cell, formats: dict[type, Any]) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(*place, cell, formats[type(cell)])
    elif isinstance(cell, str):
        # quoted, so that it stays a text also for who edits the cell and presses Enter
        sheet.write_string(*place, cell, formats[str] if is_formula(cell) else None)
    elif cell is not None:
        sheet.write_number(*place, cell)


def _width(title: str, cells: list[Cell]) -> int:
    """In characters; a letter of Chinese is as wide as two."""
    widths = [WIDTHS[type(one)] for one in cells if type(one) in WIDTHS]
    widths += [_columns_of(one) for one in (title, *cells) if isinstance(one, str)]
    return min(max([*widths, NARROWEST]) + 2, WIDEST)


def _columns_of(text: str) -> int:
    return sum(1 if letter.isascii() else 2 for letter in text)
