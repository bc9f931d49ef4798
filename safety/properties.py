"""`python -m safety.properties`: the properties of random charts, searched for long.

Each is searched with new charts in each run; what it finds is printed as a chart that fails again.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Final

from safety.fingerprint import ROOT
from safety.outcome import Outcome

MINUTES: Final = 15
"""What does not end in time has found nothing, and is no evidence either."""
_EXAMPLES: Final = re.compile(r"(\d+) passing examples")
_ENDED: Final = re.compile(r"(\d+) (passed|failed|error)")


def searched(profile: str) -> Outcome:
    """All properties under one of the profiles of `tests/properties`."""
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "load"]
    command += ["-p", "no:cacheprovider", "--hypothesis-show-statistics", "tests/properties"]
    environment = {**os.environ, "DAYZERO_PROPERTIES": profile}
    try:
        ran = subprocess.run(  # noqa: S603 - our own programs
            command,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=MINUTES * 60,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _told({}, began, profile, (f"not over after {MINUTES} minutes",))
    failed = tuple(line for line in ran.stdout.splitlines() if line.startswith("FAILED"))
    if ran.returncode and not failed:
        failed = (f"pytest ended with {ran.returncode}",)
    return _told(counts_of(ran.stdout), began, profile, failed)


def counts_of(printed: str) -> Mapping[str, int]:
    """Tests by how they ended, and the charts that were tried, of what pytest printed."""
    ended = {word: int(number) for number, word in _ENDED.findall(printed.rsplit("\n", 3)[-2])}
    examples = sum(int(number) for number in _EXAMPLES.findall(printed))
    return {"properties": sum(ended.values()), "examples": examples, **ended}


def _told(counts: Mapping[str, int], began: float, profile: str, why: tuple[str, ...]) -> Outcome:
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
