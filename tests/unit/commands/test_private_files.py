"""What Day Zero writes is for the account that runs it, whatever mask it was started with."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dayzero.private_files import close_to_others, is_open
from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import SCREENING, chart, raw

pytestmark = pytest.mark.journey

MASKS = [
    0o000,
    pytest.param(0o022, marks=pytest.mark.journey),
    pytest.param(0o077, marks=pytest.mark.journey),
]


def dayzero(home: Path, *words: str | Path, mask: int) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DAYZERO_")}
    subprocess.run(  # noqa: S603  our own program, no shell
        [sys.executable, "-m", "dayzero", *map(str, words)],
        env={**environment, "DAYZERO_HOME": str(home), "DAYZERO_BY": "nurse"},
        umask=mask,
        check=True,
        capture_output=True,
    )


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def modes_below(folder: Path) -> set[tuple[str, int]]:
    return {("folder" if path.is_dir() else "file", mode(path)) for path in folder.rglob("*")}


@pytest.mark.parametrize("mask", MASKS)
def test_a_new_installation_is_closed_to_other_accounts(tmp_path: Path, mask: int) -> None:
    home = tmp_path / "home"
    file = tmp_path / "chart.json"
    file.write_bytes(raw(chart(SCREENING)))

    dayzero(home, "init", mask=mask)
    dayzero(home, "import", file, mask=mask)
    dayzero(home, "paper", "CN01-007", "--out", home / "paper.pdf", mask=mask)

    assert mode(home) == 0o700
    assert {path.name for path in home.iterdir()} >= {"dayzero.db", "paper.pdf"}
    assert modes_below(home) == {("file", 0o600)}


def test_an_installation_of_before_is_closed_when_it_is_set_up_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    dayzero(home, "init", mask=0o077)
    home.chmod(0o755)
    (home / "dayzero.db").chmod(0o644)
    (home / "dayzero.db-wal").touch(0o644)

    dayzero(home, "init", mask=0o022)

    assert mode(home) == 0o700
    assert modes_below(home) == {("file", 0o600)}


def test_doctor_names_what_other_accounts_may_read(run: Run) -> None:
    run("init")
    assert "ok    files" in run("doctor").out

    database = Path("home/dayzero.db").absolute()
    database.chmod(0o644)
    told = run("doctor")

    assert f"other accounts of this machine may use {database}" in told.out.replace("\n", "")
    assert told.code >= 1


def test_a_folder_that_everybody_shares_stays_open(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    close_to_others(tmp_path)

    assert mode(tmp_path) == 0o1777


def test_the_mask_of_whoever_calls_the_program_in_process_comes_back(run: Run) -> None:
    before = os.umask(0o022)
    try:
        run("init")
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def test_a_journal_that_goes_meanwhile_is_open_to_nobody(tmp_path: Path) -> None:
    gone = tmp_path / "dayzero.db-wal"

    close_to_others(gone)

    assert not is_open(gone)
