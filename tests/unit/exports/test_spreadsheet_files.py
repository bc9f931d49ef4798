"""The files themselves, read back by readers that are not ours."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from dayzero.desk.exporting.files import LISTS
from exports.lists.standing import Everybody
from exports.tables.csv_file import csv_file
from exports.tables.formulas import defused
from exports.tables.table import Cell, Table
from exports.tables.xlsx_file import xlsx_file
from tests.unit.exports.conftest import COMPUTED, COMPUTED_IN_CHINA
from wording.exports import Column, export_words

COMPUTABLE = (
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(1)",
    "=cmd|' /C calc'!A0",
    " =1+1",  # spreadsheets pass over what leads it in
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",  # full-width, as a Chinese keyboard writes it
    "＠SUM(1)",
)
TEXTS = ("没有", 'says "no", twice', "two\nlines", "−1 h", "2026-03-10", "00123", "1e5", "")


def table(*cells: Cell) -> Table:
    return Table(
        name="visits",
        columns=(Column.WHAT,),
        titles=export_words("en").columns,
        rows=[{Column.WHAT: cell} for cell in cells],
        as_of=datetime(2026, 3, 10, tzinfo=UTC),
    )


def from_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def from_xlsx(content: bytes) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


@pytest.mark.parametrize("text", COMPUTABLE)
def test_no_spreadsheet_computes_a_text_of_a_csv_file(text: str) -> None:
    [_, [cell]] = from_csv(csv_file(table(text)))

    assert cell == f"'{text}"


@pytest.mark.parametrize("text", COMPUTABLE)
def test_a_text_of_a_workbook_is_a_text_whatever_it_says(text: str) -> None:
    content = xlsx_file(table(text))

    assert from_xlsx(content)[1] == [text]
    assert b"<f>" not in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", TEXTS)
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text
    assert from_csv(csv_file(table(text, "x")))[1] == [text]
    assert from_xlsx(xlsx_file(table(text, "x")))[1] == [text]


def test_numbers_stay_numbers_below_zero_too() -> None:
    assert from_csv(csv_file(table(-61)))[1] == ["-61"]
    assert from_xlsx(xlsx_file(table(-61)))[1] == [-61]


def test_a_csv_file_opens_in_excel_in_china() -> None:
    assert csv_file(table("没有")).startswith(b"\xef\xbb\xbf")  # else Excel there reads GBK
    assert b"\r\n" in csv_file(table("x"))


def test_times_are_written_as_iso_without_a_weekday() -> None:
    cells: tuple[Cell, ...] = (datetime.fromisoformat("2026-04-15T10:00"), date(2026, 4, 15))

    assert from_csv(csv_file(table(*cells)))[1:] == [["2026-04-15 10:00"], ["2026-04-15"]]
    assert from_xlsx(xlsx_file(table(*cells)))[1:] == [[cells[0]], [cells[1]]]


def test_the_same_table_gives_the_same_bytes() -> None:
    assert xlsx_file(table("a", 1)) == xlsx_file(table("a", 1))


@pytest.mark.parametrize("what", LISTS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_both_kinds_of_file_say_the_same(everybody: Everybody, what: str, language: str) -> None:
    made = LISTS[what](everybody, language)
    [titles, *lines] = from_csv(csv_file(made))
    [same_titles, *same_lines] = from_xlsx(xlsx_file(made))

    assert titles == same_titles
    assert [[as_text(cell) for cell in line] for line in same_lines] == lines
    assert lines


def as_text(cell: object) -> str:
    """A cell of a workbook as the CSV file writes it; workbooks know no integers."""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, float):
        return str(int(cell))
    return defused(cell) if isinstance(cell, str) else str(cell)


def test_what_people_wrote_as_a_reason_is_defused_in_the_register(everybody: Everybody) -> None:
    register = csv_file(LISTS["deviations"](everybody, "en")).decode("utf-8-sig")
    alerts = csv_file(LISTS["alerts"](everybody, "en")).decode("utf-8-sig")

    assert f"'{COMPUTED}" in register
    assert f"'{COMPUTED_IN_CHINA}" in alerts
