"""The safety report says what was run, what was not, and when it is out of date."""

import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from safety.mutants.score import is_reached, rows
from safety.outcome import Outcome
from safety.pages import LANGUAGES, words_of
from safety.properties import counts_of, searched, together, told
from safety.report.__main__ import write
from safety.report.counted import Told, of_hazards, of_mutants, of_trace
from safety.report.freshness import flaws
from safety.report.made import DATA, Report, as_json, from_json
from safety.report.others import Other, ran
from safety.report.pages import HERE, page
from safety.report.parts import PARTS, results_of

PASSED = Outcome(
    part="exhaustive", state="passed", counts={"verdicts": 5_000_001}, seconds=90, models="m1"
)
REPORT = Report(
    day="2026-12-01", commit="abc", changed=False, models="m1", parts={"exhaustive": PASSED}
)


def test_a_part_that_was_not_run_is_said_so_and_never_as_passed() -> None:
    text = page(REPORT, "en")
    assert "Every dated rule, minute by minute: passed" in text
    assert "verdicts compared: 5,000,001" in text
    assert text.count(": not run") == len(PARTS) - 1
    assert "Of 7 parts 1 passed, 0 failed, 0 were skipped and 6 were not run." in text
    [named] = [line for line in text.splitlines() if line.startswith("- not run: ")]
    assert len(named.split("; ")) == len(PARTS) - 1


def test_what_was_skipped_says_why() -> None:
    skipped = Outcome(
        part="cql", state="skipped", counts={}, seconds=0, why=("no node",), models="m1"
    )
    text = page(replace(REPORT, parts={"cql": skipped}), "zh")
    assert "已跳过" in text
    assert "no node" in text


def test_a_result_of_other_models_is_as_if_it_was_not_run(tmp_path: Path) -> None:
    PASSED.write(tmp_path)
    assert results_of("m1", tmp_path) == {"exhaustive": PASSED}
    assert results_of("m2", tmp_path) == {}


def test_a_report_of_these_models_has_no_flaw(tmp_path: Path) -> None:
    write(REPORT, tmp_path)
    assert list(flaws(tmp_path, "m1")) == []


def test_a_report_that_is_missing_old_red_or_edited_is_a_flaw(tmp_path: Path) -> None:
    assert "no safety report" in next(flaws(tmp_path, "m1"))
    write(REPORT, tmp_path)
    assert "what a plan is made of changed" in next(flaws(tmp_path, "m2"))
    (tmp_path / "report.zh.md").write_text("全部通过")
    assert [f for f in flaws(tmp_path, "m1") if f.startswith("report.zh.md")]
    write(replace(REPORT, parts={"exhaustive": replace(PASSED, state="failed")}), tmp_path)
    assert list(flaws(tmp_path, "m1")) == [f"{DATA}: exhaustive failed"]


def test_what_pytest_prints_is_counted() -> None:
    printed = (
        "  - 50 passing, 0 failing, and 2 invalid test cases\n"
        "  - 7 passing, 1 failing, and 0 invalid test cases\n"
        "2 passed, 1 failed in 3s\n"
    )
    assert counts_of(printed) == {"properties": 3, "examples": 57, "passed": 2, "failed": 1}


@pytest.mark.journey
def test_the_charts_of_a_real_search_are_counted() -> None:
    outcome = searched("ci", "tests/properties/test_shift_tables.py")

    assert outcome.state == "passed"
    assert outcome.counts["properties"] == outcome.counts["passed"] > 0
    assert outcome.counts["examples"] >= 50


def test_a_search_in_which_nothing_was_counted_has_not_passed() -> None:
    outcome = told({"properties": 0, "examples": 0}, 0, "safety", ())

    assert (outcome.state, outcome.why) == ("failed", ("no chart was tried",))


@pytest.mark.parametrize("state", ["passed", "failed", "skipped", "not_run"])
def test_each_state_has_a_word(state: str) -> None:
    assert all(words_of(HERE, language)["states"][state] for language in LANGUAGES)


def test_a_report_says_when_and_of_which_commit_it_was_made() -> None:
    assert "Made on 2026-12-01 of commit `abc`; no file of it was changed." in page(REPORT, "en")
    changed = page(replace(REPORT, changed=True), "zh")
    assert "于 2026-12-01 依据提交 `abc` 生成，**当时另有未提交的修改**" in changed


def a_control(where: str, **fields: object) -> dict[str, object]:
    return {"hazard": "HZ-01", "control": {"en": "Held", "zh": "控制"}, "where": where, **fields}


SAMPLE = {
    "hazards": 61,
    "red": ["HZ-14"],
    "all": [a_control(where) for where in ("a", "b", "c", "d")],
    "removed": [a_control("a", noticed=True)],
}
WHOLE = {
    "made": {"day": "2026-11-30", "commit": "def"},
    "removed": [
        a_control("a", noticed=False),
        a_control("b", noticed=True),
        a_control("c", noticed=False),
        a_control("gone", noticed=False),
    ],
}


def test_a_control_is_known_by_the_last_time_that_it_was_taken_away() -> None:
    """The sample saw `a`, which the run of all had missed; `d` was never taken away."""
    told = of_hazards(SAMPLE, WHOLE)
    assert told.counts["removed"] == told.counts["noticed"] == 1
    assert (told.counts["controls"], told.counts["unseen"], told.counts["never"]) == (4, 1, 1)
    assert [row["where"] for row in told.tables["unseen"]] == ["c"]
    [whole] = told.tables["whole"]
    assert whole == {"day": "2026-11-30", "commit": "def", "removed": 3, "noticed": 1}
    assert told.why == ("no test noticed that 1 controls were gone",)


def test_without_a_run_of_all_controls_the_rest_was_never_taken_away() -> None:
    told = of_hazards(SAMPLE, None)
    assert told.counts["never"] == 3
    assert told.tables["whole"] == ()


def test_links_that_are_missing_are_counted() -> None:
    trace = {"sentences": 3, "rules": 2, "spec_files": 5, "hazards": 1, "orphans": ["IN-05"]}
    assert of_trace(trace).counts == {"sentences": 3, "rules": 2, "orphans": 1}


MISSED = {"owner": "windows/a.py::f 12ab", "line": 7, "fault": "3 or: a | b", "outcome": "survived"}
MUTANTS = {
    "all": {"windows": 8},
    "tried": {"windows": {"killed": 4, "survived": 2}},
    "score": [{"place": "code", "faults": 8, "tried": 6, "noticed": 4, "percent": 66.7}],
    "missed": [
        {**MISSED, "reason": None},
        {**MISSED, "reason": {"en": "The same either way.", "zh": "两种写法等价。"}},
    ],
}


def test_the_score_counts_all_with_a_result_and_each_survivor_has_its_reason() -> None:
    told = of_mutants(MUTANTS)
    assert (told.counts["tried"], told.counts["noticed"], told.counts["percent"]) == (6, 4, 66.7)
    assert (told.counts["missed"], told.counts["unexplained"]) == (2, 1)
    outcome = replace(PASSED, part="mutants", counts=told.counts, tables=told.tables)
    report = from_json(as_json(replace(REPORT, parts={"mutants": outcome})))
    english, chinese = (page(report, language) for language in LANGUAGES)
    assert "| all of the code | 8 | 6 | 4 | 66.7 |" in english
    assert "| `windows/a.py::f 12ab` | 7 | `3 or: a \\| b` | tests passed |" in english
    assert "| **none given yet** |" in english
    assert "| The same either way. |" in english
    assert "两种写法等价。" in chinese
    assert "The same either way." not in chinese
    assert "变异得分 66.7%" in chinese


def test_rounds_of_a_search_count_all_charts_and_how_the_last_one_ended() -> None:
    good, bad = {"examples": 40, "passed": 3}, {"examples": 7, "passed": 2, "failed": 1}

    assert together([good, good]) == {"examples": 80, "passed": 3}
    assert together([good, bad]) == {"examples": 47, "passed": 2, "failed": 1}
    assert together([{}]) == {}  # not over in time


def test_what_was_not_tried_has_no_score() -> None:
    tried, none = rows({"models/a": Counter(killed=3, survived=1)}, {"models/a": 8})[1:]
    assert (tried["place"], tried["percent"]) == ("code", 75.0)
    assert (none["place"], none["tried"], none["percent"]) == ("data", 0, None)


def test_a_run_that_tried_no_fault_has_not_passed() -> None:
    nothing = {"all": {"windows": 8}, "tried": {}, "score": [], "missed": []}
    assert of_mutants(nothing).why == ("no fault has a result",)


def test_a_part_that_wrote_nothing_has_failed_and_says_why(tmp_path: Path) -> None:
    old = tmp_path / "nowhere.json"
    old.write_text("{}")
    outcome = ran(Other("nowhere", (), lambda _found: Told({}), old))
    assert outcome.state == "failed"
    assert any("safety.nowhere" in line for line in outcome.why)


def test_a_part_that_ended_well_but_told_of_a_fault_has_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote = tmp_path / "found.json"

    def well(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        wrote.write_text("{}")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", well)
    unseen = Told({}, why=("no test noticed that 1 controls were gone",))
    assert ran(Other("hazards", (), lambda _found: unseen, wrote)).state == "failed"
    assert ran(Other("hazards", (), lambda _found: Told({}), wrote)).state == "passed"


@pytest.mark.parametrize(
    ("code", "data", "reached"),
    [
        ((19, 1), (19, 1), True),  # 95 of 100
        ((19, 1), (18, 1), False),
        ((18, 1), (19, 1), False),
        ((19, 1), (0, 0), True),  # of the data nothing was tried
        ((0, 0), (0, 0), False),
    ],
)
def test_the_goal_holds_for_the_code_and_for_the_data(
    code: tuple[int, int], data: tuple[int, int], *, reached: bool
) -> None:
    tried = {"models/timeline/windows": code, "drugs.toml": data}
    counted = {
        room: Counter(killed=killed, survived=survived)
        for room, (killed, survived) in tried.items()
        if killed
    }

    assert is_reached(rows(counted, {})) is reached
