"""`dayzero protocol show` shows path, windows and rules, each with its source."""

import re
from math import inf
from pathlib import Path

import pytest

from dayzero.authoring.outline.possible_days import Days, possible_days
from models.protocol import load_protocol
from models.protocol.statements import statements
from tests.protocols.written import small, trial, washout
from tests.unit.commands.command_line import Run
from tests.unit.protocol.authored import written


def test_each_step_can_be_on_the_days_that_the_links_leave_it() -> None:
    assert possible_days(trial(small())) == {
        "consent": Days(-inf, -19),  # 14 days before preparation at the latest, and before that
        "collection": Days(-inf, -19),
        "preparation": Days(-5, -5),
        "infusion": Days(0, 0),
        "day_28": Days(24, 32),
    }


def test_the_terminal_shows_the_trial_in_force_unless_one_is_named(run: Run) -> None:
    out = run("protocol", "show").out
    assert out.startswith("NCT04684147, version ")
    assert re.search(r"infusion +D0", out)


def test_a_named_trial_is_shown_with_each_window_rule_and_source(run: Run, tmp_path: Path) -> None:
    rule = washout("W", gap="7 days", events=["transplant"])
    out = run("protocol", "show", written(small(rule), tmp_path)).out
    told = " ".join(out.split())
    assert told.startswith("NCT00000001, version made-up-1: A small cell therapy")
    assert "P-D28: Day 28 ± 4 days [site default: order of the path]" in told
    assert "rule W: at least 7 days before infusion" in told
    assert "3 to 120 completed years of age, both included" in told


def test_it_is_shown_in_chinese(run: Run, tmp_path: Path) -> None:
    rule = washout("W", gap="7 days", events=["transplant"], strict=True)
    out = run("protocol", "show", written(small(rule), tmp_path), "--language", "zh").out
    assert "第 28 天 ± 4 天" in out
    assert "规则 W：距回输须超过 7 天" in " ".join(out.split())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_has_a_picture_every_rule_and_nothing_from_elsewhere(
    language: str, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "trial.html"
    assert run("protocol", "show", "--output", file, "--language", language).code == 0
    page = file.read_text("utf-8")
    links = {link.rule for link in load_protocol().link}
    rules = {one.rule for one in statements(load_protocol()) if "-" in one.rule}
    assert {rule for rule in links | rules if rule not in page} - withheld() == set()
    assert page.count("<svg") == 1
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="', page) == []


def withheld() -> set[str]:
    """Criteria whose text no source gives."""
    return {one.id for one in load_protocol().withheld}


def test_what_an_author_writes_is_never_markup(run: Run, tmp_path: Path) -> None:
    text = small().replace('title = "consent"', 'title = "<b>consent</b>"')
    file = tmp_path / "trial.html"
    run("protocol", "show", written(text, tmp_path), "--output", file)
    assert "<b>" not in file.read_text("utf-8")


def test_a_page_that_is_there_already_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "trial.html"
    file.write_text("mine")
    answer = run("protocol", "show", "--output", file)
    assert answer.code == 2
    assert "trial.html cannot be written: " in answer.err
    assert "name a new file with --output" in answer.err
    assert file.read_text() == "mine"
