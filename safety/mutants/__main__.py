"""`python -m safety.mutants`: faults put in, and whether the tests notice.

(nothing)        what was missed, what changed since, and 300 others by seed, 15 minutes
--all            every fault of the code and the data
--sample N       N faults by seed, whether or not a result is kept
--only TEXT      only faults of which the owner has this text
--seed, --minutes, --jobs
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from safety.changes.functions import ROOT
from safety.changes.outcomes import Outcome
from safety.changes.sessions import with_collected
from safety.mutants.data_faults import data_faults
from safety.mutants.kept import Kept
from safety.mutants.mutations import all_mutations
from safety.mutants.recording import ROOMS
from safety.mutants.score import NOTICED, Known, is_reached, result, rows, scores, told
from safety.mutants.survivors import reasons
from safety.mutants.tried import Faults, line_of, lines_of_this_process, taken_in
from safety.mutants.trying import Court, Verdict, in_parts

RESULT = Path(__file__).parents[1] / "results" / "mutants.json"
OTHERS, MINUTES, FOREVER = 300, 15.0, 60 * 24.0


def main() -> int:
    """Try, keep, and print; 1 where too few of the code's or the data's faults are noticed."""
    asked = _arguments()
    everything: Faults = [*all_mutations(), *data_faults()]
    kept = Kept()
    taken_in(kept, everything)  # of a run that was broken off
    chosen = _chosen(everything, kept, asked)
    until = time.monotonic() + 60 * (asked.minutes or (FOREVER if asked.all else MINUTES))
    print(f"{len(everything)} faults, {len(chosen)} to try", flush=True)
    jobs = max(1, asked.jobs)
    excused = () if asked.all or asked.sample or asked.only else reasons()
    if chosen:
        with_collected(
            ROOMS,
            lambda session: _try(Court(session, jobs, kept, excused), chosen, until, jobs),
            ROOT,
        )
    tried = taken_in(kept, everything)
    known = tried if asked.sample or asked.only else _known(everything, kept)
    return _told(known, everything)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m safety.mutants")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    return parser.parse_args()


def _chosen(everything: Faults, kept: Kept, asked: argparse.Namespace) -> Faults:
    named = [fault for fault in everything if asked.only in fault.owner]
    choose = random.Random(asked.seed)  # noqa: S311 a sample, no secret
    if asked.sample:
        return choose.sample(named, min(asked.sample, len(named)))
    changed = [fault for fault in named if kept.of(fault.owner, fault.name) is None]
    if asked.all or asked.only:
        return changed
    missed = [fault for fault in changed if kept.missed(fault.owner, fault.name)]
    untried = [fault for fault in changed if not kept.last(fault.owner, fault.name)]
    lapsed = [
        fault
        for fault in changed
        if kept.last(fault.owner, fault.name) and not kept.missed(fault.owner, fault.name)
    ]
    others = [fault for fault in named if kept.of(fault.owner, fault.name) is not None]
    others = choose.sample(others, min(OTHERS, len(others)))
    return [*missed, *lapsed, *_mixed(untried, choose), *others]


def _mixed(changed: Faults, choose: random.Random) -> Faults:
    """Function by function in an order by seed: what the time leaves out is of no one room."""
    owners = list(dict.fromkeys(fault.owner for fault in changed))
    choose.shuffle(owners)
    place = {owner: number for number, owner in enumerate(owners)}
    return sorted(changed, key=lambda fault: place[fault.owner])


def _try(court: Court, chosen: Faults, until: float, jobs: int) -> None:
    """In as many processes as asked for; each writes a line as soon as it has tried one."""
    if court.recorded.failed:
        print(f"fail without any fault, and are left out: {court.recorded.failed}", flush=True)
    if unfit := court.recorded.unfit:
        print(f"fail where the data is read anew, and judge none of it: {sorted(unfit)}")
    parts = in_parts(chosen, jobs)
    children = [os.fork() or _work(court, part, until) for part in parts]
    for child in children:
        os.waitpid(child, 0)


def _work(court: Court, part: Faults, until: float) -> NoReturn:
    with suppress(KeyboardInterrupt), lines_of_this_process() as lines:
        for verdict in court.try_each(part, until):
            print(_shown(verdict), flush=True)
            lines.write(line_of(verdict.fault, verdict.tried.outcome, verdict.tried.by))
    os._exit(0)


def _shown(verdict: Verdict) -> str:
    fault, tried = verdict.fault, verdict.tried
    return (
        f"{tried.outcome:9} {tried.seconds:6.1f} s  {fault.owner} line {fault.line}: {fault.name}"
    )


def _known(everything: Faults, kept: Kept) -> list[Known]:
    """What still holds; what was missed counts as missed until it is tried again."""
    return [
        Known(fault, known.outcome, known.by)
        for fault in everything
        if (known := kept.of(fault.owner, fault.name) or kept.missed(fault.owner, fault.name))
    ]


def _told(known: list[Known], everything: Faults) -> int:
    why = reasons()
    of = Counter(Known(fault, Outcome.SURVIVED, None).room for fault in everything)
    missed = [each for each in known if each.outcome not in NOTICED]
    unexplained = [each for each in missed if (each.fault.owner, each.fault.name) not in why]
    score = rows(scores(known), of)
    for row in score:
        print(told(row))
    print(f"{len(missed)} missed, {len(unexplained)} of them without a reason")
    RESULT.write_text(result(known, of, why), encoding="utf-8")
    return 0 if is_reached(score) else 1


if __name__ == "__main__":
    sys.exit(main())
