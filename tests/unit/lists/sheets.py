"""Spreadsheets as a coordinator's Excel writes them."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

Values = Sequence[Sequence[object]]


def write_sheets(file: Path, **sheets: Values) -> Path:
    """A workbook; days and minutes are dates of Excel, and not text."""
    with xlsxwriter.Workbook(str(file)) as book:
        day = book.add_format({"num_format": "yyyy/m/d"})
        minute = book.add_format({"num_format": "yyyy/m/d hh:mm"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for place, value in enumerate(row):
                    if isinstance(value, datetime):
                        sheet.write_datetime(at, place, value, minute)
                    elif isinstance(value, date):
                        sheet.write_datetime(at, place, value, day)
                    else:
                        sheet.write(at, place, value)
    return file
