"""The report as data: what was run of which commit, kept beside its pages in `docs/safety`."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from safety.fingerprint import ROOT, fingerprint_of
from safety.outcome import RESULTS, Outcome
from safety.report.parts import results_of

FOLDER: Final = ROOT / "docs" / "safety"
DATA: Final = "report.json"
SCHEMA: Final = "dayzero.safety-report/1"


@dataclass(frozen=True, kw_only=True)
class Report:
    """What `make safety` found.

    Attributes:
        commit: of the tree that was tried.
        changed: whether files of that tree differed from the commit.
        models: the fingerprint of `models/`.
        parts: the outcome of each part that was run.
    """

    commit: str
    changed: bool
    models: str
    parts: Mapping[str, Outcome]


def made(folder: Path = RESULTS) -> Report:
    """The report of what was run on the tree as it stands."""
    models = fingerprint_of()
    return Report(
        commit=_git("rev-parse", "HEAD"),
        changed=bool(_git("status", "--porcelain", "--untracked-files=no")),
        models=models,
        parts=results_of(models, folder),
    )


def _git(*words: str) -> str:
    ran = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603, S607
    return ran.stdout.strip()


def as_json(report: Report) -> str:
    """The report for programs."""
    return json.dumps({"schema": SCHEMA, **asdict(report)}, indent=2, ensure_ascii=False) + "\n"


def from_json(text: str) -> Report:
    """The report that `as_json` wrote."""
    told: dict[str, Any] = json.loads(text)
    parts = {
        part: Outcome(**{**outcome, "why": tuple(outcome["why"])})
        for part, outcome in told["parts"].items()
    }
    return Report(
        commit=told["commit"], changed=told["changed"], models=told["models"], parts=parts
    )
