"""`dayzero audit`: who did what, when and why, at the terminal and as a file."""

import csv
from pathlib import Path

from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import SUBJECT


def test_it_lists_who_did_what_and_filters_by_subject_person_and_day(enrolled: Run) -> None:
    enrolled("book", SUBJECT, "infusion", "2026-04-13T10:00", "--by", "li_na")

    found = enrolled("audit", "--subject", SUBJECT, "--who", "li_na", "--since", "2026-03-10")

    assert found.code == 0
    assert "recorded f2" in found.out
    assert "Mon 13 Apr 10:00" in found.out
    assert enrolled("audit", "--since", "2026-03-11").out == "No line matches.\n"
    assert "没有符合条件的记录" in enrolled("audit", "--who", "nobody", "--language", "zh").out


def test_showing_and_exporting_a_subject_is_reading(enrolled: Run, tmp_path: Path) -> None:
    enrolled("show", SUBJECT, "--by", "li_na")
    enrolled("export", SUBJECT, "--by", "li_na")
    enrolled("export", SUBJECT, "--by", "wang_fang")

    enrolled("audit", "--subject", SUBJECT, "--csv", tmp_path / "audit.csv")

    with (tmp_path / "audit.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = [row for row in csv.DictReader(file) if row["what"] == "read"]
    assert sorted(row["who"] for row in lines) == ["li_na", "wang_fang"]
