"""That no step, rule, class, test or phase of a trial is named in code: a trial is data.

What is named all the same stands in `trial_names.toml`, each file with its reason.
"""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from models.chart.catalogue.drugs import load_catalogue
from models.protocol import Protocol, load_protocol

ROOMS: Final = (
    "calendars",
    "dayzero",
    "exports",
    "flows",
    "models",
    "pictures",
    "tasks",
    "wording",
)
STORIES: Final = "dayzero/demo/"
"""The demo tells stories of the shipped trial's subjects, and so names its steps."""

KNOWN: Final = Path(__file__).with_name("trial_names.toml")


def trial_names_in_code(root: Path) -> Iterator[str]:
    """Each name with its place; and each that is listed with a reason and named no more."""
    known = {one["file"]: set(one["names"]) for one in tomllib.loads(KNOWN.read_text())["known"]}
    found = _found(root)
    for file, places in sorted(found.items()):
        for name, line in sorted(places.items()):
            if name not in known.get(file, ()):
                yield f"{file}:{line}: “{name}” is {_names()[name]} of a trial: name it in its data"
    for file, names in sorted(known.items()):
        for name in sorted(names - found.get(file, {}).keys()):
            yield f"{KNOWN.name}: {file} does not name “{name}” any more"


def _found(root: Path) -> Mapping[str, Mapping[str, int]]:
    """The line on which each file names something first."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            file = path.relative_to(root).as_posix()
            if not file.startswith(STORIES):
                for text, line in _texts(ast.parse(path.read_text("utf-8"))):
                    if text in _names():
                        found[file].setdefault(text, line)
    return found


def _texts(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every text of the code, but for what documents it."""
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    for node in texts:
        if isinstance(node.value, str) and id(node) not in documents:
            yield node.value, node.lineno


@cache
def _names() -> Mapping[str, str]:
    """What the shipped trial and the catalogue call things, and what it is."""
    protocol = load_protocol()
    names = dict.fromkeys(load_catalogue().classes.by_id, "a class")
    for kind, ids in _ids(protocol):
        names |= dict.fromkeys(ids, kind)
    return names


def _ids(protocol: Protocol) -> Iterator[tuple[str, Iterable[str]]]:
    yield "a step", (one.id for one in protocol.step)
    yield "a phase", (one.id for one in protocol.phase)
    yield "an event", (one.id for one in protocol.event)
    yield "a test", (one.id for one in protocol.test)
    yield "a measure", (one.id for one in protocol.measure)
    yield "a finding", (one.id for one in protocol.finding)
    yield "a rule", (*protocol.criterion_by_rule, *protocol.link_by_rule)
