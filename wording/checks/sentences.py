"""No letter of Chinese and no English sentence stands in code outside `wording`.

An English sentence begins with a capital, has four words or more, and ends with a full stop or
has one within. Docstrings, help texts, log messages and SQL are not for those who read a plan.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from wording.checks.outside_for_good import FOR_GOOD

ROOMS = ("models", "calendars", "pictures", "exports", "tasks", "flows", "dayzero")
CHINESE = re.compile(r"[一-鿿]")
WORDS = re.compile(r"(?:^|(?<=\s))[A-Za-z][A-Za-z'’-]*(?=[\s.,;:!?)]|$)")
LOGS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log"})
SQL = frozenset({"text", "DDL", "execute", "exec_driver_sql"})
HELP = frozenset({"help", "short_help", "epilog", "metavar"})
FEWEST_WORDS = 4


def sentences_outside(root: Path) -> Iterator[str]:
    """Every such text, and each entry of the lists of exceptions that none needs any more."""
    excused = dict(FOR_GOOD)
    for file in _files(root):
        name = file.relative_to(root).as_posix()
        found = list(texts_for_readers(file.read_text()))
        if name in excused:
            if found:
                excused.pop(name)
            continue
        for line, said in found:
            yield f"{name}:{line}: “{said[:60]}” belongs in a catalogue of wording"
    for name in sorted(excused):
        yield f"{name}: has no sentence any more; take it off the list in outside_for_good.py"


def _files(root: Path) -> Iterator[Path]:
    for room in ROOMS:
        for file in sorted((root / room).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file


def texts_for_readers(source: str) -> Iterator[tuple[int, str]]:
    """Each Chinese or English sentence of a module, with its line."""
    tree = ast.parse(source)
    passed_over = set(_not_for_readers(tree))
    for node in ast.walk(tree):
        if node in passed_over or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        said = _text(node)
        if CHINESE.search(said) or is_sentence(said):
            yield node.lineno, said


def is_sentence(said: str) -> bool:
    """Whether it reads like a sentence of English."""
    stops = said.endswith(".") or ". " in said
    return said[:1].isupper() and stops and len(WORDS.findall(said)) >= FEWEST_WORDS


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "".join(_text(part) if isinstance(part, ast.Constant) else "…" for part in node.values)


def _not_for_readers(tree: ast.Module) -> Iterator[ast.AST]:
    """What is in docstrings, logs, SQL and helps; of an f-string its parts are not looked at."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from (part for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Call):
            yield from _of_a_call(node)


def _of_a_call(node: ast.Call) -> Iterator[ast.AST]:
    called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    called = node.func.id if isinstance(node.func, ast.Name) else called
    if called in LOGS | SQL:
        yield from ast.walk(node)
    for keyword in node.keywords:
        if keyword.arg in HELP:
            yield from ast.walk(keyword.value)
