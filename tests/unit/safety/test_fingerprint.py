"""The report holds until a plan is made of something else, not until somebody writes a comment."""

from pathlib import Path

import pytest

from safety.fingerprint import MODELS, fingerprint_of
from safety.plan_files import plan_files

CODE = '"""A rule."""\n\nDAYS = 14\n\n\ndef gap() -> int:\n    """Days."""\n    return DAYS\n'
DATA = 'gap = "14 days"\n'


def hash_of(folder: Path) -> str:
    return fingerprint_of([*folder.glob("*.py"), *folder.glob("*.toml")], folder)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    (tmp_path / "rule.py").write_text(CODE)
    (tmp_path / "rule.toml").write_text(DATA)
    return tmp_path


def test_a_comment_a_docstring_and_a_line_break_change_nothing(models: Path) -> None:
    before = hash_of(models)
    code = CODE.replace("A rule", "One rule").replace("    return", "    # so\n\n    return")
    (models / "rule.py").write_text(code)
    (models / "rule.toml").write_text(f"# two weeks\n{DATA}")
    assert hash_of(models) == before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("rule.py", CODE.replace("14", "13")),
        ("rule.py", CODE.replace("return DAYS", "return -DAYS")),
        ("rule.toml", DATA.replace("14", "13")),
        ("another.py", ""),
    ],
)
def test_a_number_an_operator_and_a_file_change_it(models: Path, file: str, text: str) -> None:
    before = hash_of(models)
    (models / file).write_text(text)
    assert hash_of(models) != before


def test_a_file_under_another_name_changes_it(models: Path) -> None:
    before = hash_of(models)
    (models / "rule.py").rename(models / "rules.py")
    assert hash_of(models) != before


@pytest.mark.parametrize(
    "file",
    [
        "plan.py",
        "__init__.py",
        "moments.py",
        "timeline/planning/next_change.py",
        "timeline/network/network.py",
        "chart/reading.py",
        "protocol/arithmetic/quantity.py",
        "reasons/verdicts/washouts.py",
        "protocols/nct04684147.toml",
    ],
)
def test_what_judges_a_rule_or_reads_a_chart_is_part_of_a_plan(file: str) -> None:
    assert MODELS / file in plan_files()


@pytest.mark.parametrize(
    "file", ["records/store.py", "alerting/routing.py", "subscriptions.py", "schedule.py"]
)
def test_what_keeps_tells_or_publishes_a_plan_is_no_part_of_it(file: str) -> None:
    assert (MODELS / file).exists()
    assert MODELS / file not in plan_files()


def test_every_file_of_the_rooms_of_rules_is_part_of_a_plan() -> None:
    rooms = (MODELS / room for room in ("timeline", "chart", "protocol"))
    assert {path for room in rooms for path in room.rglob("*.py")} <= plan_files()
