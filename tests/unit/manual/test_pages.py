"""What is promised of the pages: short, reachable, fresh, and true of the tests that they name."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from dayzero.command_line import COMMANDS
from manual.__main__ import main
from manual.generated import generated
from tests.unit.manual.shown import DOCS, ROOT

LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
MOST_LINES = 170
CODE = ("dayzero", "flows", "tasks", "exports", "calendars", "pictures", "wording", "models")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
BESIDE = sorted(ROOT.glob("*.md"))
PAGES = [page.read_text(encoding="utf-8") for page in (*BESIDE, *sorted(DOCS.rglob("*.md")))]


def linked(page: Path) -> Iterator[Path]:
    """Every file that a page leads to."""
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        yield (page.parent / link).resolve()


def reachable(page: Path) -> set[Path]:
    """Every page to which one can walk from a page."""
    seen, waiting = {page}, [page]
    while waiting:
        for found in linked(waiting.pop()):
            if found not in seen and found.suffix == ".md" and found.is_relative_to(DOCS):
                seen.add(found)
                waiting.append(found)
    return seen


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_every_page_can_be_reached_from_the_first() -> None:
    assert set(DOCS.rglob("*.md")) - reachable(DOCS / "index.md") == set()


@pytest.mark.parametrize("page", BESIDE, ids=lambda page: page.name)
def test_no_page_beside_the_docs_leads_nowhere(page: Path) -> None:
    assert [found for found in linked(page) if not found.exists()] == []


def test_generated_parts_are_what_the_program_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_a_page_that_is_not_todays_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in generated().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "reference/settings.md").write_text("of yesterday")
    monkeypatch.setattr("manual.__main__.DOCS", tmp_path)

    assert main(["--check"]) == 1
    assert capsys.readouterr().out.startswith("docs/reference/settings.md is not what")
    assert main([]) == 0
    assert (tmp_path / "reference/settings.md").read_text() == generated()["reference/settings.md"]


def test_no_generated_page_names_a_place_of_this_machine() -> None:
    assert [name for name, text in generated().items() if str(ROOT) in text] == []


def test_a_link_that_leads_nowhere_fails_the_site(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Here\n\n[lost](not/there.md)\n")
    config = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(tmp_path / "site"), strict=True
    )

    with pytest.raises(Abort):
        build(config)


def test_each_command_that_a_page_names_is_one() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"[`\n]make ([a-z-]+)", page)}
    commands = {name for page in PAGES for name in re.findall(r"[`\n]dayzero ([a-z]+)", page)}

    assert named - targets == set()
    assert commands - set(COMMANDS) == set()


def test_each_variable_that_the_code_names_is_in_the_reference() -> None:
    page = generated()["reference/settings.md"]
    code = (
        file.read_text(encoding="utf-8") for room in CODE for file in (ROOT / room).rglob("*.py")
    )
    named = {name for text in code for name in re.findall(r"DAYZERO_[A-Z_]*[A-Z]", text)}

    assert {name for name in named if name not in page} == set()


def test_each_promise_of_security_names_a_test_that_is_there() -> None:
    named = TEST.findall((ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    missing = [f"{file}::{name}" for file, name in named if name not in sentences_of(ROOT / file)]

    assert len(named) > 30
    assert missing == []


def test_each_clause_names_a_test_that_is_there_and_nothing_is_called_compliant() -> None:
    page = (DOCS / "explanation" / "regulations.md").read_text(encoding="utf-8")
    named = TEST.findall(page)
    missing = [f"{file}::{name}" for file, name in named if name not in sentences_of(ROOT / file)]
    whole = re.findall(r"`(tests/[\w/]+\.py)`", page)

    assert len(named) > 35
    assert missing == []
    assert [file for file in whole if not (ROOT / file).exists()] == []
    assert "compliant" not in page
    for rule in ("11.10(e)", "Annex 11", "GCP", "个人信息保护法", "人类遗传资源", "312.62"):
        assert rule in page


def test_the_clauses_in_chinese_name_the_same_tests_in_the_same_order() -> None:
    english, chinese = (
        (DOCS / "explanation" / name).read_text(encoding="utf-8")
        for name in ("regulations.md", "regulations.zh.md")
    )

    assert re.findall(r"`(tests/[^`]*)`", chinese) == re.findall(r"`(tests/[^`]*)`", english)
    assert chinese.count("\n| ") == english.count("\n| ")
    for term in ("稽查轨迹", "可归因性", "可靠的电子签名", "单独同意", "必备文件", "方案偏离"):
        assert term in chinese


def sentences_of(file: Path) -> set[str]:
    """The tests of a file; none where it is gone."""
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.exists() else ast.Module([], [])
    return {
        one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_the_changelogs_newest_version_is_the_programs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", changes, re.MULTILINE)

    assert released[0] == project["version"]
