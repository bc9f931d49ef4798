"""Faults that no test notices, each with the reason that a person wrote beside it."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter

from models.texts import Texts
from safety.written import Written

FILE = Path(__file__).with_name("survivors.toml")


class Survivor(Written):
    """One fault that is left, by its owner with its digest and its own name."""

    owner: str
    fault: str
    reason: Texts


def reasons(path: Path = FILE) -> Mapping[tuple[str, str], Texts]:
    """The reason of each, by owner and fault.

    Raises:
        pydantic.ValidationError: where a reason is missing in a language.
    """
    written = tomllib.loads(path.read_text(encoding="utf-8")).get("survivor", [])
    read = TypeAdapter(tuple[Survivor, ...]).validate_python(written)
    return {(each.owner, each.fault): each.reason for each in read}
