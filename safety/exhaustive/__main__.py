"""`python -m safety.exhaustive`: every dated rule, minute by minute, against the brute force.

Prints its counts, writes `.safety/exhaustive.json`, and ends with 1 where anything differs.
"""

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from safety.exhaustive.comparing import Tally, compare
from safety.exhaustive.sweeps import Sweep, all_sweeps
from safety.outcome import Outcome

ENOUGH = 5_000_000
"""Verdicts that a whole run gives at least."""


def run(every: int, plan_every: int, processes: int) -> tuple[Tally, int]:
    """All sweeps together, and how many they were."""
    together, sweeps = Tally(), list(all_sweeps())
    one = partial(_swept, every=every, plan_every=plan_every)
    with ProcessPoolExecutor(processes) as pool:
        for number, tally in enumerate(pool.map(one, sweeps), start=1):
            together.add(tally)
            _tell_progress(number, len(sweeps))
    return together, len(sweeps)


def _tell_progress(number: int, of: int) -> None:
    """One line on a terminal, one for each tenth in a log."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{number} of {of} sweeps" + "\n" * (number == of))
    elif number * 10 // of > (number - 1) * 10 // of:
        sys.stderr.write(f"{number} of {of} sweeps\n")


def _swept(sweep: Sweep, *, every: int, plan_every: int) -> Tally:
    return compare(sweep, sweep.minutes(every=every), plan_every=plan_every)


def outcome_of(tally: Tally, sweeps: int, seconds: int, *, whole: bool) -> Outcome:
    """What the report says of it; too few verdicts are no evidence."""
    why = list(tally.examples)
    if whole and tally.verdicts < ENOUGH:
        why.append(f"{tally.verdicts} verdicts: fewer than {ENOUGH}")
    counts = {
        "verdicts": tally.verdicts,
        "unsafe": tally.unsafe,
        "different": tally.different,
        "plans": tally.plans,
        "plans_differ": tally.plans_differ,
        "sweeps": sweeps,
        **{f"said_{value}": number for value, number in sorted(tally.said.items())},
    }
    return Outcome(
        part="exhaustive",
        state="failed" if why else "passed",
        counts=counts,
        seconds=seconds,
        whole=whole,
        why=tuple(why),
    )


def main() -> int:
    """Read the options, try all, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="try each so-manieth minute alone")
    parser.add_argument("--plan-every", type=int, default=1000, help="0: no plan at all")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    began = time.monotonic()
    tally, sweeps = run(asked.every, asked.plan_every, asked.processes)
    seconds = round(time.monotonic() - began)
    outcome = outcome_of(tally, sweeps, seconds, whole=asked.every == 1)
    outcome.write()
    sys.stdout.write(outcome.told())
    return 1 if outcome.state == "failed" else 0


if __name__ == "__main__":
    raise SystemExit(main())
