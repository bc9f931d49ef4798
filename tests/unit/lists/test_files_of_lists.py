"""Which files are read as lists, and what is said of those that cannot be."""

from pathlib import Path

import pytest
import xlsxwriter

from dayzero.lists import reading
from dayzero.lists.kept_layouts import KeptLayouts
from models.errors import InputRefused
from tests.unit.commands.command_line import Run, exported
from tests.unit.lists.sheets import write_sheets
from tests.unit.records.recorded import SCREENING, SUBJECT, chart, raw
from wording.refusals import say_refusal

ROW = ["imatinib", "2026-02-01", "2026-02-02"]
HEADINGS = ["Drug", "Start", "Stop"]
OF_SUBJECT = ("--subject", SUBJECT, "--accept-columns")


def refusal(run: Run, file: Path, *words: str) -> str:
    answer = run("import", file, *OF_SUBJECT, *words)
    assert answer.code == 2
    return answer.err


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("药物名称,开始日期,结束日期\n伊马替尼,2026-02-01,2026-02-02\n", "gbk"),
        ("药物名称,开始日期,结束日期\n伊马替尼,2026-02-01,2026-02-02\n", "utf-8-sig"),
        ("药物名称\t开始日期\t结束日期\r\n伊马替尼\t2026-02-01\t2026-02-02\r\n", "utf-16"),
        ('"药物名称";"开始日期";"结束日期"\n"伊马替尼";"1.2.2026";"2026-02-02"\n', "utf-8"),
        ("药物名称|开始日期|结束日期\n伊马替尼|20260201|2026-02-02\n", "gb18030"),
    ],
)
def test_a_csv_is_read_whatever_parts_its_cells_and_encodes_its_letters(
    enrolled: Run, tmp_path: Path, content: str, encoding: str
) -> None:
    file = tmp_path / "cm.csv"
    file.write_bytes(content.encode(encoding))

    assert enrolled("import", file, *OF_SUBJECT, "--dates", "dmy").code == 0

    fact = exported(enrolled)["facts"][-1]
    assert (fact["drug"], fact["first"], fact["last"]) == ("伊马替尼", "2026-02-01", "2026-02-02")


def test_of_several_sheets_the_one_that_is_a_list_is_read(enrolled: Run, tmp_path: Path) -> None:
    file = write_sheets(tmp_path / "log.xlsx", Notes=[["by ward 5"]], CM=[HEADINGS, ROW])

    said = enrolled("import", file, *OF_SUBJECT)

    assert f"{file} CM row 2: CN01-007: drug: imatinib" in said.out


def test_where_several_sheets_are_lists_one_is_asked_for(enrolled: Run, tmp_path: Path) -> None:
    file = write_sheets(tmp_path / "log.xlsx", CM=[HEADINGS, ROW], Old=[HEADINGS, ROW])

    assert refusal(enrolled, file) == (
        f"{file}: several sheets may be meant; say which with --sheet: CM, Old\n"
    )
    assert enrolled("import", file, *OF_SUBJECT, "--sheet", "Old").code == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "holds no row"),
        ("a.csv", b"\xff\xff\xff,\x80", "is neither UTF-8 nor GBK; save it as CSV UTF-8"),
        (
            "a.csv",
            b'Drug,Start\n"imatinib,2026-02-01\n',
            "has a quotation mark that is not closed; save it as CSV again",
        ),
        (
            "a.xlsx",
            b"PK\x03\x04 no workbook",
            "cannot be read as a spreadsheet: it is damaged or has a password",
        ),
        (
            "a.csv",
            b"colour,size\nred,5\n",
            "has no row of headings that are known; say what a column is: --column “HEADING=drug”",
        ),
        (
            "a.json",
            b'{"datasetJSONVersion": "1.1.0", "name": "AE", "columns": [{"name": "AETERM"}]}',
            "is not a Dataset-JSON of CM, EX, PR, LB or VS",
        ),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(
    enrolled: Run, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    assert refusal(enrolled, file) == f"{file}: {said}\n"


def test_a_small_workbook_with_more_cells_than_can_be_read_is_refused(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        book.add_worksheet().write(1_048_575, 16_383, "as far down and right as a sheet goes")

    assert file.stat().st_size < 10_000
    assert refusal(enrolled, file).startswith(f"{file}: holds more than can be read at once")


def test_charts_and_lists_are_brought_in_one_after_the_other(enrolled: Run, tmp_path: Path) -> None:
    one, other = tmp_path / "CN01-009.json", tmp_path / "cm.csv"
    one.write_bytes(raw(chart(SCREENING, subject="CN01-009")))
    other.write_text("Drug,Start,Stop\nimatinib,2026-02-01,2026-02-02\n")

    refused = enrolled("import", one, other, *OF_SUBJECT)

    assert refused.code == 2
    assert refused.err == (f"{one}: is a chart; bring charts and lists in one after the other\n")


def test_a_list_of_more_than_fifty_megabytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_LIST_BYTES", 10)

    with pytest.raises(InputRefused) as refused:
        reading.read_lists(
            [("cm.csv", b"Drug,Start,Stop\n")], reading.Columns(kept=KeptLayouts(tmp_path))
        )

    said = say_refusal(refused.value, "en")
    assert said == "cm.csv: is larger than 50 MB; bring it in in parts"


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Agent=drug", "--column: “Agent” is no heading of these lists\n"),
        ("Drug", "--column: “Drug” has nothing before or after its “=”\n"),
    ],
)
def test_what_is_said_of_a_column_must_be_so(
    enrolled: Run, tmp_path: Path, column: str, said: str
) -> None:
    file = tmp_path / "cm.csv"
    file.write_text("Drug,Start,Stop\nimatinib,2026-02-01,2026-02-02\n")

    assert refusal(enrolled, file, "--column", column) == said


def test_a_column_that_is_said_to_be_nothing_known_is_told_what_it_can_be(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "cm.csv"
    file.write_text("Drug,Start,Stop\nimatinib,2026-02-01,2026-02-02\n")

    said = refusal(enrolled, file, "--column", "Drug=pill")

    assert said.startswith("--column: “pill” is not what a column can be; use one of subject, ")


def test_a_cell_that_may_be_two_days_or_two_numbers_asks_which(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "cm.csv"
    file.write_text('Drug,Dose,Start,Stop\nimatinib,"1,500 mg",03/02/2026,13/02/2026\n')

    assert refusal(enrolled, file, "--dates", "dmy") == (
        f"{file} B2: “1,500” may be a thousand times more or less;"
        " say which sign parts the decimals: --decimal point or --decimal comma\n"
    )
    assert refusal(enrolled, file, "--decimal", "comma") == (
        f"{file} C2: “03/02/2026” may be either of two days;"
        " say which number comes first: --dates dmy or --dates mdy\n"
    )
    assert enrolled("import", file, *OF_SUBJECT, "--dates", "dmy", "--decimal", "comma").code == 0
    fact = exported(enrolled)["facts"][-1]
    assert (fact["dose"], fact["first"], fact["last"]) == (
        {"value": "1.500", "unit": "mg"},
        "2026-02-03",
        "2026-02-13",
    )


def test_a_site_that_is_none_is_refused_and_another_sites_subject_is_nobody(
    enrolled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "cm.csv"
    file.write_text("Subject,Drug,Start,Stop\nCN01-007,imatinib,2026-02-01,2026-02-02\n")

    unknown = enrolled("import", file, "--site", "CN99")
    elsewhere = enrolled("import", file, "--site", "CN02", "--accept-columns")

    assert unknown.err.startswith("--site: “CN99” is not a site")
    assert elsewhere.err.startswith(f"{file} A2: names nobody on record")


def test_a_patient_said_once_is_remembered_for_that_site(enrolled: Run, tmp_path: Path) -> None:
    file, named = tmp_path / "cm.csv", ("--column", "Patient=subject", "--site", "CN01")
    file.write_text("Patient,Drug,Start,Stop\nWang 0012345,imatinib,2026-02-01,2026-02-02\n")
    who = ("--patient", "Wang 0012345=CN01-007", "--remember-patients", "--accept-columns")
    assert enrolled("import", file, *named, *who).code == 0

    file.write_text("Patient,Drug,Start,Stop\nWang 0012345,dasatinib,2026-02-03,2026-02-04\n")

    assert enrolled("import", file, *named).code == 0
    assert exported(enrolled)["facts"][-1]["drug"] == "dasatinib"
