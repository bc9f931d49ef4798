"""The report as data: what was run of which commit, kept beside its pages in `docs/safety`."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from safety.outcome import RESULTS, Outcome
from safety.plan_files import fingerprint_of_plans
from safety.report.parts import results_of
from safety.tree import git

DATA: Final = "report.json"
_WRITTEN: Final = (":!docs/safety", ":!safety/results", ":!safety/mutants/kept.json")
"""What a run of the evidence itself writes: no change of what is tried."""

SCHEMA: Final = "dayzero.safety-report/1"


@dataclass(frozen=True, kw_only=True)
class Report:
    """What `make safety` found.

    Attributes:
        day: when it was made, by the calendar of UTC: 2026-12-01.
        commit: of the tree that was tried.
        changed: whether files of that tree differed from the commit.
        models: the fingerprint of what a plan is made of.
        parts: the outcome of each part that was run.
    """

    day: str
    commit: str
    changed: bool
    models: str
    parts: Mapping[str, Outcome]


def made(folder: Path = RESULTS) -> Report:
    """The report of what was run on the tree as it stands."""
    models = fingerprint_of_plans()
    return Report(
        day=datetime.now(UTC).date().isoformat(),
        commit=git("rev-parse", "HEAD"),
        changed=bool(git("status", "--porcelain", "--untracked-files=no", "--", ".", *_WRITTEN)),
        models=models,
        parts=results_of(models, folder),
    )


def as_json(report: Report) -> str:
    """The report for programs."""
    return json.dumps({"schema": SCHEMA, **asdict(report)}, indent=2, ensure_ascii=False) + "\n"


def from_json(text: str) -> Report:
    """The report that `as_json` wrote."""
    told: dict[str, Any] = json.loads(text)
    del told["schema"]
    parts = {part: Outcome.of(outcome) for part, outcome in told["parts"].items()}
    return Report(**{**told, "parts": parts})
