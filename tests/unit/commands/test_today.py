"""Today as a file: a page of one site to print, by command and every morning."""

import csv
import logging
import re
import stat
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dayzero.prefect_side.mornings import Mornings
from dayzero.today_file.folder import KEPT, Folder, write_due
from models.records.store import acknowledge, open_alerts, open_engine
from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import bring_in
from tests.web.pages import NOW, SUBJECTS, pass_over, words_of
from wording.language import ENGLISH

MORNING = NOW - timedelta(hours=2)  # 06:00 at the sites
OF_THE_DAY = ["today-CN01-2026-03-10.html", "today-CN02-2026-03-10.html"]


@pytest.fixture
def records(run: Run, tmp_path: Path) -> Iterator[Engine]:
    """The subjects of the tests of pages, passed over once, in the installation of `run`."""
    assert run("init").code == 0
    engine = open_engine(f"sqlite:///{tmp_path / 'home' / 'dayzero.db'}")
    bring_in(engine, *SUBJECTS)
    for document in SUBJECTS:
        pass_over(engine, document["subject"])
    yield engine
    engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "today", ENGLISH)


def names_in(folder: Folder) -> list[str]:
    return sorted(file.name for file in folder.path.iterdir())


@pytest.mark.usefixtures("records")
def test_the_sheet_says_whom_to_call_why_and_by_when(run: Run, tmp_path: Path) -> None:
    answer = run("today", "--site", "CN01")
    said = words_of((tmp_path / OF_THE_DAY[0]).read_text("utf-8"))

    assert (answer.code, answer.out) == (0, f"{OF_THE_DAY[0]}\n")
    assert "Today at CN01, Tue 10 Mar" in said
    assert "As of Tue 10 Mar 08:00; times are those of Asia/Shanghai (UTC+08:00)." in said
    first = said[said.index("CN01-007") :]
    assert re.search(r"[Mm]ove infusion from Wed 18 Mar 10:00 to Wed 18 Mar 11:15", first)
    assert "Why: " in first
    assert "EX-03.2" in first
    assert "before Fri 13 Mar" in first


@pytest.mark.usefixtures("records")
def test_the_sheet_is_of_one_site_and_asks_no_server_for_anything(run: Run, tmp_path: Path) -> None:
    run("today", "--site", "CN01", "--out", tmp_path / "one.html")
    page = (tmp_path / "one.html").read_text("utf-8")

    assert "CN02-001" not in page
    assert [word for word in ("href=", "src=", "<script", "url(", "@import") if word in page] == []


@pytest.mark.usefixtures("records")
def test_the_sheet_speaks_chinese_to_who_asks_for_it(run: Run, tmp_path: Path) -> None:
    run("today", "--site", "CN01", "--out", tmp_path / "zh.html", "--language", "zh")
    page = (tmp_path / "zh.html").read_text("utf-8")
    said = words_of(page)

    assert '<html lang="zh-CN">' in page
    assert "CN01今日待办，3月10日 周二" in said
    assert "供无法访问 Day Zero 时使用。请在最后一栏填写完成情况，系统恢复后补录。" in said
    assert "原因：" in said


def test_what_somebody_took_over_is_said_and_what_was_written_freely_is_not(
    run: Run, records: Engine, tmp_path: Path
) -> None:
    move = next(one for one in open_alerts(records, "CN01-007") if one.alert.to)
    acknowledge(records, str(move.number), why="told by Mrs Zhang", now=NOW, by="chief")
    run("today", "--site", "CN01", "--out", tmp_path / "one.html")
    said = words_of((tmp_path / "one.html").read_text("utf-8"))

    assert "Answered by chief" in said.partition("Answered by somebody")[2]
    assert "Zhang" not in said


@pytest.mark.usefixtures("records")
def test_a_site_that_the_trial_does_not_have_is_refused_and_nothing_written(
    run: Run, tmp_path: Path
) -> None:
    before = set(tmp_path.iterdir())
    answer = run("today", "--site", "CN99")

    assert answer.code == 2
    assert "“CN99” is not a site; use CN01 to CN11" in answer.err
    assert set(tmp_path.iterdir()) == before


@pytest.mark.usefixtures("records")
def test_who_wrote_the_sheet_has_read_of_each_subject_on_it(run: Run, tmp_path: Path) -> None:
    run("today", "--site", "CN01", "--by", "li_na")
    run("audit", "--who", "li_na", "--csv", tmp_path / "audit.csv")
    lines = list(csv.DictReader((tmp_path / "audit.csv").read_text("utf-8-sig").splitlines()))

    assert {line["what"] for line in lines} == {"read"}
    assert {"CN01-007", "CN01-008"} <= {line["subject"] for line in lines}
    assert "CN02-001" not in {line["subject"] for line in lines}


def test_each_sites_file_is_written_at_six_on_its_own_clock_and_once_a_day(
    records: Engine, folder: Folder
) -> None:
    assert write_due(records, folder, MORNING - timedelta(minutes=1)) == []
    assert not folder.path.exists()

    assert [file.name for file in write_due(records, folder, MORNING)] == OF_THE_DAY
    assert write_due(records, folder, NOW) == []
    assert len(write_due(records, folder, MORNING + timedelta(days=1))) == len(OF_THE_DAY)


def test_the_files_are_for_the_account_alone(records: Engine, folder: Folder) -> None:
    folder.path.mkdir(mode=0o755)
    written = write_due(records, folder, NOW)

    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in written} == {0o600}


def test_old_files_are_removed_and_what_somebody_else_put_there_is_not(
    records: Engine, folder: Folder
) -> None:
    write_due(records, folder, NOW - KEPT - timedelta(days=1))
    write_due(records, folder, NOW - KEPT)
    others = ["notes.txt", "today-my-list.html"]
    for name in others:
        (folder.path / name).touch()
    write_due(records, folder, NOW)

    assert [name for name in names_in(folder) if "2026-02-23" in name] == []
    kept = [f"today-{site}-2026-02-24.html" for site in ("CN01", "CN02")]
    assert names_in(folder) == sorted([*others, *kept, *OF_THE_DAY])


def test_a_folder_that_cannot_be_used_is_said_once_and_tried_again(
    records: Engine, folder: Folder, caplog: pytest.LogCaptureFixture
) -> None:
    folder.path.write_text("a file in its place")
    mornings = Mornings(records, folder, threading.Event())
    with caplog.at_level(logging.INFO):
        mornings.look()
        mornings.look()
        [said] = caplog.messages
        folder.path.unlink()
        mornings.look()

    assert f"{folder.path}: cannot be written (File exists)" in said
    assert said.endswith("nothing is lost, Today as a file waits")
    assert caplog.messages[1] == "Today is written as a file again"
    assert names_in(folder) == OF_THE_DAY
