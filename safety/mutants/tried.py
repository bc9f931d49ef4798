"""What was tried, written down line by line: a run that is broken off loses nothing."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from safety.changes.functions import ROOT
from safety.changes.outcomes import Outcome
from safety.mutants.data_faults import DataFault
from safety.mutants.kept import Kept
from safety.mutants.mutations import Mutation
from safety.mutants.score import Known

Faults = list[Mutation | DataFault]

FOLDER = ROOT / ".mutants"


def lines_of_this_process() -> TextIO:
    """A file of its own for each process, of which every line is written at once."""
    FOLDER.mkdir(exist_ok=True)
    return (FOLDER / f"tried-{os.getpid()}.tsv").open("w", encoding="utf-8", buffering=1)


def line_of(fault: Mutation | DataFault, outcome: Outcome, by: str | None) -> str:
    """One result."""
    return "\t".join((fault.owner, fault.name, outcome, by or "")) + "\n"


def taken_in(kept: Kept, everything: Faults) -> list[Known]:
    """Keep every line that is there; the files are taken away once that is written down."""
    files = sorted(FOLDER.glob("tried-*.tsv"))
    known = list(_kept_from(files, kept, everything))
    kept.save(fault.owner for fault in everything)
    for file in files:
        file.unlink()
    return known


def _kept_from(files: list[Path], kept: Kept, everything: Faults) -> Iterator[Known]:
    faults = {(fault.owner, fault.name): fault for fault in everything}
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            owner, name, outcome, by = line.split("\t")
            if fault := faults.get((owner, name)):
                kept.keep(owner, name, Outcome(outcome), by or None)
                yield Known(fault, Outcome(outcome), by or None)
