"""The files of `models/` that a plan is made of: the rooms of rules, and whatever they import.

What a record's table, an alert's route or a calendar's entry looks like is no part of it: the
evidence is of plans, and stays true when those change.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import grimp

from safety.fingerprint import MODELS, fingerprint_of

ROOMS: Final = ("models.plan", "models.chart", "models.protocol", "models.timeline")


@cache
def fingerprint_of_plans() -> str:
    """What a plan is made of, as one hash."""
    return fingerprint_of(plan_files())


@cache
def plan_files() -> frozenset[Path]:
    """Every Python file of the rooms and of what they import, at any depth; and all data."""
    graph = grimp.build_graph(MODELS.name, cache_dir=None)
    return frozenset({*map(_file, _modules(graph)), *MODELS.rglob("*.toml")})


def _modules(graph: grimp.ImportGraph) -> Iterator[str]:
    yield MODELS.name  # runs first whatever is imported
    yield from graph.find_upstream_modules(MODELS.name)
    for room in ROOMS:
        yield room
        yield from graph.find_descendants(room)
        yield from graph.find_upstream_modules(room, as_package=True)


def _file(module: str) -> Path:
    path = MODELS.parent.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
