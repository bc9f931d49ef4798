"""Faults that no test notices, each with the reason that a person wrote beside it."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("survivors.toml")


def reasons(path: Path = FILE) -> Mapping[tuple[str, str], str]:
    """The reason of each, by the owner with its digest and the fault's name."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return {(each["owner"], each["fault"]): each["reason"] for each in document.get("survivor", ())}
