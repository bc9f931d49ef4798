"""What one part of `make safety` found, as the file that its report is made of.

A part writes `.safety/PART.json`, which is no part of the repository. A part without a file of
today's models was not run.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, Self

from safety.fingerprint import ROOT
from safety.plan_files import fingerprint_of_plans

RESULTS: Final = ROOT / ".safety"
SCHEMA: Final = "dayzero.safety-result/1"

State = Literal["passed", "failed", "skipped"]
Row = Mapping[str, Any]
"""A line of a table by its columns: a text in several languages is a mapping of these."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a part found.

    Attributes:
        part: its name: "exhaustive", "properties", "cql", "solver", "hazards", "trace", "mutants".
        counts: numbers by what they count, as the report's catalogue names them.
        tables: what is told one by one, by name: the faults that nobody noticed.
        whole: False for a run of samples, which no report is made of.
        why: what it failed of, or was skipped for; one line each.
        models: the fingerprint of what a plan is made of, as it was tried.
    """

    part: str
    state: State
    counts: Mapping[str, int | float]
    seconds: int
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    whole: bool = True
    why: tuple[str, ...] = ()
    models: str = field(default_factory=fingerprint_of_plans)

    def told(self) -> str:
        """The part for a terminal: its state, its counts, and why."""
        lines = [f"{self.part}: {self.state}"]
        lines += [f"{name:>24} {number:>12,}" for name, number in self.counts.items()]
        return "\n".join([*lines, *self.why]) + "\n"

    def write(self, folder: Path = RESULTS) -> Path:
        """Keep it for the report; what an earlier run of the part found is forgotten."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.part}.json"
        document = {"schema": SCHEMA, **asdict(self)}
        path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")
        return path

    @classmethod
    def read(cls, path: Path) -> Self:
        """The outcome that a part wrote.

        Raises:
            ValueError: if the file is of another schema.
        """
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if told.pop("schema", None) != SCHEMA:
            raise ValueError(path)
        return cls.of(told)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """The outcome of which these are the fields, as JSON has them."""
        tables = {name: tuple(rows) for name, rows in told.get("tables", {}).items()}
        return cls(**{**told, "tables": tables, "why": tuple(told.get("why", ()))})
