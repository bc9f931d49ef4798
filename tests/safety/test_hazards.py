"""Each hazard has tests that exist and are run, and controls that are there to be taken away."""

import subprocess
import sys
from functools import partial
from typing import Any

import pytest

from safety.changes.functions import ROOT
from safety.hazards.checking import faults_of
from safety.hazards.document import NAME, document
from safety.hazards.reading import Hazard, read_hazards
from safety.hazards.tests_named import collected
from safety.pages import old

HAZARDS = read_hazards()


@pytest.mark.journey
def test_each_hazard_is_held_by_tests_that_are_run() -> None:
    """Red while one awaits its tests: `awaited` in safety/hazards.toml says which."""
    assert [str(fault) for fault in faults_of(HAZARDS)] == []


def test_the_pages_are_of_today() -> None:
    assert list(old(NAME, partial(document, HAZARDS))) == [], "python -m safety.hazards"


def a_hazard(**fields: Any) -> Hazard:
    return Hazard.model_validate({**dict(HAZARDS[0]), "awaited": None, **fields})


@pytest.mark.journey
@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("tests/spec/test_no_such_file.py", "is not collected"),
        ("tests/spec/test_ex_03_chemotherapy.py::test_no_such_test", "is not collected"),
        ("tests/safety/not_run.py::test_skipped", "is skipped"),
        ("tests/safety/not_run.py::test_skipped_where_a_condition_holds", "is skipped"),
        ("tests/safety/not_run.py::test_that_skips_itself", "is skipped"),
        ("tests/safety/not_run.py::test_expected_to_fail", "is skipped"),
    ],
)
def test_a_test_that_is_not_there_or_not_run_holds_nothing(name: str, fault: str) -> None:
    said = collected([name.split("::", maxsplit=1)[0]]).fault_of(name)

    assert said is not None
    assert said.startswith(fault)


@pytest.mark.journey
def test_a_control_that_is_gone_is_told() -> None:
    gone = HAZARDS[0].control[0].model_copy(update={"find": "strict = perhaps"})
    faults = faults_of((a_hazard(control=(gone,)),))

    assert any("is not there" in fault.what for fault in faults)


@pytest.mark.journey
def test_a_rule_that_the_trial_does_not_have_is_told() -> None:
    assert any("is no rule" in f.what for f in faults_of((a_hazard(rules=["EX-99"]),)))


@pytest.mark.journey
def test_a_hazard_without_its_control_turns_red() -> None:
    """One of code, and one with two of data; `make hazards` takes all controls of all away."""
    command = [sys.executable, "-m", "safety.hazards", "--only", "HZ-12", "HZ-06"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603

    assert [line[:12] for line in said.stdout.splitlines() if line[7:9] == "HZ"] == [
        "red    HZ-06",
        "red    HZ-06",
        "red    HZ-12",
    ]
