"""One run of the command line, and what came of it."""

import json
from collections.abc import Callable
from typing import NamedTuple

from tests.unit.records.recorded import SUBJECT


class Answer(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Answer]


def exported(run: Run) -> dict[str, list[dict[str, object]]]:
    document: dict[str, list[dict[str, object]]] = json.loads(run("export", SUBJECT).out)
    return document
