"""The safety report says what was run, what was not, and when it is out of date."""

from dataclasses import replace
from pathlib import Path

import pytest

from safety.outcome import Outcome
from safety.properties import counts_of
from safety.report.__main__ import write
from safety.report.freshness import flaws
from safety.report.made import DATA, Report
from safety.report.others import OTHERS, Other, ran
from safety.report.pages import LANGUAGES, page, words_of
from safety.report.parts import PARTS, results_of

PASSED = Outcome(
    part="exhaustive", state="passed", counts={"verdicts": 5_000_001}, seconds=90, models="m1"
)
REPORT = Report(commit="abc", changed=False, models="m1", parts={"exhaustive": PASSED})


def test_a_part_that_was_not_run_is_said_so_and_never_as_passed() -> None:
    text = page(REPORT, words_of("en"))
    assert "Every dated rule, minute by minute: passed" in text
    assert "verdicts compared: 5,000,001" in text
    assert text.count(": not run") == len(PARTS) - 1


def test_what_was_skipped_says_why() -> None:
    skipped = Outcome(
        part="cql", state="skipped", counts={}, seconds=0, why=("no node",), models="m1"
    )
    text = page(replace(REPORT, parts={"cql": skipped}), words_of("zh"))
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
    assert "models/ changed" in next(flaws(tmp_path, "m2"))
    (tmp_path / "report.zh.md").write_text("全部通过")
    assert [f for f in flaws(tmp_path, "m1") if f.startswith("report.zh.md")]
    write(replace(REPORT, parts={"exhaustive": replace(PASSED, state="failed")}), tmp_path)
    assert list(flaws(tmp_path, "m1")) == [f"{DATA}: exhaustive failed"]


def test_both_languages_have_the_same_words() -> None:
    english, chinese = (_keys(words_of(language)) for language in LANGUAGES)
    assert english == chinese
    assert {f"parts.{part}.title" for part in PARTS} <= english


def _keys(words: object, under: str = "") -> set[str]:
    if not isinstance(words, dict):
        return {under}
    return {
        key for name, value in words.items() for key in _keys(value, f"{under}.{name}".strip("."))
    }


def test_what_pytest_prints_is_counted() -> None:
    printed = (
        "  - 50 passing examples, 0 failing\n  - 7 passing examples\n2 passed, 1 failed in 3s\n"
    )
    assert counts_of(printed) == {"properties": 3, "examples": 57, "passed": 2, "failed": 1}


@pytest.mark.parametrize("state", ["passed", "failed", "skipped", "not_run"])
def test_each_state_has_a_word(state: str) -> None:
    assert all(words_of(language)["states"][state] for language in LANGUAGES)


def test_what_other_parts_keep_is_counted_as_they_write_it() -> None:
    counted = {other.name: other.counts for other in OTHERS}
    hazards = {"hazards": 61, "red": ["HZ-14"], "controls": 87}
    removed = {"removed": [{"noticed": True}, {"noticed": False}]}
    expected = {"hazards": 61, "red": 1, "controls": 87, "removed": 2, "noticed": 1}
    assert counted["hazards"]({**hazards, **removed}) == expected
    trace = {"sentences": 3, "rules": 2, "spec_files": 5, "hazards": 1, "orphans": ["IN-05"]}
    assert counted["trace"](trace) == {"sentences": 3, "rules": 2, "orphans": 1}
    mutants = {"tried": {"windows": {"noticed": 4, "survived": 2}}, "missed": [{"reason": None}]}
    assert counted["mutants"](mutants) == {"tried": 6, "missed": 1, "unexplained": 1}


def test_a_part_that_wrote_nothing_has_failed_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "nowhere.json").write_text("{}")
    outcome = ran(Other("nowhere", (), lambda _found: {}), tmp_path)
    assert outcome.state == "failed"
    assert any("safety.nowhere" in line for line in outcome.why)
