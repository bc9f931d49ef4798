"""`python -m safety.hazards`: the hazards, their tests, and their controls taken away.

--check          only say what is wrong with the file; exit 1 if anything is
--remove N       take N controls away, of as many hazards (0: all controls of all)
--result FILE    write what came of it there; else only a run of all is kept, in safety/results
"""

import argparse
import random
import sys
from functools import partial
from pathlib import Path

from safety.hazards.checking import faults_of, red
from safety.hazards.document import NAME, document
from safety.hazards.reading import Control, Hazard, read_hazards
from safety.hazards.removing import Removed, remove_each
from safety.hazards.results import as_json
from safety.pages import write

RESULT = Path(__file__).parents[1] / "results" / "hazards.json"
"""Of all controls: a sample never takes its place."""


def main() -> int:
    """Check, take controls away, and write down what came of it."""
    asked = _arguments()
    hazards = read_hazards()
    faults = faults_of(hazards)
    for fault in faults:
        print(fault)
    print(f"{len(hazards)} hazards, {len(red(faults))} red")
    if asked.check:
        return 1 if faults else 0
    if asked.only:
        return _only(hazards, asked.only)
    write(NAME, partial(document, hazards))
    chosen = _chosen(hazards, asked.remove, asked.seed)
    removed = remove_each(chosen, _tell) if chosen else []
    noticed = sum(each.noticed for each in removed)
    print(f"{len(removed)} controls taken away, {noticed} noticed")
    if file := asked.result or (None if asked.remove else RESULT):
        _keep(file, as_json(hazards, red(faults), removed))
    return 1 if faults or noticed < len(removed) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m safety.hazards")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--remove", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--result", type=Path)
    return parser.parse_args()


def _keep(file: Path, document: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(document, encoding="utf-8")


def _only(hazards: tuple[Hazard, ...], ids: list[str]) -> int:
    chosen = [(each, control) for each in hazards if each.id in ids for control in each.control]
    return 0 if all(each.noticed for each in remove_each(chosen, _tell)) else 1


def _tell(each: Removed) -> None:
    print(_line(each), flush=True)


def _chosen(hazards: tuple[Hazard, ...], count: int, seed: int) -> list[tuple[Hazard, Control]]:
    if count == 0:
        return [(hazard, control) for hazard in hazards for control in hazard.control]
    if count < 0:
        return []
    choose = random.Random(seed)  # noqa: S311 a sample, no secret
    some = choose.sample([hazard for hazard in hazards if hazard.tests and hazard.control], count)
    return [(hazard, choose.choice(hazard.control)) for hazard in sorted(some, key=lambda h: h.id)]


def _line(each: Removed) -> str:
    word = "red   " if each.noticed else "UNSEEN"
    by = each.tried.by or each.tried.outcome if each.tried else "no test"
    return f"{word} {each.hazard.id} {each.control.what.english}: {by}"


if __name__ == "__main__":
    sys.exit(main())
