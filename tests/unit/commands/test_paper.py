"""`dayzero paper`: a subject's page as a file."""

from pathlib import Path

import pytest

from tests.unit.calendars.papers import opened, text_of
from tests.unit.commands.command_line import Answer, Run
from tests.unit.records.recorded import SUBJECT


def test_paper_writes_a_page_in_chinese_beside_you_and_says_where(
    enrolled: Run, tmp_path: Path
) -> None:
    assert enrolled("paper", SUBJECT) == Answer(0, f"{SUBJECT}.pdf\n", "")
    pdf = (tmp_path / f"{SUBJECT}.pdf").read_bytes()
    assert len(opened(pdf).pages) == 1
    assert "访视日历受试者编号CN01-007" in text_of(pdf)
    assert "已完成：筛选2026年3月2日。" in text_of(pdf)


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh", "访视日历"), ("en", "Visitcalendar"), ("both", "访视日历Visitcalendar")],
)
def test_paper_speaks_the_language_that_is_asked_for(
    enrolled: Run, tmp_path: Path, language: str, title: str
) -> None:
    answer = enrolled("paper", SUBJECT, "--language", language, "--out", "a.pdf")
    assert answer == Answer(0, "a.pdf\n", "")
    assert text_of((tmp_path / "a.pdf").read_bytes()).startswith(title)


def test_paper_of_an_unknown_subject_is_refused_and_writes_nothing(
    enrolled: Run, tmp_path: Path
) -> None:
    answer = enrolled("paper", "CN01-999")
    assert answer.code != 0
    assert "CN01-999" in answer.err
    assert not list(tmp_path.glob("*.pdf"))


def test_paper_where_nothing_can_be_written_says_so(enrolled: Run) -> None:
    answer = enrolled("paper", SUBJECT, "--out", "no/such/folder.pdf")
    assert answer.code == 2
    assert answer.err.startswith("no/such/folder.pdf: cannot be written")
