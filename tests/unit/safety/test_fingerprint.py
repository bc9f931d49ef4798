"""The report holds until `models/` says something else, not until somebody writes a comment."""

from pathlib import Path

import pytest

from safety.fingerprint import fingerprint_of

CODE = '"""A rule."""\n\nDAYS = 14\n\n\ndef gap() -> int:\n    """Days."""\n    return DAYS\n'
DATA = 'gap = "14 days"\n'


@pytest.fixture
def models(tmp_path: Path) -> Path:
    (tmp_path / "rule.py").write_text(CODE)
    (tmp_path / "rule.toml").write_text(DATA)
    return tmp_path


def test_a_comment_a_docstring_and_a_line_break_change_nothing(models: Path) -> None:
    before = fingerprint_of(models)
    code = CODE.replace("A rule", "One rule").replace("    return", "    # so\n\n    return")
    (models / "rule.py").write_text(code)
    (models / "rule.toml").write_text(f"# two weeks\n{DATA}")
    assert fingerprint_of(models) == before


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
    before = fingerprint_of(models)
    (models / file).write_text(text)
    assert fingerprint_of(models) != before


def test_a_file_under_another_name_changes_it(models: Path) -> None:
    before = fingerprint_of(models)
    (models / "rule.py").rename(models / "rules.py")
    assert fingerprint_of(models) != before
