"""`python -m safety.report.others`: parts that write files of their own, run for the report.

Hazards, trace and mutants keep what they found in `safety/results`. How each ended says whether
it passed; its file, how much was tried. A part that is not there is left out: not run.
"""

import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from safety.fingerprint import ROOT
from safety.outcome import Outcome

KEPT: Final = ROOT / "safety" / "results"
Found = Mapping[str, Any]
LINES: Final = 5


@dataclass(frozen=True)
class Other:
    """A part, how it is run, and what of its file is counted."""

    name: str
    options: tuple[str, ...]
    counts: Callable[[Found], Mapping[str, int]]

    @property
    def module(self) -> str:
        """Where it is."""
        return f"safety.{self.name}"


def _of_hazards(found: Found) -> Mapping[str, int]:
    removed = found["removed"]
    return {
        "hazards": found["hazards"],
        "red": len(found["red"]),
        "controls": found["controls"],
        "removed": len(removed),
        "noticed": sum(each["noticed"] for each in removed),
    }


def _of_trace(found: Found) -> Mapping[str, int]:
    orphans = len(found["orphans"])
    return {"sentences": found["sentences"], "rules": found["rules"], "orphans": orphans}


def _of_mutants(found: Found) -> Mapping[str, int]:
    missed = found["missed"]
    return {
        "tried": sum(sum(outcomes.values()) for outcomes in found["tried"].values()),
        "missed": len(missed),
        "unexplained": sum(each["reason"] is None for each in missed),
    }


OTHERS: Final = (
    Other("hazards", ("--remove", "10"), _of_hazards),
    Other("trace", (), _of_trace),
    Other("mutants", ("--jobs", "2"), _of_mutants),
)


def ran(other: Other, kept: Path = KEPT) -> Outcome:
    """Run it, whatever it finds; a file that it did not write anew counts for nothing."""
    file, began = kept / f"{other.name}.json", time.monotonic()
    file.unlink(missing_ok=True)
    command = [sys.executable, "-m", other.module, *other.options]
    done = subprocess.run(  # noqa: S603 - our own checker
        command, cwd=ROOT, check=False, capture_output=True, text=True
    )
    wrote = file.exists()
    last = done.stdout.splitlines()[-LINES:] or done.stderr.splitlines()[-LINES:]
    passed = done.returncode == 0 and wrote
    return Outcome(
        part=other.name,
        state="passed" if passed else "failed",
        counts=other.counts(json.loads(file.read_text(encoding="utf-8"))) if wrote else {},
        seconds=round(time.monotonic() - began),
        why=() if passed else tuple(last),
    )


def main() -> int:
    """Run those that are there."""
    outcomes = [ran(each) for each in OTHERS if importlib.util.find_spec(each.module)]
    for outcome in outcomes:
        outcome.write()
        print(outcome.told())
    return 1 if any(outcome.state == "failed" for outcome in outcomes) else 0


if __name__ == "__main__":
    raise SystemExit(main())
