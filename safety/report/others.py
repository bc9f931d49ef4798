"""Hazards, trace and mutants as parts of `make safety`: each is run as anyone would run it.

Each keeps what it found in a file of its own. How it ended says whether it passed; its file, how
much was tried. A part that is not there is left out: not run.
"""

import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from safety.fingerprint import ROOT
from safety.outcome import RESULTS, Outcome
from safety.report.counted import Found, Told, of_hazards, of_mutants, of_trace

KEPT: Final = ROOT / "safety" / "results"
LINES: Final = 5


@dataclass(frozen=True)
class Other:
    """A part, how it is run, what it writes, and what of that is told."""

    name: str
    options: tuple[str, ...]
    told: Callable[[Found], Told]
    wrote: Path

    @property
    def module(self) -> str:
        """Where it is."""
        return f"safety.{self.name}"


def read(file: Path) -> Any:
    """What stands in a file that a part wrote."""
    return json.loads(file.read_text(encoding="utf-8"))


def _of_hazards(sample: Found) -> Told:
    """What `make hazards` kept of all controls is left as it is, and told beside the sample."""
    whole = KEPT / "hazards.json"
    return of_hazards(sample, read(whole) if whole.exists() else None)


SAMPLE: Final = RESULTS / "controls.json"
OTHERS: Final = (
    Other("hazards", ("--remove", "10", "--result", str(SAMPLE)), _of_hazards, SAMPLE),
    Other("trace", (), of_trace, KEPT / "trace.json"),
    Other("mutants", ("--jobs", "2"), of_mutants, KEPT / "mutants.json"),
)


def ran(other: Other) -> Outcome:
    """Run it, whatever it finds; a file that it did not write anew counts for nothing."""
    began = time.monotonic()
    other.wrote.unlink(missing_ok=True)
    command = [sys.executable, "-m", other.module, *other.options]
    done = subprocess.run(  # noqa: S603 - our own checker
        command, cwd=ROOT, check=False, capture_output=True, text=True
    )
    told = other.told(read(other.wrote)) if other.wrote.exists() else None
    why = _why(done, told)
    return Outcome(
        part=other.name,
        state="failed" if why else "passed",
        counts=told.counts if told else {},
        tables=told.tables if told else {},
        seconds=round(time.monotonic() - began),
        why=why,
    )


def _why(done: subprocess.CompletedProcess[str], told: Told | None) -> tuple[str, ...]:
    """Its last lines where it ended badly or wrote nothing."""
    if done.returncode == 0 and told is not None:
        return told.why
    last = done.stdout.splitlines()[-LINES:] or done.stderr.splitlines()[-LINES:]
    return (*last, *(told.why if told else ("nothing was written",)))


def main() -> int:
    """Run those that are there; each is written down as soon as it has ended."""
    failed = False
    for other in OTHERS:
        if importlib.util.find_spec(other.module):
            outcome = ran(other)
            outcome.write()
            print(outcome.told(), flush=True)
            failed |= outcome.state == "failed"
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
