"""Which of the tests that are named exist, are collected, and are run."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_RUN = ("skip", "xfail", "journey")
"""Marks of tests that `make test` does not run, or does not need to pass."""


@dataclass(frozen=True)
class Collected:
    """What pytest found in some files.

    Attributes:
        run: the ids of tests that are run, by their name without examples.
        not_run: names of tests that carry a mark or a call for which they may be skipped.
    """

    run: frozenset[str]
    not_run: frozenset[str]

    def fault_of(self, name: str) -> str | None:
        """Why a named test is no living one; None if it is."""
        stated = {each for each in self.run | self.not_run if means(name, each)}
        if not stated:
            return "is not collected: it does not exist, or its file cannot be imported"
        if stated & self.not_run:
            return f"is skipped, or may be: {min(stated & self.not_run)}"
        return None


def means(name: str, test: str) -> bool:
    """Whether a name of a file, test or example means a test."""
    return test == name or test.startswith((f"{name}::", f"{name}["))


def collected(files: Iterable[str]) -> Collected:
    """Ask pytest, in a process of its own: a test's session may hold but some of the files."""
    there = [file for file in sorted(set(files)) if (ROOT / file).is_file()]
    if not there:
        return Collected(frozenset(), frozenset())
    command = [sys.executable, "-m", "safety.hazards.tests_named", *there]
    said = subprocess.run(  # noqa: S603 our own module, with files of this project
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = json.loads(said.stdout.splitlines()[-1])
    return Collected(frozenset(found["run"]), frozenset(found["not_run"]))


class _Listing:
    """A plugin that notes what was collected."""

    def __init__(self) -> None:
        self.items: list[pytest.Item] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = list(session.items)


def _list(files: list[str]) -> None:
    listing = _Listing()
    pytest.main(["-q", "--collect-only", "-p", "no:cacheprovider", *files], plugins=[listing])
    held_back = {item.nodeid for item in listing.items if _may_be_skipped(item)}
    run = {item.nodeid for item in listing.items} - held_back
    sys.stdout.write("\n" + json.dumps({"run": sorted(run), "not_run": sorted(held_back)}) + "\n")


def _may_be_skipped(item: pytest.Item) -> bool:
    marked = any(item.get_closest_marker(mark) for mark in NOT_RUN)
    return marked or _conditionally(item) or item.originalname in _skipping(str(item.path))  # type: ignore[attr-defined]


def _conditionally(item: pytest.Item) -> bool:
    return item.get_closest_marker("skipif") is not None


@cache
def _skipping(path: str) -> frozenset[str]:
    """Tests of a file that call `pytest.skip` or the like themselves."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any(map(_skips, ast.walk(node)))
    )


def _skips(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr in {"skip", "xfail", "importorskip"}


if __name__ == "__main__":
    _list(sys.argv[1:])
