"""`dayzero protocol new` writes a trial that loads and plans, and overwrites nothing."""

import json
from pathlib import Path

import pytest

from models.protocol.loading.loader import read_protocol
from tests.unit.commands.command_line import Run

TRIAL = "NCT00000000"
FILE = "nct00000000.toml"


def begun(run: Run, folder: Path, *words: str) -> Path:
    answer = run("protocol", "new", TRIAL, "--folder", folder, *words)
    assert answer.code == 0, answer.err
    return folder


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_written_is_sound_and_says_nothing_that_never_matters(
    language: str, run: Run, tmp_path: Path
) -> None:
    folder = begun(run, tmp_path / "trial", "--language", language)
    answer = run("protocol", "check", folder, "--language", "en")
    assert (answer.code, answer.out) == (0, f"{folder}: sound, 0 remarks\n")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_chart_beside_it_is_planned_by_it(language: str, run: Run, tmp_path: Path) -> None:
    folder = begun(run, tmp_path / "trial", "--language", language)
    chart = folder / "example.chart.json"
    at = ("--protocol", folder, "--at", "2026-04-03T08:00Z", "--json")
    plan = json.loads(run("plan", chart, *at).out)
    steps = {one["step"]: one["state"] for one in plan["steps"]}
    verdicts = {one["rule"]: one["verdict"] for one in plan["verdicts"]}
    assert plan["protocol"]["id"] == TRIAL
    assert (steps["apheresis"], steps["infusion"], steps["day_28"]) == ("done", "booked", "planned")
    assert verdicts == {"IN-AGE": "met", "EX-CHEMOTHERAPY": "met", "IN-PREGNANCY": "pending"}


def test_chinese_titles_are_written_where_chinese_is_spoken_and_asked_of_nobody_else(
    run: Run, tmp_path: Path
) -> None:
    english = read_protocol(begun(run, tmp_path / "en", "--language", "en") / FILE)
    chinese = read_protocol(begun(run, tmp_path / "zh", "--language", "zh") / FILE)
    assert [set(one.titles) for one in english.step] == [{"en"}] * 6
    assert [set(one.titles) for one in chinese.step] == [{"en", "zh"}] * 6
    assert set(english.vocabulary.route[0].titles) == {"en"}


def test_both_languages_begin_the_same_trial(run: Run, tmp_path: Path) -> None:
    english = begun(run, tmp_path / "en", "--language", "en") / FILE
    chinese = begun(run, tmp_path / "zh", "--language", "zh") / FILE
    own = {"title_zh", "text_zh"}
    assert _statements(english) == [one for one in _statements(chinese) if one[0] not in own]


def _statements(file: Path) -> list[tuple[str, str]]:
    lines = [line.partition(" #")[0].strip() for line in file.read_text("utf-8").splitlines()]
    written = [line.partition(" = ") for line in lines if line and not line.startswith("#")]
    return [(key, value) for key, _, value in written]


def test_what_is_there_already_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    file = begun(run, tmp_path / "trial") / FILE
    file.write_text("mine")
    answer = run("protocol", "new", TRIAL, "--folder", tmp_path / "trial")
    assert answer.code == 2
    assert "trial cannot be written: " in answer.err
    assert "name a new folder with --folder" in answer.err
    assert file.read_text() == "mine"


def test_a_word_that_names_no_file_is_refused(run: Run, tmp_path: Path) -> None:
    answer = run("protocol", "new", "../x", "--folder", tmp_path / "trial")
    assert answer.code == 2
    assert answer.err == (
        "“../x” cannot name a trial; write ID as 1 to 32 letters, digits, dots or hyphens,"
        " such as NCT00000000\n"
    )
    assert list(tmp_path.glob("trial")) == []


def test_where_several_protocols_lie_one_must_be_named(run: Run, tmp_path: Path) -> None:
    folder = begun(run, tmp_path / "trial")
    (folder / "other.toml").write_bytes((folder / FILE).read_bytes())
    answer = run("plan", folder / "example.chart.json", "--protocol", folder)
    assert answer.code == 2
    assert answer.err == (
        f"{folder}: several protocols lie there; name the file of one, such as {FILE}\n"
    )
