"""`dayzero backup`, `dayzero restore`, and the copy that is made before an upgrade."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.unit.commands.command_line import Run, exported
from tests.unit.records.recorded import SUBJECT

OF_BEFORE = Path(__file__).parents[2] / "upgrades" / "records-0010.sql.gz"


def test_what_was_recorded_after_a_copy_is_gone_once_it_is_put_back(
    enrolled: Run, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    saved = enrolled("backup", copy)
    enrolled("book", SUBJECT, "infusion", "2026-04-13T10:00")
    assert len(exported(enrolled)["facts"]) == 2

    restored = enrolled("restore", copy)

    assert saved.code == restored.code == 0
    assert saved.out.startswith(f"{copy} holds what {tmp_path / 'home' / 'dayzero.db'} held")
    assert len(exported(enrolled)["facts"]) == 1
    [kept] = (tmp_path / "home" / "backups").iterdir()
    assert f"what it held before is in {kept}\n" in restored.out
    assert enrolled("restore", copy).code == 0  # within the same second
    assert len(list((tmp_path / "home" / "backups").iterdir())) == 2


def test_a_copy_under_a_name_that_is_taken_is_refused(enrolled: Run, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("of last week")

    refused = enrolled("backup", tmp_path / "copy.db")

    assert refused.code == 3
    assert refused.err == (
        f"the copy {tmp_path / 'copy.db'} is there already; choose another name, or say"
        " --replace; the records are as they were\n"
    )
    assert enrolled("backup", tmp_path / "copy.db", "--replace").code == 0


def test_a_copy_that_is_not_there_is_told(enrolled: Run, tmp_path: Path) -> None:
    refused = enrolled("restore", tmp_path / "none.db")

    assert (refused.code, refused.out) == (3, "")
    assert "cannot be made or read" in refused.err


def test_records_of_an_older_version_are_copied_before_they_are_upgraded(
    run: Run, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with closing(sqlite3.connect(home / "dayzero.db")) as connection:
        connection.executescript(gzip.decompress(OF_BEFORE.read_bytes()).decode())

    upgraded = run("init")

    [copy] = (home / "backups").iterdir()
    assert copy.name == "dayzero-before-upgrade-from-0010-20260310T000000Z"
    assert f"before the upgrade the records were copied to {copy}\n" in upgraded.out
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0010",)
    assert run("init").out.count("\n") == 1  # nothing is left to upgrade, and nothing is copied


def test_records_whose_copy_cannot_be_made_are_not_upgraded(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with closing(sqlite3.connect(home / "dayzero.db")) as connection:
        connection.executescript(gzip.decompress(OF_BEFORE.read_bytes()).decode())
    (home / "backups").write_text("no folder")

    refused = run("init")

    assert refused.code == 3
    with closing(sqlite3.connect(home / "dayzero.db")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0010",)
