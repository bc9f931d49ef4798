"""The parts of the report, in its order, with what became of each."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from safety.outcome import RESULTS, Outcome

PARTS: Final = (
    "exhaustive",
    "properties",
    "solver",
    "cql",
    "hazards",
    "trace",
    "mutants",
)
NOT_RUN: Final = "not_run"


def results_of(models: str, folder: Path = RESULTS) -> Mapping[str, Outcome]:
    """What was found of these models; what was tried on others was not run."""
    found = {part: folder / f"{part}.json" for part in PARTS}
    read = {part: Outcome.read(path) for part, path in found.items() if path.exists()}
    return {part: outcome for part, outcome in read.items() if outcome.models == models}


def state_of(outcome: Outcome | None) -> str:
    """The state as the report says it: a part without result is never said to have passed."""
    return NOT_RUN if outcome is None else outcome.state
