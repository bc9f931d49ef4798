"""The installation check that a hospital signs."""

import shutil
from pathlib import Path

import pytest

from dayzero.qualifying import examples
from dayzero.qualifying.examples import FOLDER, checked_examples
from dayzero.qualifying.installed import ROOMS, hash_of_program
from models.protocol import load_protocol
from tests.unit.commands.command_line import Run


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither a Prefect server nor a Prefect home of whoever runs the tests."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))


def test_the_record_names_versions_hashes_and_checks_and_has_lines_to_sign(
    run: Run, tmp_path: Path
) -> None:
    run("init")
    answer = run("qualify", "--out", "record.md", "--by", "li_na")
    record = (tmp_path / "record.md").read_text()

    assert answer.code == 0
    assert load_protocol().hash in record
    assert hash_of_program() in record
    assert "SQLite" in record
    assert "- **ok** writing: a line was written and taken back" in record
    assert "| EX-03.2 clears_at | 2026-03-18T10:01+08:00 | 2026-03-18T10:01+08:00 | yes |" in record
    assert "All results are as expected." in record
    for part in ("Performed by", "Reviewed by", "Approved by", "Made 20", "by li_na"):
        assert part in record
    assert "helps to qualify" in record
    assert "compliant" not in record


def test_it_is_in_chinese(run: Run) -> None:
    run("init")
    record = run("qualify", "--language", "zh").out

    assert "# Day Zero 安装确认记录" in record
    assert "全部结果与预期一致。" in record
    assert "达沙替尼在预约回输前恰好 72 小时停用" in record


def test_an_example_that_gives_something_else_is_said_and_is_the_exit_code(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "examples"
    shutil.copytree(FOLDER, own)
    told = own / "expected.toml"
    told.write_text(told.read_text().replace("2026-04-12", "2026-04-13"))
    monkeypatch.setattr(examples.checked_examples, "__defaults__", (own,))
    run("init")
    answer = run("qualify")

    assert answer.code == 1
    assert "**NO**" in answer.out
    assert "1 results are not as expected" in answer.out
    assert [one.what for one in checked_examples("en", own) if not one.fits] == ["day_28 opens"]


def test_another_program_has_another_hash(tmp_path: Path) -> None:
    for room in ROOMS:
        (tmp_path / room).mkdir()
    (tmp_path / "models" / "one.py").write_text("A = 1\n")
    before = hash_of_program(tmp_path)
    (tmp_path / "models" / "one.py").write_text("A = 2\n")

    assert hash_of_program(tmp_path) != before
