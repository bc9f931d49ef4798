"""`python -m safety.properties`: the properties of random charts, searched for long.

Each is searched with new charts in each round, as often as the time allows; what it finds is
printed as a chart that fails again.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Final

from safety.fingerprint import ROOT
from safety.outcome import Outcome

MINUTES: Final = 12
"""So long rounds are begun."""
LONGEST_MINUTES: Final = 18
"""A round that has not ended by then has found nothing, and is no evidence."""
MARGIN: Final = 1.2
"""A round may take so many times as long as those before it."""
ROOM: Final = "tests/properties"
Counts = Mapping[str, int]
_EXAMPLES: Final = re.compile(r"(\d+) passing")
_ENDED: Final = re.compile(r"(\d+) (passed|failed|error)")


def searched(profile: str, where: str = ROOM) -> Outcome:
    """All properties under a profile of `tests/properties`, in rounds of new charts each."""
    began, rounds, why = time.monotonic(), list[Counts](), tuple[str, ...]()
    while not why and _has_time(began, len(rounds), profile):
        counts, why = _searched_once(
            profile, where, began + 60 * LONGEST_MINUTES - time.monotonic()
        )
        rounds.append(counts)
    return told(together(rounds), began, profile, why)


def _has_time(began: float, rounds: int, profile: str) -> bool:
    """For the first round in any case; "ci" tries the same charts again."""
    if rounds == 0 or profile == "ci":
        return rounds == 0
    took = time.monotonic() - began
    return took + MARGIN * took / rounds < 60 * MINUTES


def _searched_once(profile: str, where: str, seconds: float) -> tuple[Counts, tuple[str, ...]]:
    """What one round counted, and what failed in it."""
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "load"]
    command += ["-p", "no:cacheprovider", "--hypothesis-show-statistics", where]
    environment = {**os.environ, "DAYZERO_PROPERTIES": profile}
    try:
        ran = subprocess.run(  # noqa: S603 - our own programs
            command,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {}, (f"not over after {LONGEST_MINUTES} minutes",)
    failed = tuple(line for line in ran.stdout.splitlines() if line.startswith("FAILED"))
    if ran.returncode and not failed:
        failed = (f"pytest ended with {ran.returncode}",)
    return counts_of(ran.stdout), failed


def together(rounds: Sequence[Counts]) -> Counts:
    """The charts of all rounds, and how the properties ended in the last."""
    charts = sum(counts.get("examples", 0) for counts in rounds)
    return {**rounds[-1], "examples": charts} if rounds[-1] else {}


def counts_of(printed: str) -> Counts:
    """Tests by how they ended, and the charts that were tried, of what pytest printed."""
    ended = {word: int(number) for number, word in _ENDED.findall(printed.rsplit("\n", 3)[-2])}
    examples = sum(int(number) for number in _EXAMPLES.findall(printed))
    return {"properties": sum(ended.values()), "examples": examples, **ended}


def told(counts: Counts, began: float, profile: str, why: tuple[str, ...]) -> Outcome:
    """What the report says of them; where nothing was counted, nothing was tried."""
    if not why and not (counts.get("properties") and counts.get("examples")):
        why = ("no chart was tried",)
    return Outcome(
        part="properties",
        state="failed" if why else "passed",
        counts=counts,
        seconds=round(time.monotonic() - began),
        whole=profile != "ci",
        why=why,
    )


def main() -> int:
    """Search as `DAYZERO_PROPERTIES` says, as far as `safety` where it says nothing."""
    outcome = searched(os.environ.get("DAYZERO_PROPERTIES", "safety"))
    outcome.write()
    sys.stdout.write(outcome.told())
    return 1 if outcome.state == "failed" else 0


if __name__ == "__main__":
    raise SystemExit(main())
