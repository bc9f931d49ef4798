"""Faults tried one by one, each in a process of its own, by the tests that run its statement."""

import os
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from safety.changes.caches import Caches, living_caches
from safety.changes.constants import put_in_force as constant_in_force
from safety.changes.data import living_data
from safety.changes.data import put_in_force as data_in_force
from safety.changes.functions import living_functions
from safety.changes.functions import put_in_force as body_in_force
from safety.changes.outcomes import Change, Outcome, Tried
from safety.changes.sessions import Session
from safety.mutants.data_faults import DataFault
from safety.mutants.kept import Kept
from safety.mutants.mutations import Mutation, definitions_in, is_constant, mutated
from safety.mutants.probes import statement_key
from safety.mutants.recording import Recorded, recorded

LEAST_SECONDS, TIMES = 20.0, 6.0
"""A child may take so long at least, and so many times as long as its tests took unharmed."""

LONGEST_SECONDS = 60.0
"""A fault that as much of the tests, the most likely ones first, does not notice is missed."""


@dataclass(frozen=True)
class Verdict:
    """One fault, and how it fared."""

    fault: Mutation | DataFault
    tried: Tried


class Court:
    """All that faults are tried with, looked for once in the process that they split off from."""

    def __init__(
        self, session: Session, jobs: int, kept: Kept, excused: Collection[tuple[str, str]]
    ) -> None:
        self.session = session
        self.caches: Caches = living_caches()
        self.living = living_data()
        self.recorded: Recorded = recorded(session, jobs)
        self._likely = kept.likely()
        self._excused = excused

    def _reading_anew(self) -> bool:
        return data_in_force({}, self.caches, self.living)

    def try_each(self, faults: Iterable[Mutation | DataFault], until: float) -> Iterator[Verdict]:
        """Try faults until a moment of the monotonic clock."""
        for fault in faults:
            if time.monotonic() > until:
                return
            yield Verdict(fault, self._try(fault))

    def _try(self, fault: Mutation | DataFault) -> Tried:
        if (fault.owner, fault.name) in self._excused:
            return Tried(Outcome.SURVIVED, None, 0.0)  # by its reason
        names = self._tests(fault)
        if not names:
            return Tried(Outcome.UNCOVERED, None, 0.0)
        change = self._of_code(fault) if isinstance(fault, Mutation) else self._of_data(fault)
        unharmed = sum(self.recorded.seconds[name] for name in names)
        limit = min(LONGEST_SECONDS, max(LEAST_SECONDS, TIMES * unharmed))
        items = [self.session.items[name] for name in names]
        tried = self.session.try_change(change, items, limit, self.recorded.seconds)
        if tried.by is not None:
            self._likely.learn(fault.owner, tried.by)
        return tried

    def _tests(self, fault: Mutation | DataFault) -> list[str]:
        """Those first that noticed others near it, or are about it; then the quickest."""
        if isinstance(fault, Mutation):
            names = self._of_statement(fault)
        else:
            names = fault.tests(self.recorded)
        if reads_data(fault):
            names = [name for name in names if name not in self.recorded.unfit]
        return self._likely.in_order(fault.owner, names)

    def _of_statement(self, mutation: Mutation) -> list[str]:
        """Of a constant, tests that run anything of its file."""
        if is_constant(mutation.place):
            return self.recorded.tests_of_file(mutation.place.file)
        return self.recorded.tests_of(statement_key(mutation.place, mutation.statement))

    def _of_code(self, mutation: Mutation) -> Change:
        place = mutation.place
        changed = mutated(definitions_in(place.file)[place], mutation.number)
        living_functions(place)
        put_in_force = constant_in_force if is_constant(place) else body_in_force

        def make() -> bool:
            put_in_force(place, changed)
            self.caches.empty()
            return self._reading_anew() if reads_data(mutation) else True

        return make

    def _of_data(self, fault: DataFault) -> Change:
        return lambda: data_in_force({fault.file: fault.text()}, self.caches, self.living)


def reads_data(fault: Mutation | DataFault) -> bool:
    """Whether it shows only in data that is read anew."""
    return isinstance(fault, DataFault) or fault.place.file.startswith("models/protocol/")


def in_parts(faults: list[Mutation | DataFault], jobs: int) -> list[list[Mutation | DataFault]]:
    """For as many processes at once: faults of one function together, as one test notices many."""
    owners = list(dict.fromkeys(fault.owner for fault in faults))
    part_of = {owner: place % jobs for place, owner in enumerate(owners)}
    return [[f for f in faults if part_of[f.owner] == part] for part in range(jobs)]


def cores() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0))
