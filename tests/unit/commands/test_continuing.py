"""`dayzero continue`: a follow-up trial's subject who has a number in the parent trial."""

import json
from pathlib import Path

import pytest

from tests.protocols.several import ADULT, TISAGENLECLEUCEL, several_trials
from tests.protocols.test_several_trials_together import a_chart, step
from tests.unit.commands.command_line import Run

PARENT, FOLLOW_UP = "CN01-101", "CN01-201"
LINK = ("continue", FOLLOW_UP, "--of", PARENT)


@pytest.fixture
def ready(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DAYZERO_PROTOCOLS", str(several_trials(tmp_path / "trials")))
    assert run("init").code == 0
    for number, trial in ((PARENT, ADULT), (FOLLOW_UP, TISAGENLECLEUCEL)):
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps(a_chart(number, trial, step("consent", "done", "2026-03-02"))))
        assert run("import", str(file)).code == 0
    return run


def test_each_number_is_shown_with_the_other_until_it_is_taken_back(ready: Run) -> None:
    assert ready(*LINK).out == f"{FOLLOW_UP} is the same person as {PARENT} of the parent trial\n"
    assert f"The same person: {PARENT} ({ADULT})" in ready("show", FOLLOW_UP).out
    assert f"The same person: {FOLLOW_UP} ({TISAGENLECLEUCEL})" in ready("show", PARENT).out

    gone = ready(*LINK, "--taken-back", "--reason", "typed wrongly")
    assert gone.out == f"{FOLLOW_UP} is no longer said to be the same person as {PARENT}\n"
    assert "The same person" not in ready("show", FOLLOW_UP).out


@pytest.mark.parametrize("words", [("--taken-back",), ("--reason", "typed wrongly")])
def test_taking_back_needs_its_reason(ready: Run, words: tuple[str, ...]) -> None:
    answer = ready(*LINK, *words)

    assert answer.code == 2
    assert "give --taken-back and --reason together, or neither" in " ".join(answer.err.split())
