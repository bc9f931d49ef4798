"""What is refused is told in the language that was asked for; the help of commands is English."""

import json
from pathlib import Path

import pytest

from dayzero.command_line import main

NOW = "2026-03-10T08:00+08:00"
CHART = {
    "schema": "dayzero.chart/1",
    "subject": "CN01-007",
    "site": "CN01",
    "protocol": "NCT04684147",
    "sex": "female",
    "facts": [
        {"id": "f1", "kind": "step", "step": "screning", "state": "done", "at": "2026-03-02"},
        {"id": "f2", "kind": "drug", "drug": "dasatinib", "first": "2026-03-05"}
        | {"last": "2026-03-01"},
        {"id": "f2", "kind": "step", "step": "screening", "state": "done", "at": "2027-03-02"},
        {"id": "f4", "kind": "step", "step": "infusion", "state": "done", "at": "2026-02-30"},
    ],
}
IN_CHINESE = (
    "facts[0].step: “screning”不是 NCT04684147 的步骤；是否应为“screening”？",
    "facts[1].last: 早于首次日期；请更正其中之一",
    "facts[2].id: “f2”已是 facts[1] 的编号；请另取一个",
    f"facts[2].at: 晚于现在（{NOW}），不可能已经发生；请更正，或将步骤记录为“已预约”（booked）",
    "facts[3].at: “2026-02-30”不是日历上存在的日期，请更正",
)
IN_ENGLISH = (
    "facts[0].step: “screning” is not a step of NCT04684147; did you mean “screening”?",
    "facts[1].last: lies before “first”; correct one of the two",
    "facts[2].id: “f2” is already the id of facts[1]; give it its own",
    (
        f"facts[2].at: lies after {NOW} (now), so it cannot have happened;"
        " correct it or record the step as “booked”"
    ),
    "facts[3].at: “2026-02-30” is not a day of the calendar",
)


@pytest.fixture
def chart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DAYZERO_NOW", NOW)
    monkeypatch.delenv("DAYZERO_LANGUAGE", raising=False)
    file = tmp_path / "chart.json"
    file.write_text(json.dumps(CHART))
    return str(file)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, ...]:
    """The lines on the error stream of a command that is refused, and prints nothing else."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out) == (2, "")
    return tuple(printed.err.splitlines())


def test_a_bad_chart_is_refused_in_english(chart: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert set(told(capsys, "plan", chart)) == set(IN_ENGLISH)


@pytest.mark.parametrize("asked", [("--language", "zh"), ("--language=zh",)])
@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_a_bad_chart_is_refused_in_chinese_where_that_is_asked_for(
    chart: str,
    asked: tuple[str, ...],
    json_too: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert set(told(capsys, "plan", chart, *asked, *json_too)) == set(IN_CHINESE)


def test_an_installation_in_chinese_refuses_in_chinese(
    chart: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_LANGUAGE", "zh")
    assert set(told(capsys, "plan", chart)) == set(IN_CHINESE)
    assert set(told(capsys, "plan", chart, "--language", "en")) == set(IN_ENGLISH)


def test_a_language_that_there_is_not_is_refused_in_english(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_LANGUAGE", "fr")
    (line, *_) = told(capsys, "rules", "EX-99")
    assert line == "“EX-99” is no rule of NCT04684147; dayzero rules lists them all"


def test_what_an_assumption_does_not_change_is_told_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_NOW", NOW)
    done = {"id": "f1", "kind": "step", "step": "screening", "state": "done", "at": "2026-03-02"}
    file = tmp_path / "chart.json"
    file.write_text(json.dumps({**CHART, "facts": [done]}))
    with pytest.raises(SystemExit) as ended:
        main(["plan", str(file), "--assume", "screening=2026-03-05", "--language", "zh"])
    assert ended.value.code == 0
    said = capsys.readouterr().err
    assert said == "注意: --assume screening 未采用：该步骤已于 2026-03-02 完成（f1）\n"
