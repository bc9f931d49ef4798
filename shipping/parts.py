"""What is shipped with Day Zero: every package that an installation gets, extras included."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from packaging.markers import Marker

ROOT = Path(__file__).parents[1]
OURS = "dayzero"


def shipped() -> tuple[str, ...]:
    """The names of all parts on this machine's system, sorted; no tool of developers is one."""
    locked = _locked()
    found: set[str] = set()
    waiting = list(_of_ours(locked[OURS]))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _needed(locked[name].get("dependencies", ()))
            for extra in locked[name].get("optional-dependencies", {}).values():
                waiting += _needed(extra)
    return tuple(sorted(found))


def _locked() -> Mapping[str, Mapping[str, Any]]:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return {package["name"]: package for package in lock["package"]}


def _of_ours(package: Mapping[str, Any]) -> Iterator[str]:
    yield from _needed(package["dependencies"])
    for extra in package.get("optional-dependencies", {}).values():
        yield from _needed(extra)


def _needed(dependencies: Any) -> Iterator[str]:
    """Those that this system needs: a marker says which are for others."""
    for one in dependencies:
        if "marker" not in one or Marker(one["marker"]).evaluate():
            yield one["name"]
