"""Each example of the format loads in a first trial, and each table of the format has one."""

from pathlib import Path

import pytest

from manual.examples_of_tables import EXAMPLES, example_of, with_example
from manual.protocol_format import TABLES
from tests.unit.commands.command_line import Run

FILES = sorted(EXAMPLES.glob("*.toml"))


@pytest.mark.parametrize("example", FILES, ids=lambda file: file.stem)
def test_an_example_loads_and_all_of_it_matters(example: Path, run: Run, tmp_path: Path) -> None:
    run("protocol", "new", "NCT00000000", "--folder", tmp_path / "trial", "--language", "en")
    (tmp_path / "trial" / "nct00000000.toml").write_text(with_example(example), "utf-8")
    answer = run("protocol", "check", tmp_path / "trial")
    assert (answer.code, answer.out) == (0, f"{tmp_path / 'trial'}: sound, 0 remarks\n")


def test_each_table_is_shown_once_by_its_own_name() -> None:
    names = [title.partition(",")[0].strip("`") for title in TABLES.values()]
    tables = [name.strip("[]") for name in names if name.startswith("[")]
    for table in tables:
        assert f"[{table}]" in example_of(table), table
    assert {file.stem for file in FILES} <= set(tables)
