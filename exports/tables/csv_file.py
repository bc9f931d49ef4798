"""A table as CSV that a spreadsheet opens with a double click; pure."""

import csv
from datetime import date, datetime
from io import StringIO

from exports.tables.formulas import defused
from exports.tables.table import Cell, Table


def csv_file(table: Table) -> bytes:
    """One line for each row, CRLF; UTF-8 with the mark without which Excel in China reads GBK."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([table.titles[column] for column in table.columns])
    writer.writerows([csv_cell(row.get(column)) for column in table.columns] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def csv_cell(value: Cell) -> Cell:
    """`2026-04-15 10:00`, `2026-04-15`; a text that would be computed is quoted."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return defused(value) if isinstance(value, str) else value
