"""What outsiders need to carry the program on is there, and says what is true."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.manual.shown import ROOT


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_the_hosted_checks_are_the_script_that_everybody_runs() -> None:
    steps = read(".github/workflows/ci.yml")["jobs"]["run"]["steps"]

    assert [step["run"] for step in steps if "run" in step] == [".ci/run"]


def test_hooks_before_a_commit_fetch_nothing_and_are_commands_of_lint() -> None:
    lint = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(BIN)", ".venv/bin")
    repositories = read(".pre-commit-config.yaml")["repos"]

    assert [one["repo"] for one in repositories] == ["local"]
    assert all(hook["entry"] in lint for hook in repositories[0]["hooks"])


@pytest.mark.parametrize(
    "form", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*-*.yml")), ids=lambda form: form.name
)
def test_who_opens_an_issue_is_asked_for_no_real_subjects_data(form: Path) -> None:
    parts = read(str(form.relative_to(ROOT)))["body"]

    assert "Never paste data of a real subject." in parts[0]["attributes"]["value"]
    assert len({part["id"] for part in parts if "id" in part}) == len(parts) - 1


def test_the_licence_is_the_one_that_is_named() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert 'license = "Apache-2.0"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
