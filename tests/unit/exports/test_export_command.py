"""`dayzero export` of lists, as an operator types it."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from dayzero.desk.exporting.files import LISTS
from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import SUBJECT, chart, raw


@pytest.mark.parametrize("what", LISTS)
def test_a_list_is_printed_as_csv_where_no_file_is_named(enrolled: Run, what: str) -> None:
    answer = enrolled("export", what)

    assert (answer.code, answer.err) == (0, "")
    titles = answer.out.removeprefix("\ufeff").splitlines()[0].split(",")
    assert {"subject", "site"} < set(titles)


def test_the_name_of_the_file_says_which_kind_it_is(enrolled: Run, tmp_path: Path) -> None:
    told = enrolled("export", "visits", "--out", tmp_path / "visits.XLSX").out
    enrolled("export", "visits", "--out", tmp_path / "visits.csv")

    sheet = CalamineWorkbook.from_path(tmp_path / "visits.XLSX").get_sheet_by_name("visits")
    lines = list(csv.reader((tmp_path / "visits.csv").read_text("utf-8-sig").splitlines()))
    assert len(sheet.to_python()) == len(lines)
    assert told == f"{len(lines) - 1} rows written to {tmp_path / 'visits.XLSX'}\n"


def test_a_kind_that_there_is_not_is_refused_and_nothing_written(
    enrolled: Run, tmp_path: Path
) -> None:
    answer = enrolled("export", "visits", "--out", tmp_path / "visits.ods")

    assert (answer.code, answer.err) == (2, "visits can be had as csv or xlsx, not as “ods”\n")
    assert not (tmp_path / "visits.ods").exists()


def test_it_speaks_the_language_that_is_asked_for(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "subjects.csv"

    said = enrolled("export", "subjects", "--out", file, "--language", "zh").out

    assert said == f"已将 1 行写入 {file}\n"
    assert file.read_text("utf-8-sig").startswith("受试者,中心,时区,截至,状态")


def test_only_the_subjects_of_a_site_are_written_where_one_is_named(
    enrolled: Run, tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(raw(chart(subject="CN02-001", site="CN02")))
    enrolled("import", other)

    assert "CN02-001" in enrolled("export", "subjects").out
    assert "CN02-001" not in enrolled("export", "subjects", "--site", "CN01").out


def test_who_took_a_list_out_is_in_the_audit_of_each_subject(enrolled: Run, tmp_path: Path) -> None:
    enrolled("export", "subjects", "--by", "li_na")
    enrolled("audit", "--who", "li_na", "--csv", tmp_path / "audit.csv")

    [line] = csv.DictReader((tmp_path / "audit.csv").read_text("utf-8-sig").splitlines())
    assert (line["what"], line["subject"]) == ("read", SUBJECT)
